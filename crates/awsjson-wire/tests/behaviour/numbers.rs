//! Numbers: ranges, fractions, and those that JSON does not have.

use crate::generated::types::Measures;
use crate::support::{read, refusal, write};

fn member(name: &str, value: &str) -> String {
    format!("{{\"{name}\":{value}}}")
}

#[test]
fn the_ends_of_each_range_survive() {
    for (name, least, greatest) in [
        ("Byte", "-128", "127"),
        ("Short", "-32768", "32767"),
        ("Integer", "-2147483648", "2147483647"),
        ("Wear", "-2147483648", "2147483647"),
        ("Long", "-9223372036854775808", "9223372036854775807"),
        ("Big", "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"),
        ("Double", "-1.7976931348623157e308", "1.7976931348623157e308"),
        ("Float", "-3.4028235e38", "3.4028235e38"),
    ] {
        for number in [least, greatest] {
            let json = member(name, number);
            let value = read::<Measures>(&json).unwrap();
            let again = write(&value);
            let wider = |json: &str| json.replace("e+", "e").to_lowercase();
            assert_eq!(wider(&again), wider(&json));
        }
    }
}

#[test]
fn a_number_out_of_range_is_an_error() {
    for (name, bits, numbers) in [
        ("Byte", 8, &["128", "-129", "1e3", "9223372036854775808"][..]),
        ("Short", 16, &["32768", "-32769", "18446744073709551616"]),
        ("Integer", 32, &["2147483648", "-2147483649", "1e20", "1e300", "-1e300"]),
        ("Wear", 32, &["2147483648", "-1e18"]),
        ("Long", 64, &["9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e19"]),
    ] {
        for number in numbers {
            let error = refusal::<Measures>(member(name, number));
            let expected = format!(
                "expected a whole number of {bits} bits, found a number out of its range at {name}, "
            );
            assert!(error.starts_with(&expected), "{number}: {error}");
            assert!(!error.contains(number), "{error}");
        }
    }
}

#[test]
fn a_fraction_is_an_error_where_whole_numbers_are_expected() {
    for name in ["Byte", "Short", "Integer", "Long", "Wear"] {
        for number in ["1.5", "-0.25", "1e-3"] {
            let error = refusal::<Measures>(member(name, number));
            assert!(error.contains("found a number with a fraction at "), "{name}: {error}");
            assert!(!error.contains(number), "{error}");
        }
    }
}

#[test]
fn a_big_integer_is_whole_and_has_up_to_128_bits() {
    let error = refusal::<Measures>(r#"{"Big":170141183460469231731687303715884105728}"#);
    assert!(
        error.starts_with("expected a whole number of 128 bits, found something else at Big, byte "),
        "{error}"
    );
    for number in ["1.5", "1e3"] {
        assert!(refusal::<Measures>(member("Big", number)).starts_with("not valid JSON: "), "{number}");
    }
}

#[test]
fn a_whole_number_may_be_written_with_a_point_or_an_exponent() {
    for number in ["3.0", "3e0", "0.3e1", "30e-1"] {
        let json = format!(
            r#"{{"Byte":{number},"Short":{number},"Integer":{number},"Long":{number},"Wear":{number}}}"#
        );
        assert_eq!(
            write(&read::<Measures>(&json).unwrap()),
            r#"{"Byte":3,"Short":3,"Integer":3,"Long":3,"Wear":3}"#
        );
    }
    assert_eq!(read::<Measures>(r#"{"Byte":-0,"Double":-0}"#).unwrap().byte, Some(0));
}

#[test]
fn a_long_beyond_the_precision_of_floating_point_is_exact() {
    let value = read::<Measures>(r#"{"Long":9007199254740993,"Big":9007199254740993}"#).unwrap();
    assert_eq!((value.long, value.big), (Some(9_007_199_254_740_993), Some(9_007_199_254_740_993)));
}

#[test]
fn the_numbers_that_json_does_not_have_are_text() {
    for text in ["NaN", "Infinity", "-Infinity"] {
        let json = format!(r#"{{"Float":"{text}","Double":"{text}"}}"#);
        let value = read::<Measures>(&json).unwrap();
        assert_eq!(write(&value), json);
        assert_eq!(value.float.unwrap().is_nan(), text == "NaN");
    }
    for text in ["nan", "Inf", "+Infinity", "inf", " NaN", "1.5", ""] {
        assert!(refusal::<Measures>(member("Double", &format!("\"{text}\""))).contains("expected a number"));
    }
    for bare in ["NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "1_000"] {
        assert!(refusal::<Measures>(member("Double", bare)).starts_with("not valid JSON: "), "{bare}");
    }
}

#[test]
fn a_number_too_large_for_floating_point_is_an_error_that_does_not_show_it() {
    for name in ["Double", "Float", "Integer", "At", "Anything"] {
        let error = refusal::<Measures>(member(name, "1e400"));
        assert!(error.contains("out of range") || error.contains("out of its range"), "{name}: {error}");
    }
    let digits = "9".repeat(100_000);
    for name in ["Integer", "Long", "Big", "Double", "Float", "At", "Anything", "Novel"] {
        if let Err(error) = read::<Measures>(member(name, &digits)) {
            assert!(error.to_string().len() < 200, "{name}");
        }
    }
}

#[test]
fn a_single_precision_number_is_rounded_and_a_double_is_exact() {
    let value = read::<Measures>(r#"{"Float":0.1,"Double":0.1}"#).unwrap();
    assert_eq!((value.float, value.double), (Some(0.1_f32), Some(0.1_f64)));
    assert_eq!(write(&value), r#"{"Float":0.1,"Double":0.1}"#);
}
