//! Features: items that the same capabilities need stand in one private module behind one `cfg`.

use std::collections::{BTreeMap, BTreeSet};

use super::text::Code;
use crate::resolve::ir::Operation;

/// Emits something for operations, in groups of equal capability. `import` is what it needs wherever
/// it stands, `from_above` what it needs besides when it stands in a module of its own.
pub(super) fn emit_operations(
    code: &mut Code,
    operations: &[Operation],
    import: &str,
    from_above: Option<&str>,
    mut emit_group: impl FnMut(&mut Code, &[&Operation]),
) {
    let imports: Vec<&str> = from_above.into_iter().chain([import]).collect();
    let capabilities = |operation: &Operation| operation.capability.iter().cloned().collect();
    emit(code, operations, &imports, capabilities, |code, operations| {
        if operations.iter().all(|operation| operation.capability.is_none()) {
            use_quietly(code, import);
        }
        emit_group(code, operations);
    });
}

/// An import that not every group needs.
fn use_quietly(code: &mut Code, import: &str) {
    code.line("#[allow(unused_imports)]");
    code.line(format!("use {import};"));
}

/// Emits items in groups of equal capabilities. Items without capabilities need no module.
pub(super) fn emit<T>(
    code: &mut Code,
    items: &[T],
    imports: &[&str],
    capabilities: impl Fn(&T) -> BTreeSet<String>,
    mut emit_group: impl FnMut(&mut Code, &[&T]),
) {
    let mut groups: BTreeMap<BTreeSet<String>, Vec<&T>> = BTreeMap::new();
    for item in items {
        groups.entry(capabilities(item)).or_default().push(item);
    }
    for (number, (capabilities, items)) in groups.into_iter().enumerate() {
        code.blank();
        if capabilities.is_empty() {
            emit_group(code, &items);
            continue;
        }
        let module = module_name(&capabilities, number);
        let condition = condition(&capabilities);
        code.line(&condition);
        code.line(format!("mod {module} {{"));
        for import in imports {
            use_quietly(code, import);
        }
        emit_group(code, &items);
        code.line("}");
        code.line(&condition);
        code.line("#[allow(unused_imports)]");
        code.line(format!("pub use {module}::*;"));
    }
}

/// One or two capabilities give the module its name; more would make it too long for a file.
fn module_name(capabilities: &BTreeSet<String>, number: usize) -> String {
    let names: Vec<String> = capabilities.iter().map(|name| name.replace('-', "_")).collect();
    match names.as_slice() {
        [] | [_] | [_, _] => format!("for_{}", names.join("_or_")),
        names => format!("for_{}_capabilities_{number}", names.len()),
    }
}

/// The attribute that keeps an item for any of these capabilities.
pub(super) fn condition(capabilities: &BTreeSet<String>) -> String {
    let features: Vec<String> = capabilities.iter().map(|name| format!("feature = \"{name}\"")).collect();
    match features.as_slice() {
        [] => String::new(),
        [feature] => format!("#[cfg({feature})]"),
        features => format!("#[cfg(any({}))]", features.join(", ")),
    }
}
