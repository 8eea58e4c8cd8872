//! Why a typed call failed.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
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
    raised: Raised,
    operation: PhantomData<fn() -> E>,
}

/// What an error is whatever its operation, so that what is done with it is compiled once.
pub(super) struct Raised {
    pub(super) failure: Failure,
    pub(super) service: Option<Box<ServiceError>>,
}

/// The operation's own error. It is boxed again, since a box of an unknown type is two pointers, and an
/// error as a whole is to be no more.
pub(super) struct ServiceError(pub(super) Box<dyn Any + Send + Sync>);

/// Stands for the error of some operation, once [`Error`] has left the operation behind. The error itself
/// is had by [`service_as`](Error::service_as).
#[derive(Debug)]
pub enum AnyServiceError {}

impl<E: OperationError> Error<E> {
    /// The error that the service raised, if the model gives it to this operation.
    #[inline]
    #[must_use]
    pub fn service(&self) -> Option<&E> {
        self.raised.service.as_ref()?.0.downcast_ref()
    }

    /// The error that the service raised, by value.
    #[inline]
    #[must_use]
    pub fn into_service(self) -> Option<E> {
        Some(*self.raised.service?.0.downcast().ok()?)
    }
}

impl<E> Error<E> {
    /// The failure alone, without the operation's own error.
    #[inline]
    #[must_use]
    pub fn into_failure(self) -> Failure {
        self.raised.failure
    }

    /// All that is true of the failure whatever the operation.
    #[inline]
    #[must_use]
    pub fn failure(&self) -> &Failure {
        &self.raised.failure
    }

    #[inline]
    pub(super) fn of(raised: Raised) -> Self {
        Self { raised, operation: PhantomData }
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
        self.raised.service.as_ref()?.0.downcast_ref()
    }
}

impl<E> Deref for Error<E> {
    type Target = Failure;

    #[inline]
    fn deref(&self) -> &Failure {
        &self.raised.failure
    }
}

impl<E> From<Failure> for Error<E> {
    #[inline]
    fn from(failure: Failure) -> Self {
        Self::of(Raised { failure, service: None })
    }
}

impl<E: OperationError> From<Error<E>> for Error {
    #[inline]
    fn from(error: Error<E>) -> Self {
        Self::of(error.raised)
    }
}

impl<E> fmt::Display for Error<E> {
    #[inline]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raised.failure.fmt(formatter)
    }
}

impl<E> fmt::Debug for Error<E> {
    #[inline]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.raised.failure, formatter)
    }
}

impl<E> std::error::Error for Error<E> {
    #[inline]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.raised.failure)
    }
}
