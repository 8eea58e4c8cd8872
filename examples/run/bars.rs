//! Progress that people watch.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use ssm_toolkit::run_command::{NodeStatus, ProgressUpdate};

/// How many nodes have a line of their own at a time.
const LINES: usize = 8;

const ALL: &str = "{elapsed:>4} [{bar:40}] {pos}/{len} {msg}";
const ONE: &str = "     {spinner} {prefix} {elapsed}";

/// One bar for all nodes, and below it a line for each of those that run.
pub(crate) struct Bars {
    screen: MultiProgress,
    all: ProgressBar,
    running: BTreeMap<String, ProgressBar>,
}

impl Bars {
    /// Bars on standard error; none if nobody watches.
    pub(crate) fn for_people() -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let screen = MultiProgress::new();
        let all = screen.add(ProgressBar::new(0).with_style(style(ALL)));
        Some(Self { screen, all, running: BTreeMap::new() })
    }

    /// Shows what changed.
    pub(crate) fn show(&mut self, update: &ProgressUpdate) {
        let counts = &update.counts;
        self.all.set_length(counts.targets as u64);
        self.all.set_position(counts.completed as u64);
        self.all.set_message(format!("{} running, {} failed", counts.running, counts.failed));
        for change in &update.changes {
            if change.status == NodeStatus::InProgress {
                if self.running.len() < LINES {
                    let line = self.screen.add(ProgressBar::new_spinner().with_style(style(ONE)));
                    line.set_prefix(change.name.clone().unwrap_or_else(|| change.node_id.clone()));
                    line.enable_steady_tick(Duration::from_millis(100));
                    self.running.insert(change.node_id.clone(), line);
                }
            } else if let Some(line) = self.running.remove(&change.node_id) {
                line.finish_and_clear();
            }
        }
    }
}

impl Drop for Bars {
    /// The table says it all.
    fn drop(&mut self) {
        self.running.values().for_each(ProgressBar::finish_and_clear);
        self.all.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
