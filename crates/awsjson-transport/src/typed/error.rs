//! Why a typed call failed.

use std::fmt;
use std::ops::Deref;

use super::OperationError;
use crate::Failure;

/// Why a call failed: a [`Failure`], and the operation's own error if the service raised one that
/// the model knows.
///
/// All that is true of any operation is reached by dereferencing to [`Failure`]: `kind`, `code`,
/// `message`, `request_id`, `is_throttling`, `may_have_run` and more. `Error` without a parameter
/// is the one type for `?` across operations; every `Error<E>` converts into it.
pub struct Error<E = AnyServiceError> {
    failure: Failure,
    service: Option<Box<E>>,
}

/// The error of some operation, once [`Error`] has left the operation behind.
pub struct AnyServiceError(Box<dyn std::any::Any + Send + Sync>);

impl<E> Error<E> {
    /// The error that the service raised, if the model gives it to this operation.
    #[inline]
    #[must_use]
    pub fn service(&self) -> Option<&E> {
        self.service.as_deref()
    }

    /// The error that the service raised, by value.
    #[inline]
    #[must_use]
    pub fn into_service(self) -> Option<E> {
        self.service.map(|service| *service)
    }

    /// The failure alone, without the operation's own error.
    #[inline]
    #[must_use]
    pub fn into_failure(self) -> Failure {
        self.failure
    }

    /// All that is true of the failure whatever the operation.
    #[inline]
    #[must_use]
    pub fn failure(&self) -> &Failure {
        &self.failure
    }

    #[inline]
    pub(super) fn with_service(failure: Failure, service: Option<E>) -> Self {
        Self { failure, service: service.map(Box::new) }
    }
}

impl Error {
    /// The error of an operation, if the failed call was of the operation with these errors.
    ///
    /// ```no_run
    /// # use awsjson_transport::typed::{Error, OperationError};
    /// # fn look<GetParameterError: OperationError>(error: Error) {
    /// if let Some(error) = error.service_as::<GetParameterError>() {
    ///     eprintln!("{}", error.structure().shape().name);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn service_as<E: OperationError>(&self) -> Option<&E> {
        self.service.as_ref()?.0.downcast_ref()
    }
}

impl<E> Deref for Error<E> {
    type Target = Failure;

    #[inline]
    fn deref(&self) -> &Failure {
        &self.failure
    }
}

impl<E> From<Failure> for Error<E> {
    #[inline]
    fn from(failure: Failure) -> Self {
        Self { failure, service: None }
    }
}

impl<E: OperationError> From<Error<E>> for Error {
    #[inline]
    fn from(error: Error<E>) -> Self {
        let service = error.service.map(|service| Box::new(AnyServiceError(service)));
        Self { failure: error.failure, service }
    }
}

impl<E> fmt::Display for Error<E> {
    #[inline]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(formatter)
    }
}

impl<E> fmt::Debug for Error<E> {
    #[inline]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.failure, formatter)
    }
}

impl<E> std::error::Error for Error<E> {
    #[inline]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.failure)
    }
}

impl fmt::Debug for AnyServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AnyServiceError")
    }
}
