//! Sources, taken apart.

use std::fmt;

/// A source in its statements.
pub(crate) struct Source {
    /// The first statement.
    pub(crate) kind: Statement,
    pub(crate) title: String,
    pub(crate) about: Option<String>,
    /// The others, in their order.
    pub(crate) statements: Vec<Statement>,
}

/// A line: a word and the rest.
pub(crate) struct Statement {
    pub(crate) line: usize,
    pub(crate) word: String,
    pub(crate) rest: String,
}

/// What is wrong with a source.
#[derive(Debug, PartialEq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub text: String,
}

impl Source {
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
        let mut statements =
            lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(|(line, text)| {
                let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
                Statement { line, word: word.to_owned(), rest: rest.trim().to_owned() }
            });
        let missing = |what: &str| Problem { line: 1, text: format!("there is no {what}") };
        let kind = statements.next().ok_or_else(|| missing("kind"))?;
        let (mut title, mut about, mut others) = (None, None, Vec::new());
        for statement in statements {
            match statement.word.as_str() {
                "title" => title = Some(statement.rest),
                "about" => about = Some(statement.rest),
                _ => others.push(statement),
            }
        }
        Ok(Self { kind, title: title.ok_or_else(|| missing("title"))?, about, statements: others })
    }
}

impl Statement {
    pub(crate) fn problem(&self, text: impl Into<String>) -> Problem {
        Problem { line: self.line, text: text.into() }
    }

    /// The words before the first `|`, and the texts behind it.
    pub(crate) fn parts(&self) -> (Vec<&str>, Vec<&str>) {
        let mut parts = self.rest.split('|').map(str::trim);
        let words = parts.next().unwrap_or_default().split_whitespace().collect();
        (words, parts.collect())
    }

    /// The statement's words, if there are as many as that.
    pub(crate) fn words<const COUNT: usize>(&self) -> Result<([&str; COUNT], Vec<&str>), Problem> {
        let (words, texts) = self.parts();
        let words = words
            .try_into()
            .map_err(|_| self.problem(format!("{} takes {COUNT} words before its texts", self.word)))?;
        Ok((words, texts))
    }

    pub(crate) fn unknown(&self) -> Problem {
        self.problem(format!("{} is no statement of this kind of picture", self.word))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

impl std::error::Error for Problem {}
