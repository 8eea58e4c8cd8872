//! Where connections lead.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ssm_session::protocol::handshake::PortProperties;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// How long one address may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Services of EC2 for the machine itself, credentials among them, which the agent leads nobody to either:
/// instance metadata, name servers, clocks, and what gives out licences of Windows.
const FORBIDDEN: [IpAddr; 9] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 253)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x253)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 123)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x123)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 250)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 251)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x240)),
];

/// The addresses of a host and a port of it, of which the first that answers is taken.
#[derive(Clone, Debug)]
pub(super) struct Destination(Arc<[SocketAddr]>);

impl Destination {
    /// What the properties of a session lead to; this machine if they name no host. The error is what the
    /// client is to read.
    pub(super) async fn of(properties: &PortProperties) -> Result<Self, String> {
        let port: u16 = properties.port_number.parse().unwrap_or(0);
        if port == 0 {
            return Err(format!("{:?} is no number of a port", properties.port_number));
        }
        let host = match properties.host.as_str() {
            "" => "localhost",
            host => host,
        };
        let found = lookup_host((host, port)).await;
        let found: Vec<SocketAddr> =
            found.map_err(|error| format!("{host} is not found: {error}"))?.collect();
        if found.iter().any(|address| is_forbidden(address.ip())) {
            return Err(format!("Forwarding to IP address {host} is forbidden."));
        }
        Ok(Self(found.into()))
    }

    /// Connects with the first address that answers. The error is that of the first one.
    pub(super) async fn connect(&self) -> io::Result<TcpStream> {
        let mut first = None;
        for address in self.0.iter() {
            let connected = match timeout(PATIENCE, TcpStream::connect(address)).await {
                Ok(connected) => connected,
                Err(_) => Err(io::ErrorKind::TimedOut.into()),
            };
            match connected {
                Ok(stream) => {
                    // What a client writes is not to wait for more.
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or_else(|| io::ErrorKind::NotFound.into()))
    }
}

/// Whether nobody is led there, in whatever form the address comes.
fn is_forbidden(address: IpAddr) -> bool {
    FORBIDDEN.contains(&address.to_canonical())
}

#[cfg(test)]
mod tests {
    use ssm_session::protocol::handshake::PortProperties;

    use super::Destination;

    fn to(host: &str, port: &str) -> PortProperties {
        PortProperties { host: host.to_owned(), port_number: port.to_owned(), ..PortProperties::default() }
    }

    #[tokio::test]
    async fn nobody_is_led_to_the_services_of_the_machine_itself() {
        for host in ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "169.254.169.123"] {
            let refused = Destination::of(&to(host, "80")).await.unwrap_err();
            assert!(refused.contains("forbidden"), "{host}: {refused}");
        }
        assert!(Destination::of(&to("127.0.0.1", "80")).await.is_ok());
    }

    #[tokio::test]
    async fn a_port_is_a_number_from_1_to_65535() {
        for port in ["", "0", "65536", "http", "-1"] {
            assert!(Destination::of(&to("127.0.0.1", port)).await.is_err(), "{port}");
        }
    }
}
