//! What the toolkit adds to a client.

use ssm_client::Client;

/// The parts of the toolkit, as methods of a client: `use ssm_toolkit::ClientExt as _;`
pub trait ClientExt: sealed::Sealed {
    /// Parameters: many at once, as a tree, watched, cached, stored.
    #[cfg(feature = "parameters")]
    fn parameters(&self) -> crate::parameters::Parameters;
}

impl ClientExt for Client {
    #[cfg(feature = "parameters")]
    fn parameters(&self) -> crate::parameters::Parameters {
        crate::parameters::Parameters::new(self)
    }
}

mod sealed {
    /// Methods may be added to the trait, because nobody else implements it.
    pub trait Sealed {}

    impl Sealed for ssm_client::Client {}
}
