//! One field of a cron expression: numbers, names, lists, ranges and steps.

/// What a field may hold.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) lowest: i16,
    pub(super) highest: i16,
    /// What the numbers from the lowest on are also called.
    pub(super) names: &'static [&'static str],
    /// Whether a range may go on at the lowest number after the highest.
    pub(super) wraps: bool,
}

/// The numbers that a field stands for, in ascending order.
#[derive(Debug, PartialEq)]
pub(super) struct Values(Vec<i16>);

impl Values {
    pub(super) fn contains(&self, value: i16) -> bool {
        self.0.binary_search(&value).is_ok()
    }

    /// The least of the numbers that is no less than this one.
    pub(super) fn at_least(&self, value: i16) -> Option<i16> {
        self.0.get(self.0.partition_point(|own| *own < value)).copied()
    }

    /// The least of the numbers.
    pub(super) fn first(&self) -> Option<i16> {
        self.0.first().copied()
    }
}

impl Field {
    /// Reads a field, in upper case.
    pub(super) fn parse(&self, text: &str) -> Result<Values, String> {
        let mut values = Vec::new();
        for part in text.split(',') {
            self.add(part, &mut values).ok_or_else(|| self.refuse(part))?;
        }
        values.sort_unstable();
        values.dedup();
        Ok(Values(values))
    }

    /// A single number or name.
    pub(super) fn value(&self, text: &str) -> Option<i16> {
        let named = self.names.iter().position(|name| *name == text);
        let value = match named.and_then(|position| i16::try_from(position).ok()) {
            Some(position) => self.lowest + position,
            None => number(text)?,
        };
        (self.lowest..=self.highest).contains(&value).then_some(value)
    }

    pub(super) fn refuse(&self, part: &str) -> String {
        let Self { name, lowest, highest, .. } = self;
        format!("{part:?} cannot stand for {name}, which go from {lowest} to {highest}")
    }

    fn add(&self, part: &str, values: &mut Vec<i16>) -> Option<()> {
        let (base, step) = match part.split_once('/') {
            Some((base, step)) => (base, Some(number(step).filter(|step| *step > 0)?)),
            None => (part, None),
        };
        let (from, to) = match (base, base.split_once('-')) {
            ("*", _) => (self.lowest, self.highest),
            ("", _) if step.is_some() => (self.lowest, self.highest),
            (_, Some((from, to))) => (self.value(from)?, self.value(to)?),
            // A step without a range goes on to the highest number.
            (_, None) => {
                let from = self.value(base)?;
                (from, if step.is_some() { self.highest } else { from })
            }
        };
        let count = self.highest - self.lowest + 1;
        let to = match from <= to {
            true => to,
            false if self.wraps => to + count,
            false => return None,
        };
        let steps = (from..=to).step_by(usize::try_from(step.unwrap_or(1)).ok()?);
        values.extend(steps.map(|value| self.lowest + (value - self.lowest) % count));
        Some(())
    }
}

fn number(text: &str) -> Option<i16> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}
