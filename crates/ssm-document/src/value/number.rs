use std::fmt;

/// A number, as it was spelled: a version that YAML takes for the number `3.10` stays `3.10`.
///
/// Two numbers are equal if their values are, whatever their spelling.
#[derive(Clone, Debug)]
pub struct Number {
    spelling: String,
}

impl Number {
    /// The number that `spelling` is by JSON's grammar, if a floating-point value can come near it.
    ///
    /// ```
    /// # use ssm_document::Number;
    /// assert_eq!(Number::parse("1e2"), Number::parse("100.0"));
    /// assert_eq!(Number::parse("007"), None);
    /// ```
    pub fn parse(spelling: &str) -> Option<Self> {
        let number = is_json_number(spelling).then(|| Self { spelling: spelling.into() })?;
        number.as_f64().is_finite().then_some(number)
    }

    /// The value, if it is an integer in range. `3.0` is spelled as a fraction and is none.
    pub fn as_i64(&self) -> Option<i64> {
        self.spelling.parse().ok()
    }

    /// The value, if it is an integer in range.
    pub fn as_u64(&self) -> Option<u64> {
        self.spelling.parse().ok()
    }

    /// The nearest floating-point value.
    pub fn as_f64(&self) -> f64 {
        self.spelling.parse().unwrap_or(f64::NAN)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        // Not every integer has a floating-point value of its own.
        match (self.as_i64(), other.as_i64()) {
            (Some(one), Some(another)) => one == another,
            _ => self.spelling == other.spelling || self.as_f64() == other.as_f64(),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.spelling)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { spelling: value.to_string() }
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self { spelling: value.to_string() }
    }
}

fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
