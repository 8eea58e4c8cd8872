//! Which requests get which answers.

use std::collections::VecDeque;
use std::fmt;

use super::{ScriptedAnswer, SentRequest};

/// Which requests get which answers. A rule without answers, or with none left, matches nothing.
pub struct Rule {
    operation: Option<String>,
    condition: Option<Condition>,
    answers: Answers,
}

type Condition = Box<dyn Fn(&SentRequest) -> bool + Send>;

enum Answers {
    Each(VecDeque<ScriptedAnswer>),
    Computed(Box<dyn FnMut(&SentRequest) -> ScriptedAnswer + Send>),
}

impl Rule {
    /// For the requests of one operation.
    pub fn operation(name: &str) -> Self {
        Self { operation: Some(name.to_owned()), ..Self::any() }
    }

    /// For all requests.
    pub fn any() -> Self {
        Self { operation: None, condition: None, answers: Answers::Each(VecDeque::new()) }
    }

    /// Only for those among them that fulfil a condition.
    pub fn when(mut self, condition: impl Fn(&SentRequest) -> bool + Send + 'static) -> Self {
        self.condition = Some(Box::new(condition));
        self
    }

    /// These answers in this order, each once.
    pub fn answers(mut self, answers: impl IntoIterator<Item = ScriptedAnswer>) -> Self {
        self.answers = Answers::Each(answers.into_iter().collect());
        self
    }

    /// The same answer each time.
    pub fn always(self, answer: ScriptedAnswer) -> Self {
        self.answers_with(move |_| answer.clone())
    }

    /// An answer that depends on the request.
    pub fn answers_with(
        mut self,
        answer: impl FnMut(&SentRequest) -> ScriptedAnswer + Send + 'static,
    ) -> Self {
        self.answers = Answers::Computed(Box::new(answer));
        self
    }

    /// The next answer, if the request is one of this rule's.
    pub(super) fn answer(&mut self, request: &SentRequest) -> Option<ScriptedAnswer> {
        let matches = self.operation.as_ref().is_none_or(|operation| *operation == request.operation)
            && self.condition.as_ref().is_none_or(|condition| condition(request));
        match &mut self.answers {
            _ if !matches => None,
            Answers::Each(answers) => answers.pop_front(),
            Answers::Computed(answer) => Some(answer(request)),
        }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("operation", &self.operation).finish_non_exhaustive()
    }
}
