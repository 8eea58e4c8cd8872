#[cfg(feature = "spare-parts")]
mod for_spare_parts {
    #[allow(unused_imports)]
    use crate::types;

    /// What the service answers when `ListParts` fails.
    #[non_exhaustive]
    pub enum ListPartsError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for ListPartsError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for ListPartsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for ListPartsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for ListPartsError {}

    /// What the service answers when `SearchParts` fails.
    #[non_exhaustive]
    pub enum SearchPartsError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for SearchPartsError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for SearchPartsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for SearchPartsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for SearchPartsError {}
}

#[cfg(feature = "spare-parts")]
#[allow(unused_imports)]
pub use for_spare_parts::*;

#[cfg(feature = "tools")]
mod for_tools {
    #[allow(unused_imports)]
    use crate::types;

    /// What the service answers when `CreateTool` fails.
    #[non_exhaustive]
    pub enum CreateToolError {
        /// The code `ToolExists`.
        ToolExists(types::ToolExists),
        /// The code `ShelfFull`.
        ShelfFull(types::ShelfFull),
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for CreateToolError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&[
                "ToolExists",
                "ShelfFull",
                "WorkshopClosed",
            ], code)? {
                0 => Self::ToolExists(filled(fill)),
                1 => Self::ShelfFull(filled(fill)),
                2 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::ToolExists(error) => error,
                Self::ShelfFull(error) => error,
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for CreateToolError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for CreateToolError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for CreateToolError {}

    /// What the service answers when `GetTool` fails.
    #[non_exhaustive]
    pub enum GetToolError {
        /// The code `ToolNotFound`.
        ToolNotFound(types::ToolNotFound),
        /// The code `ShelfFull`.
        ShelfFull(types::ShelfFull),
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for GetToolError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&[
                "ToolNotFound",
                "ShelfFull",
                "WorkshopClosed",
            ], code)? {
                0 => Self::ToolNotFound(filled(fill)),
                1 => Self::ShelfFull(filled(fill)),
                2 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::ToolNotFound(error) => error,
                Self::ShelfFull(error) => error,
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for GetToolError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for GetToolError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for GetToolError {}

    /// What the service answers when `ListTools` fails.
    #[non_exhaustive]
    pub enum ListToolsError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for ListToolsError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for ListToolsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for ListToolsError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for ListToolsError {}
}

#[cfg(feature = "tools")]
#[allow(unused_imports)]
pub use for_tools::*;

#[cfg(feature = "workshop")]
mod for_workshop {
    #[allow(unused_imports)]
    use crate::types;

    /// What the service answers when `Call` fails.
    #[non_exhaustive]
    pub enum CallError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for CallError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for CallError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for CallError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for CallError {}

    /// What the service answers when `Clone` fails.
    #[non_exhaustive]
    pub enum CloneShapeError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for CloneShapeError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for CloneShapeError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for CloneShapeError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for CloneShapeError {}

    /// What the service answers when `Match` fails.
    #[non_exhaustive]
    pub enum MatchError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for MatchError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for MatchError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for MatchError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for MatchError {}

    /// What the service answers when `Measure` fails.
    #[non_exhaustive]
    pub enum MeasureError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for MeasureError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for MeasureError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for MeasureError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for MeasureError {}

    /// What the service answers when `Ping` fails.
    #[non_exhaustive]
    pub enum PingError {
        /// The code `WorkshopClosed`.
        WorkshopClosed(types::WorkshopClosed),
    }

    impl awsjson_transport::typed::OperationError for PingError {
        #[inline]
        fn from_code(code: &str, fill: &dyn Fn(&mut dyn awsjson_wire::FillStructure)) -> Option<Self> {
            use awsjson_transport::typed::filled;
            Some(match awsjson_wire::text::position(&["WorkshopClosed"], code)? {
                0 => Self::WorkshopClosed(filled(fill)),
                _ => return None,
            })
        }

        #[inline]
        fn structure(&self) -> &dyn awsjson_wire::ViewStructure {
            match self {
                Self::WorkshopClosed(error) => error,
            }
        }
    }

    impl std::fmt::Debug for PingError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::debug_operation_error(self, f)
        }
    }

    impl std::fmt::Display for PingError {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_transport::typed::display_operation_error(self, f)
        }
    }

    impl std::error::Error for PingError {}
}

#[cfg(feature = "workshop")]
#[allow(unused_imports)]
pub use for_workshop::*;
