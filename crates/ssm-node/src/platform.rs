//! What a node tells of the machine it runs on.

use std::fs;
use std::net::UdpSocket;

pub use ssm_client::types::PlatformType;

/// What `DescribeInstanceInformation` shows of a node's machine.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Platform {
    /// The kind of operating system. Preconditions of steps go by it too.
    pub platform_type: PlatformType,
    /// The operating system's name, such as `Debian GNU/Linux`.
    pub name: String,
    /// The operating system's version, such as `12`.
    pub version: String,
    /// The machine's name.
    pub computer_name: String,
    /// The machine's address.
    pub ip_address: String,
}

impl Platform {
    /// What can be found out about this machine: from `/etc/os-release` and the kernel on Linux; elsewhere
    /// little more than the kind of system. Nothing is sent anywhere.
    pub fn detect() -> Self {
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        let field = |key: &str| os_release_field(&release, key);
        Self {
            platform_type: platform_type(),
            name: field("NAME").unwrap_or_else(|| std::env::consts::OS.to_owned()),
            version: field("VERSION_ID").unwrap_or_else(|| "unknown".to_owned()),
            computer_name: computer_name(),
            ip_address: ip_address(),
        }
    }
}

fn platform_type() -> PlatformType {
    match std::env::consts::OS {
        "windows" => PlatformType::Windows,
        "macos" => PlatformType::Macos,
        // The official agent calls FreeBSD Linux too.
        _ => PlatformType::Linux,
    }
}

/// A field of `os-release`, whose values may stand in quotes.
fn os_release_field(release: &str, key: &str) -> Option<String> {
    let value = release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='))?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

fn computer_name() -> String {
    let kernel = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("COMPUTERNAME").ok()).unwrap_or_default();
    match name.trim() {
        "" => "localhost".to_owned(),
        name => name.to_owned(),
    }
}

/// The address from which this machine would reach others. Connecting a UDP socket looks the route up
/// and sends nothing; the destination is from a block that is reserved for documentation.
fn ip_address() -> String {
    let route = || {
        let socket = UdpSocket::bind("0.0.0.0:0")?;
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    };
    route().map_or_else(|_| "127.0.0.1".to_owned(), |address| address.ip().to_string())
}

#[cfg(test)]
mod tests {
    use super::{Platform, os_release_field};

    #[test]
    fn fields_of_os_release_are_read_with_and_without_quotes() {
        let release =
            "PRETTY_NAME=\"Debian GNU/Linux 12\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID='12'\nID=debian\n";
        assert_eq!(os_release_field(release, "NAME").as_deref(), Some("Debian GNU/Linux"));
        assert_eq!(os_release_field(release, "VERSION_ID").as_deref(), Some("12"));
        assert_eq!(os_release_field(release, "ID").as_deref(), Some("debian"));
        assert_eq!(os_release_field(release, "BUILD_ID"), None);
    }

    #[test]
    fn everything_that_the_service_wants_is_known_of_this_machine() {
        let platform = Platform::detect();
        for text in [&platform.name, &platform.version, &platform.computer_name, &platform.ip_address] {
            assert!(!text.is_empty(), "{platform:?}");
        }
    }
}
