//! A small JSON parser. A build script pays for every dependency, and a model needs nothing that a
//! page of code does not do.

mod print;

use std::str::Chars;

use crate::error::{Error, Result};

/// How deep arrays and objects may nest. Models stay below ten.
const MAX_DEPTH: usize = 128;

/// A JSON value with its members in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Boolean(bool),
    Number(f64),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn parse(text: &str) -> Result<Json> {
        let mut parser = Parser { text, rest: text.chars() };
        let value = parser.value(0)?;
        parser.skip_space();
        match parser.rest.next() {
            None => Ok(value),
            Some(_) => Err(parser.error("text after the end of the document")),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    pub(crate) fn as_array(&self) -> Option<&[Json]> {
        if let Json::Array(elements) = self { Some(elements) } else { None }
    }

    pub(crate) fn as_object(&self) -> Option<&[(String, Json)]> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        if let Json::Number(number) = self { Some(*number) } else { None }
    }

    /// The number as a whole one, if it is one.
    pub(crate) fn as_integer(&self) -> Option<i64> {
        let number = self.as_number()?;
        (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
    }
}

/// Rust takes more for a number than JSON does: `01`, `1.` and `1.e5`.
fn is_json_number(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let whole = digits.split(['.', 'e', 'E']).next().unwrap_or_default();
    let fraction = digits.split_once('.').map(|(_, fraction)| fraction);
    !whole.is_empty()
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|fraction| fraction.starts_with(|c: char| c.is_ascii_digit()))
}

struct Parser<'a> {
    text: &'a str,
    rest: Chars<'a>,
}

impl Parser<'_> {
    fn error(&self, what: &str) -> Error {
        self.error_at(self.offset(), what)
    }

    fn offset(&self) -> usize {
        self.text.len() - self.rest.as_str().len()
    }

    fn error_at(&self, offset: usize, what: &str) -> Error {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        Error::new(format!("not valid JSON: {what}, line {line} column {column}"))
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|c| matches!(c, ' ' | '\t' | '\n' | '\r')) {
            self.rest.next();
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn take(&mut self, expected: char) -> bool {
        let there = self.peek() == Some(expected);
        if there {
            self.rest.next();
        }
        there
    }

    fn value(&mut self, depth: usize) -> Result<Json> {
        if depth > MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.skip_space();
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => Ok(Json::String(self.string()?)),
            Some('t') => self.word("true", Json::Boolean(true)),
            Some('f') => self.word("false", Json::Boolean(false)),
            Some('n') => self.word("null", Json::Null),
            Some(c) if c == '-' || c.is_ascii_digit() => self.number(),
            Some(_) => Err(self.error("expected a value")),
            None => Err(self.error("it ends too early")),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json> {
        match self.rest.as_str().strip_prefix(word) {
            Some(rest) => {
                self.rest = rest.chars();
                Ok(value)
            }
            None => Err(self.error("expected a value")),
        }
    }

    fn number(&mut self) -> Result<Json> {
        let text = self.rest.as_str();
        let end = text.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let (number, rest) = text.split_at(end.unwrap_or(text.len()));
        match number.parse() {
            Ok(value) if is_json_number(number) => {
                self.rest = rest.chars();
                Ok(Json::Number(value))
            }
            _ => Err(self.error("a malformed number")),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json> {
        self.rest.next();
        let mut elements = Vec::new();
        self.skip_space();
        if self.take(']') {
            return Ok(Json::Array(elements));
        }
        loop {
            elements.push(self.value(depth + 1)?);
            self.skip_space();
            if self.take(']') {
                return Ok(Json::Array(elements));
            }
            if !self.take(',') {
                return Err(self.error("expected a comma or the end of an array"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json> {
        self.rest.next();
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut offsets = Vec::new();
        self.skip_space();
        if self.take('}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some('"') {
                return Err(self.error("expected the name of a member"));
            }
            let name = self.string()?;
            offsets.push(self.offset());
            self.skip_space();
            if !self.take(':') {
                return Err(self.error("expected a colon"));
            }
            let value = self.value(depth + 1)?;
            members.push((name, value));
            self.skip_space();
            if self.take('}') {
                self.check_duplicates(&members, &offsets)?;
                return Ok(Json::Object(members));
            }
            if !self.take(',') {
                return Err(self.error("expected a comma or the end of an object"));
            }
        }
    }

    fn check_duplicates(&self, members: &[(String, Json)], offsets: &[usize]) -> Result<()> {
        let mut names: Vec<(&String, &usize)> = members.iter().map(|(name, _)| name).zip(offsets).collect();
        names.sort_unstable();
        let twice = names.iter().zip(names.iter().skip(1)).find(|((name, _), (next, _))| name == next);
        match twice {
            Some((_, (name, offset))) => {
                Err(self.error_at(**offset, &format!("the member {name:?} stands twice")))
            }
            None => Ok(()),
        }
    }

    fn string(&mut self) -> Result<String> {
        self.rest.next();
        let mut text = String::new();
        loop {
            match self.rest.next() {
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escape()?),
                Some(c) if c < ' ' => return Err(self.error("a control character in a string")),
                Some(c) => text.push(c),
                None => return Err(self.error("a string without an end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char> {
        match self.rest.next() {
            Some(c @ ('"' | '\\' | '/')) => Ok(c),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('u') => self.unicode_escape(),
            _ => Err(self.error("an unknown escape")),
        }
    }

    fn unicode_escape(&mut self) -> Result<char> {
        let first = self.four_digits()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            if !(self.take('\\') && self.take('u')) {
                return Err(self.error("half of a surrogate pair"));
            }
            let second = self.four_digits()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.error("half of a surrogate pair"));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.error("an escape that is no character"))
    }

    fn four_digits(&mut self) -> Result<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.rest.next().and_then(|c| c.to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.error("a malformed escape"))?;
        }
        Ok(code)
    }
}
