//! A command line, taken apart.

use std::ffi::OsString;

use crate::Stop;

/// The arguments of a program, from left to right.
///
/// Options begin with `--`, take their value as `--name value` or `--name=value`, and may stand
/// anywhere; `-h` is `--help`.
#[derive(Debug)]
pub struct Arguments<I> {
    words: I,
    /// The option that was read last.
    option: String,
    /// The value in the same word as that option.
    joined: Option<String>,
}

/// One argument.
#[derive(Debug, PartialEq)]
pub enum Argument {
    /// An option's name, with its dashes.
    Option(String),
    /// Anything else.
    Value(String),
}

impl<I: Iterator<Item = OsString>> Arguments<I> {
    /// The arguments in these words, which are those after the name of the program.
    pub fn new(words: I) -> Self {
        Self { words, option: String::new(), joined: None }
    }

    /// The next argument, or none after the last.
    ///
    /// # Errors
    ///
    /// An argument that is not Unicode, and a value that the option before was given although
    /// [`value`](Self::value) was not called for it.
    pub fn next_argument(&mut self) -> Result<Option<Argument>, Stop> {
        if self.joined.take().is_some() {
            return Err(Stop::Usage(format!("{} takes no value", self.option)));
        }
        let Some(word) = self.word()? else { return Ok(None) };
        if word == "-" || !word.starts_with('-') {
            return Ok(Some(Argument::Value(word)));
        }
        self.option = match word.split_once('=') {
            Some((name, value)) => {
                self.joined = Some(value.to_owned());
                name.to_owned()
            }
            None if word == "-h" => "--help".to_owned(),
            None => word,
        };
        Ok(Some(Argument::Option(self.option.clone())))
    }

    /// Takes the value of the option that was read last into its place.
    ///
    /// # Errors
    ///
    /// An option without a value, and one that was given before.
    pub fn value(&mut self, place: &mut Option<String>) -> Result<(), Stop> {
        let value = match self.joined.take() {
            Some(value) => Some(value),
            None => self.word()?,
        };
        let value = value.ok_or_else(|| Stop::Usage(format!("{} needs a value", self.option)))?;
        match place.replace(value) {
            None => Ok(()),
            Some(_) => Err(Stop::Usage(format!("{} is given twice", self.option))),
        }
    }

    fn word(&mut self) -> Result<Option<String>, Stop> {
        let word = self.words.next().map(OsString::into_string).transpose();
        word.map_err(|_| Stop::Usage("an argument is not Unicode text".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Arguments<impl Iterator<Item = OsString>> {
        let words: Vec<OsString> = words.iter().map(Into::into).collect();
        Arguments::new(words.into_iter())
    }

    #[test]
    fn options_take_values_in_both_spellings() {
        let mut arguments = of(&["--region", "us-east-1", "-", "--endpoint-url=http://host?a=b", "-h"]);
        let (mut region, mut url) = (None, None);
        assert_eq!(arguments.next_argument(), Ok(Some(Argument::Option("--region".to_owned()))));
        assert_eq!(arguments.value(&mut region), Ok(()));
        assert_eq!(arguments.next_argument(), Ok(Some(Argument::Value("-".to_owned()))));
        assert_eq!(arguments.next_argument(), Ok(Some(Argument::Option("--endpoint-url".to_owned()))));
        assert_eq!(arguments.value(&mut url), Ok(()));
        assert_eq!(arguments.next_argument(), Ok(Some(Argument::Option("--help".to_owned()))));
        assert_eq!(arguments.next_argument(), Ok(None));
        assert_eq!(region.as_deref(), Some("us-east-1"));
        assert_eq!(url.as_deref(), Some("http://host?a=b"));
    }

    #[test]
    fn json_is_no_option_whatever_it_holds() {
        let json = r#"{"Name":"--a=b"}"#;
        assert_eq!(of(&[json]).next_argument(), Ok(Some(Argument::Value(json.to_owned()))));
    }

    #[test]
    fn a_value_for_an_option_that_takes_none_is_refused_without_repeating_it() {
        let mut arguments = of(&["--items=s3cret", "x"]);
        assert_eq!(arguments.next_argument(), Ok(Some(Argument::Option("--items".to_owned()))));
        assert_eq!(arguments.next_argument(), Err(Stop::Usage("--items takes no value".to_owned())));
    }
}
