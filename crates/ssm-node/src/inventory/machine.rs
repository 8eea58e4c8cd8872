//! The machine's processors and network, as far as the system tells them to everybody.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{Entry, entry};

/// One entry for each network interface but the loopback; if the system does not tell any, one for the
/// address by which the machine reaches others.
pub(super) fn network(address: &str) -> Vec<Entry> {
    let mut interfaces: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for interface in if_addrs::get_if_addrs().unwrap_or_default() {
        if interface.is_loopback() {
            continue;
        }
        let ip = interface.ip();
        let (of_version_4, of_version_6) = interfaces.entry(interface.name).or_default();
        let addresses = if ip.is_ipv4() { of_version_4 } else { of_version_6 };
        addresses.insert(ip.to_string());
    }
    if interfaces.is_empty() {
        return vec![entry([("IPV4", address)])];
    }
    let listed = |addresses: BTreeSet<String>| addresses.into_iter().collect::<Vec<_>>().join(", ");
    let entries = interfaces.into_iter().map(|(name, (of_version_4, of_version_6))| {
        let hardware = fs::read_to_string(format!("/sys/class/net/{name}/address")).unwrap_or_default();
        entry([
            ("Name", name.as_str()),
            ("MacAddress", hardware.trim()),
            ("IPV4", &listed(of_version_4)),
            ("IPV6", &listed(of_version_6)),
        ])
    });
    entries.collect()
}

/// The processors, where the system tells them in `/proc/cpuinfo`.
pub(super) fn details() -> Option<Entry> {
    let processors = fs::read_to_string("/proc/cpuinfo").ok()?;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    Some(of_processors(&processors, kernel.trim()))
}

fn of_processors(text: &str, kernel: &str) -> Entry {
    let values = |name: &str| -> Vec<&str> {
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        fields.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).collect()
    };
    let first = |name: &str| values(name).first().copied().unwrap_or_default();
    let number = |text: &str| text.parse::<f64>().map_or(String::new(), |number| format!("{number:.0}"));
    let sockets = values("physical id").into_iter().collect::<BTreeSet<_>>().len();
    entry([
        ("CPUModel", first("model name")),
        ("CPUSpeedMHz", &number(first("cpu MHz"))),
        ("CPUs", &values("processor").len().to_string()),
        ("CPUCores", first("cpu cores")),
        ("CPUSockets", &if sockets == 0 { String::new() } else { sockets.to_string() }),
        ("KernelVersion", kernel),
    ])
}

#[cfg(test)]
mod tests {
    use super::{details, network, of_processors};

    #[test]
    fn processors_are_counted_and_named() {
        let text = "processor\t: 0\nmodel name\t: Example 9\ncpu MHz\t\t: 2399.998\nphysical id\t: 0\ncpu cores\t: 2\n\n\
                    processor\t: 1\nmodel name\t: Example 9\ncpu MHz\t\t: 2400.0\nphysical id\t: 0\ncpu cores\t: 2\n";
        let entry = of_processors(text, "6.1.0");
        let expected = [
            ("CPUCores", "2"),
            ("CPUModel", "Example 9"),
            ("CPUSockets", "1"),
            ("CPUSpeedMHz", "2400"),
            ("CPUs", "2"),
            ("KernelVersion", "6.1.0"),
        ];
        let found: Vec<(&str, &str)> =
            entry.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(found, expected);
        assert!(of_processors("", "").contains_key("CPUs"));
    }

    #[test]
    fn this_machine_has_a_network_and_on_linux_processors() {
        let entries = network("192.0.2.1");
        let has_address = |entry: &super::Entry| entry.contains_key("IPV4") || entry.contains_key("IPV6");
        assert!(!entries.is_empty() && entries.iter().all(has_address), "{entries:?}");
        assert_eq!(details().is_some(), cfg!(target_os = "linux"));
    }
}
