//! What an error's headers say about trying again.

use std::time::{Duration, SystemTime};

use awsjson_wire::parse_timestamp;
use http::HeaderMap;
use http::header::DATE;

use crate::failure::header_text;

/// What an error's headers say about trying again.
#[derive(Default)]
pub(crate) struct Advice {
    /// How long the service asks to wait: `x-amz-retry-after`, in milliseconds.
    pub(crate) retry_after: Option<Duration>,
    /// The service's time.
    pub(crate) date: Option<SystemTime>,
}

impl Advice {
    /// What is there and makes sense.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self {
            retry_after: header_text(headers, "x-amz-retry-after")
                .and_then(|text| Some(Duration::from_millis(text.parse().ok()?))),
            date: header_text(headers, DATE.as_str()).and_then(|text| Some(parse_timestamp(&text)?.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn advice(name: &'static str, value: &'static str) -> Advice {
        Advice::of(&HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))]))
    }

    #[test]
    fn the_date_is_read() {
        let date = advice("date", "Sun, 06 Nov 1994 08:49:37 GMT").date;
        assert_eq!(date, Some(SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)));
    }

    #[test]
    fn the_wait_is_in_milliseconds() {
        assert_eq!(advice("x-amz-retry-after", " 1500 ").retry_after, Some(Duration::from_millis(1500)));
    }

    #[test]
    fn what_makes_no_sense_is_no_advice() {
        for text in ["", "soon", "-1", "1.5", "99999999999999999999", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert!(advice("date", text).date.is_none(), "{text}");
            assert!(advice("x-amz-retry-after", text).retry_after.is_none(), "{text}");
        }
    }
}
