//! Sealed payloads.

use proptest::prelude::*;
use ssm_session::protocol::Role;
use ssm_session::protocol::sealing::{KEY_BYTES, OVERHEAD_BYTES, Sealing, SealingError};

fn ends() -> (Sealing, Sealing) {
    let key: Vec<u8> = (0..64).collect();
    (Sealing::new(Role::Client, &key).unwrap(), Sealing::new(Role::Agent, &key).unwrap())
}

#[test]
fn each_end_opens_what_the_other_sealed_and_not_its_own() {
    let (client, agent) = ends();
    for (from, to) in [(&client, &agent), (&agent, &client)] {
        let sealed = from.seal(b"ls -l\r").unwrap();
        assert_eq!(sealed.len(), 6 + OVERHEAD_BYTES);
        assert_eq!(to.open(&sealed).unwrap(), "ls -l\r");
        assert_eq!(from.open(&sealed), Err(SealingError::Open));
        assert_ne!(sealed, from.seal(b"ls -l\r").unwrap(), "nonces differ");
    }
}

/// Sealed by another implementation (Python's cryptography 48, AESGCM) under the key bytes 0 to 31 with the nonce
/// 000102030405060708090a0b.
#[test]
fn bytes_that_another_implementation_sealed_are_opened() {
    let (client, _) = ends();
    let sealed = include_bytes!("sealed.bin");
    assert_eq!(client.open(sealed).unwrap(), "hello from the agent");
}

#[test]
fn keys_of_another_length_are_refused() {
    for length in [0, 32, KEY_BYTES - 1, KEY_BYTES + 1] {
        let refused = Sealing::new(Role::Client, &vec![0; length]).unwrap_err();
        assert_eq!(refused, SealingError::Key(length));
    }
}

proptest! {
    #[test]
    fn damage_never_opens(payload: Vec<u8>, at: prop::sample::Index, bit in 0..8u8) {
        let (client, agent) = ends();
        let mut sealed = client.seal(&payload).unwrap().to_vec();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert_eq!(agent.open(&sealed), Err(SealingError::Open));
        sealed.truncate(at);
        prop_assert_eq!(agent.open(&sealed), Err(SealingError::Open));
    }
}
