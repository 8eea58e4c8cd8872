//! The processes of a session. They do not outlive it.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// A process with all that it started and that did not leave its group or its terminal. Dropping it ends
/// them.
pub(super) struct Processes {
    leader: Pid,
}

impl Processes {
    /// Those of this process, which leads a group of its own.
    pub(super) fn of(leader: Option<u32>) -> Option<Self> {
        let leader = Pid::from_raw(i32::try_from(leader?).ok()?)?;
        Some(Self { leader })
    }

    /// Sends a signal to the group. It fails if all are gone, which is for its end to tell.
    pub(super) fn signal(&self, signal: Signal) {
        let _ = kill_process_group(self.leader, signal);
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
        for process in of_terminal(self.leader) {
            let _ = kill_process(process, Signal::KILL);
        }
    }
}

/// The processes whose terminal was opened for this one: a shell gives each of its jobs a group. Linux alone
/// tells; the field is the sixth of `proc_pid_stat(5)`, the fourth after the name in parentheses.
fn of_terminal(leader: Pid) -> Vec<Pid> {
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let numbers = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_of = |process: &i32| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let session = stat.rsplit_once(") ").and_then(|(_, fields)| fields.split(' ').nth(3));
        session.and_then(|session| session.parse().ok()) == Some(leader.as_raw_nonzero().get())
    };
    numbers.filter(is_of).filter_map(Pid::from_raw).collect()
}
