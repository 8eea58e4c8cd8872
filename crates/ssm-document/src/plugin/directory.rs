use super::plugin;
use crate::field::TextList;

plugin! {
    /// `aws:domainJoin`: joins a directory's domain.
    pub struct DomainJoin {
        required {
            /// The domain's name, `example.com`.
            directory_name: String = "directoryName",
        }
        optional {
            /// The directory's id, `d-1234567890`.
            directory_id: String = "directoryId",
            /// The organizational unit: `OU=test,DC=example,DC=com`.
            directory_ou: String = "directoryOU",
            /// The addresses of the domain's name servers.
            dns_ip_addresses: TextList = "dnsIpAddresses",
        }
    }
}
