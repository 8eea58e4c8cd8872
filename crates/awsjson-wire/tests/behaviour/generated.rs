//! The server side of the generator's golden model: a type for everything that can be on the wire.

#[allow(dead_code, reason = "the model has more than these tests use")]
pub mod operation {
    include!("../../../../codegen/tests/golden/expected/server/operation.rs");
}

#[allow(dead_code, clippy::large_enum_variant, reason = "the model has more than these tests use")]
pub mod types {
    include!("../../../../codegen/tests/golden/expected/server/types.rs");
}
