//! The clients that are compared.

use std::str::FromStr;

use crate::process::Failure;

/// A client, and the packages that are built with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Peer {
    Ours,
    AwsSdk,
    Rusoto,
    Reqwest,
    Hyper,
}

impl Peer {
    pub(crate) const ALL: [Self; 5] = [Self::Ours, Self::AwsSdk, Self::Rusoto, Self::Reqwest, Self::Hyper];

    /// The name in arguments, in the table, and of the folder in `programs`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::AwsSdk => "aws-sdk",
            Self::Rusoto => "rusoto",
            Self::Reqwest => "reqwest",
            Self::Hyper => "hyper",
        }
    }

    /// The package with the service's types, for those who have one.
    pub(crate) fn client(self) -> Option<&'static str> {
        match self {
            Self::Ours => Some("ssm-client"),
            Self::AwsSdk => Some("aws-sdk-ssm"),
            Self::Rusoto => Some("rusoto_ssm"),
            Self::Reqwest | Self::Hyper => None,
        }
    }
}

impl FromStr for Peer {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        let found = Self::ALL.into_iter().find(|peer| peer.name() == name);
        found.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|peer| peer.name()).collect();
            format!("no peer is called {name}; there are {}", names.join(", ")).into()
        })
    }
}
