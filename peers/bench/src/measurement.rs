//! The measurements by name, and how long each takes.

use std::str::FromStr;

use crate::figure::Figure;
use crate::peer::Peer;
use crate::process::Failure;

/// A figure with the title of its row.
pub(crate) type Row = (&'static str, Figure);

/// Something that is measured for one peer at a time, and gives one or more rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Measurement {
    Crates,
    Check,
    Debug,
    Release,
    Sixty,
    Cpu,
    Instructions,
    Allocations,
    Concurrency,
    ColdStart,
}

/// Which of the two questions a measurement answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// What it costs to build with a client.
    Weight,
    /// What it costs to call.
    Call,
}

impl Measurement {
    /// In the order in which they are taken and shown.
    pub(crate) const ALL: [Self; 10] = [
        Self::Crates,
        Self::Check,
        Self::Debug,
        Self::Release,
        Self::Sixty,
        Self::Cpu,
        Self::Instructions,
        Self::Allocations,
        Self::Concurrency,
        Self::ColdStart,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Crates => "crates",
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Release => "release",
            Self::Sixty => "sixty",
            Self::Cpu => "cpu",
            Self::Instructions => "instructions",
            Self::Allocations => "allocations",
            Self::Concurrency => "concurrency",
            Self::ColdStart => "cold-start",
        }
    }

    pub(crate) fn group(self) -> Group {
        match self {
            Self::Crates | Self::Check | Self::Debug | Self::Release | Self::Sixty => Group::Weight,
            Self::Cpu | Self::Instructions | Self::Allocations | Self::Concurrency | Self::ColdStart => {
                Group::Call
            }
        }
    }

    /// About how many CPU seconds it takes for a peer, for the estimate at the beginning. Call costs
    /// need a release build, unless weighing made one.
    pub(crate) fn seconds(self, peer: Peer) -> u32 {
        let by_peer = match self {
            Self::Crates => [1; 5],
            Self::Check => [50, 90, 45, 0, 0],
            Self::Debug => [80, 200, 110, 75, 20],
            Self::Release => [150, 440, 260, 135, 30],
            Self::Sixty => [20, 100, 40, 0, 0],
            Self::Cpu => [20, 45, 35, 25, 15],
            Self::Instructions | Self::Allocations => [15, 25, 20, 15, 5],
            Self::Concurrency => [20, 40, 30, 25, 15],
            Self::ColdStart => [1; 5],
        };
        by_peer[peer as usize]
    }
}

/// The measurements that a word names: one of them, or a group.
pub(crate) struct Selection(pub(crate) Vec<Measurement>);

impl FromStr for Selection {
    type Err = Failure;

    fn from_str(word: &str) -> Result<Self, Failure> {
        let chosen = |wanted: &dyn Fn(Measurement) -> bool| {
            Measurement::ALL.into_iter().filter(|measurement| wanted(*measurement)).collect()
        };
        let found: Vec<_> = match word {
            "weight" => chosen(&|measurement| measurement.group() == Group::Weight),
            "call" => chosen(&|measurement| measurement.group() == Group::Call),
            name => chosen(&|measurement| measurement.name() == name),
        };
        if found.is_empty() {
            let names: Vec<_> = Measurement::ALL.iter().map(|measurement| measurement.name()).collect();
            return Err(format!(
                "nothing to measure is called {word}; there are weight, call, {}",
                names.join(", ")
            )
            .into());
        }
        Ok(Self(found))
    }
}
