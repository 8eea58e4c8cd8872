//! An operation without members, typed as the generator types them.

use awsjson_transport::typed::{Operation, OperationError};
use awsjson_transport::{OperationInfo, Safety};
use awsjson_wire::{Fill, FillStructure, Shape, Structure, View, ViewStructure};

/// The request.
#[derive(Clone)]
pub struct GetParameter;

/// The response.
#[derive(Debug)]
pub struct Answered;

/// The errors, of which there are none.
#[derive(Debug)]
pub struct NoError;

macro_rules! structures {
    ($($name:ident),*) => { $(
        impl Structure for $name {
            fn unset() -> Self {
                Self
            }

            fn shape(&self) -> &'static Shape {
                &Shape { name: stringify!($name), members: &[], is_error: false }
            }

            fn member(&self, _: usize) -> Option<&dyn View> {
                None
            }

            fn member_mut(&mut self, _: usize) -> Option<&mut dyn Fill> {
                None
            }
        }
    )* };
}

structures!(GetParameter, Answered, NoError);

impl Operation for GetParameter {
    type Response = Answered;
    type Error = NoError;
    const INFO: &'static OperationInfo = &OperationInfo::new("GetParameter", Safety::ReadOnly);
}

impl OperationError for NoError {
    fn from_code(_: &str, _: &dyn Fn(&mut dyn FillStructure)) -> Option<Self> {
        None
    }

    fn structure(&self) -> &dyn ViewStructure {
        self
    }
}
