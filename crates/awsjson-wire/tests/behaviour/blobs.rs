//! Blobs: base64 on the wire.

use crate::generated::types::Measures;
use crate::support::{read, refusal, write};

#[test]
fn bytes_are_written_in_base64_with_padding() {
    for (bytes, text) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (b"\xff\xfe\xfd", "//79"),
        (b"\xfb\xff", "+/8="),
    ] {
        let value = Measures { bytes: Some(bytes.to_vec()), ..Measures::default() };
        assert_eq!(write(&value), format!("{{\"Bytes\":\"{text}\"}}"));
        assert!(read::<Measures>(write(&value)).unwrap() == value);
    }
}

#[test]
fn what_is_not_base64_is_an_error_that_does_not_show_it() {
    for text in ["Zg", "Zm8", "Zg==Zg==", "Z===", "Zm9v!", "Zm 9v", "Zm9v\\n", "__-_", "=", "ä"] {
        let error = refusal::<Measures>(format!("{{\"Bytes\":\"{text}\"}}"));
        assert!(error.starts_with("expected text in base64, found text at Bytes, byte "), "{text}: {error}");
    }
}
