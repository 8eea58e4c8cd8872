//! Reading and writing in one line.

use awsjson_wire::{DecodeError, Reading, Wire};

/// Reads as clients read answers.
pub fn read<T: Wire>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    read_as(Reading::Lenient, json)
}

pub fn read_as<T: Wire>(reading: Reading, json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    let mut value = T::blank();
    awsjson_wire::read(json.as_ref(), value.slot(), reading)?;
    Ok(value)
}

/// The error of text that must not be read, as it prints.
pub fn refusal<T: Wire>(json: impl AsRef<[u8]>) -> String {
    match read::<T>(json.as_ref()) {
        Ok(_) => panic!("this was read: {}", String::from_utf8_lossy(json.as_ref())),
        Err(error) => error.to_string(),
    }
}

pub fn write(value: &impl Wire) -> String {
    String::from_utf8(awsjson_wire::to_json(value.view()).unwrap()).unwrap()
}
