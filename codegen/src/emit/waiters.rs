//! Waiters: what to wait for, as data.

use super::text::{Code, literal};
use crate::resolve::ir::{Matcher, Operation, Waiter};

/// The methods that begin a wait.
pub(super) fn emit(code: &mut Code, operation: &Operation) {
    for waiter in &operation.waiters {
        code.blank();
        code.documentation(&format!(
            "Calls `{}` until the waiter `{}` of the model is decided: again after {} seconds, then \
             less often, for at most ten minutes unless `max_wait` says otherwise.",
            operation.name, waiter.name, waiter.min_delay
        ));
        code.line("#[inline]");
        code.line(format!(
            "pub fn {}(self) -> awsjson_transport::typed::Wait<operation::{}, T> {{",
            waiter.method, operation.request.type_name
        ));
        definition(code, waiter);
        code.line("awsjson_transport::typed::Wait::new(self.transport, self.request, self.options, WAITER)");
        code.line("}");
    }
}

fn definition(code: &mut Code, waiter: &Waiter) {
    let compares = waiter.acceptors.iter().any(|acceptor| matches!(acceptor.matcher, Matcher::Output { .. }));
    let names = match compares {
        true => "Acceptor, Comparator, Matcher, Step, Verdict, Waiter",
        false => "Acceptor, Matcher, Verdict, Waiter",
    };
    code.line(format!("use awsjson_transport::typed::{{{names}}};"));
    code.line("const WAITER: &Waiter = &Waiter {");
    code.line(format!("name: {},", literal(&waiter.name)));
    code.line(format!("min_delay: {},", waiter.min_delay));
    code.line(format!("max_delay: {},", waiter.max_delay));
    code.line("acceptors: &[");
    for acceptor in &waiter.acceptors {
        code.line("Acceptor {");
        code.line(format!("verdict: Verdict::{},", acceptor.state));
        matcher(code, &acceptor.matcher);
        code.line("},");
    }
    code.line("],");
    code.line("};");
}

fn matcher(code: &mut Code, matcher: &Matcher) {
    match matcher {
        Matcher::Success(success) => code.line(format!("matcher: Matcher::Success({success}),")),
        Matcher::ErrorType(error) => code.line(format!("matcher: Matcher::ErrorType({}),", literal(error))),
        Matcher::Output { path, comparator, expected } => {
            code.line("matcher: Matcher::Output {");
            code.line("path: &[");
            for (member, each) in path {
                code.line(format!("Step {{ member: {}, each: {each} }},", literal(member)));
            }
            code.line("],");
            code.line(format!("comparator: Comparator::{comparator},"));
            code.line(format!("expected: {},", literal(expected)));
            code.line("},");
        }
    }
}
