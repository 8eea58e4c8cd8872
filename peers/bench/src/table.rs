//! The table: a row for each figure, a column for each peer, and ratios to ours.

use crate::figure::Figure;
use crate::measurement::Row;
use crate::peer::Peer;

/// What was measured so far.
pub(crate) struct Table {
    peers: Vec<Peer>,
    rows: Vec<(&'static str, Vec<Option<Figure>>)>,
}

impl Table {
    pub(crate) fn new(peers: Vec<Peer>) -> Self {
        Self { peers, rows: Vec::new() }
    }

    /// Adds what was measured for one peer.
    pub(crate) fn add(&mut self, peer: Peer, figures: Vec<Row>) {
        let Some(column) = self.peers.iter().position(|other| *other == peer) else { return };
        for (title, figure) in figures {
            let row = self.rows.iter().position(|(other, _)| *other == title).unwrap_or_else(|| {
                self.rows.push((title, vec![None; self.peers.len()]));
                self.rows.len() - 1
            });
            self.rows[row].1[column] = Some(figure);
        }
    }

    pub(crate) fn markdown(&self) -> String {
        let names: Vec<_> = self.peers.iter().map(|peer| peer.name()).collect();
        let mut text =
            format!("| | {} | noise |\n|---|{}\n", names.join(" | "), "--:|".repeat(names.len() + 1));
        for (title, figures) in &self.rows {
            let ours = self.peers.iter().position(|peer| *peer == Peer::Ours).and_then(|i| figures[i]);
            let cells: Vec<_> =
                self.peers.iter().zip(figures).map(|(peer, figure)| cell(*peer, *figure, ours)).collect();
            text.push_str(&format!("| {title} | {} | {} |\n", cells.join(" | "), noise(figures)));
        }
        text
    }
}

fn cell(peer: Peer, figure: Option<Figure>, ours: Option<Figure>) -> String {
    let Some(figure) = figure else { return "–".to_owned() };
    let value = number(figure.best);
    match ours {
        Some(ours) if peer != Peer::Ours && ours.best > 0.0 => {
            format!("{value} ({:.2}×)", figure.best / ours.best)
        }
        _ => value,
    }
}

/// The largest spread among the peers.
fn noise(figures: &[Option<Figure>]) -> String {
    let spreads = figures.iter().flatten().filter_map(|figure| figure.spread);
    spreads.reduce(f64::max).map_or_else(String::new, |spread| format!("{:.0} %", spread * 100.0))
}

/// Three digits, or all of a whole number.
fn number(value: f64) -> String {
    match value {
        value if value >= 1000.0 => grouped(value.round() as u64),
        value if value >= 100.0 || value == 0.0 || value.fract() == 0.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

fn grouped(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}
