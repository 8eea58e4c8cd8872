//! Waiters: what to wait for, as data.

use super::text::{Code, literal};
use crate::resolve::ir::{Matcher, Operation, Waiter};

/// The methods that begin a wait.
pub(super) fn emit(code: &mut Code, operation: &Operation) {
    for waiter in &operation.waiters {
        code.blank();
        code.documentation(&format!(
            "Calls `{}` until the waiter `{}` of the model is decided: at first after {} seconds, then \
             less often, for at most ten minutes unless `max_wait` says otherwise.",
            operation.name, waiter.name, waiter.min_delay
        ));
        code.line("#[inline]");
        code.line(format!(
            "pub fn {}(self) -> awsjson_transport::typed::Wait<crate::operation::{}> {{",
            waiter.method, operation.request.type_name
        ));
        definition(code, waiter);
        code.line("awsjson_transport::typed::Wait::new(self.transport, self.request, self.options, WAITER)");
        code.line("}");
    }
}

fn definition(code: &mut Code, waiter: &Waiter) {
    code.line("use awsjson_transport::typed::{Acceptor, Comparator, Matcher, Step, Verdict, Waiter};");
    code.line("const WAITER: &Waiter = &Waiter {");
    code.line(format!("name: {},", literal(&waiter.name)));
    code.line(format!("min_delay: {},", waiter.min_delay));
    code.line(format!("max_delay: {},", waiter.max_delay));
    code.line("acceptors: &[");
    for acceptor in &waiter.acceptors {
        code.line(format!(
            "Acceptor {{ verdict: Verdict::{}, matcher: {} }},",
            acceptor.state,
            matcher(&acceptor.matcher)
        ));
    }
    code.line("],");
    code.line("};");
}

fn matcher(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Success(success) => format!("Matcher::Success({success})"),
        Matcher::ErrorType(error) => format!("Matcher::ErrorType({})", literal(error)),
        Matcher::Output { path, comparator, expected } => {
            let steps: Vec<String> = path
                .iter()
                .map(|(member, each)| format!("Step {{ member: {}, each: {each} }}", literal(member)))
                .collect();
            format!(
                "Matcher::Output {{ path: &[{}], comparator: Comparator::{comparator}, expected: {} }}",
                steps.join(", "),
                literal(expected)
            )
        }
    }
}
