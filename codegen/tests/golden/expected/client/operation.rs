#[cfg(feature = "spare-parts")]
mod for_spare_parts {
    #[allow(unused_imports)]
    use crate::types;

    /// What `ListParts` is asked.
    #[non_exhaustive]
    pub struct ListPartsRequest {
        /// `Marker`: text.
        pub marker: Option<String>,
    }

    impl ListPartsRequest {
        /// A `ListPartsRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Marker`: text.
        #[inline]
        #[must_use]
        pub fn marker(mut self, marker: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.marker, marker);
            self
        }
    }

    impl Clone for ListPartsRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                marker: awsjson_wire::copy(&self.marker),
            }
        }
    }

    impl Default for ListPartsRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ListPartsRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                marker: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ListPartsRequest",
                members: &[
                    awsjson_wire::Member { name: "Marker", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.marker,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.marker,
                _ => return None,
            })
        }
    }

    impl PartialEq for ListPartsRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ListPartsRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `ListParts` answers.
    #[non_exhaustive]
    pub struct ListPartsResponse {
        /// `Page`: `PartPage`.
        pub page: Option<types::PartPage>,
    }

    impl Clone for ListPartsResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                page: awsjson_wire::copy(&self.page),
            }
        }
    }

    impl Default for ListPartsResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ListPartsResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                page: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ListPartsResponse",
                members: &[
                    awsjson_wire::Member { name: "Page", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.page,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.page,
                _ => return None,
            })
        }
    }

    impl PartialEq for ListPartsResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ListPartsResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for ListPartsRequest {
        type Response = ListPartsResponse;
        type Error = crate::error::ListPartsError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("ListParts", awsjson_transport::Safety::ReadOnly)
                .capability("spare-parts")
                .paged();
    }

    impl awsjson_transport::typed::Paged for ListPartsRequest {
        #[inline]
        fn token(&mut self) -> &mut Option<String> {
            &mut self.marker
        }

        #[inline]
        fn next_token(response: &mut Self::Response) -> Option<String> {
            response.page.as_mut()?.next.as_mut()?.marker.take()
        }
    }

    impl awsjson_transport::typed::PagedItems for ListPartsRequest {
        type Item = (String, types::PartDescription);

        #[inline]
        fn items(response: Self::Response) -> Vec<Self::Item> {
            let Some(page) = response.page else { return Vec::new() };
            page.parts.into_iter().collect()
        }
    }

    /// What `SearchParts` is asked.
    #[non_exhaustive]
    pub struct SearchPartsRequest {
        /// `Query`: `Query`, required.
        pub query: types::Query,
        /// `NextToken`: text.
        pub next_token: Option<String>,
    }

    impl SearchPartsRequest {
        /// A `SearchPartsRequest` of its required members.
        #[inline]
        #[must_use]
        pub fn new(query: types::Query) -> Self {
            Self {
                query,
                next_token: None,
            }
        }

        /// `NextToken`: text.
        #[inline]
        #[must_use]
        pub fn next_token(mut self, next_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.next_token, next_token);
            self
        }
    }

    impl Clone for SearchPartsRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                query: awsjson_wire::copy(&self.query),
                next_token: awsjson_wire::copy(&self.next_token),
            }
        }
    }

    impl awsjson_wire::Structure for SearchPartsRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                query: awsjson_wire::Blank::blank(),
                next_token: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "SearchPartsRequest",
                members: &[
                    awsjson_wire::Member { name: "Query", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "NextToken", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.query,
                1 => &self.next_token,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.query,
                1 => &mut self.next_token,
                _ => return None,
            })
        }
    }

    impl PartialEq for SearchPartsRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for SearchPartsRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `SearchParts` answers.
    #[non_exhaustive]
    pub struct SearchPartsResponse {
        /// `Found`: a list of `PartDescription`.
        pub found: Vec<types::PartDescription>,
        /// `Similar`: a list of `PartDescription`.
        pub similar: Vec<types::PartDescription>,
        /// `NextToken`: text.
        pub next_token: Option<String>,
    }

    impl Clone for SearchPartsResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                found: awsjson_wire::copy(&self.found),
                similar: awsjson_wire::copy(&self.similar),
                next_token: awsjson_wire::copy(&self.next_token),
            }
        }
    }

    impl Default for SearchPartsResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for SearchPartsResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                found: Vec::new(),
                similar: Vec::new(),
                next_token: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "SearchPartsResponse",
                members: &[
                    awsjson_wire::Member { name: "Found", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Similar", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "NextToken", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.found,
                1 => &self.similar,
                2 => &self.next_token,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.found,
                1 => &mut self.similar,
                2 => &mut self.next_token,
                _ => return None,
            })
        }
    }

    impl PartialEq for SearchPartsResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for SearchPartsResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for SearchPartsRequest {
        type Response = SearchPartsResponse;
        type Error = crate::error::SearchPartsError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("SearchParts", awsjson_transport::Safety::SideEffects)
                .capability("spare-parts")
                .paged();
    }

    impl awsjson_transport::typed::Paged for SearchPartsRequest {
        #[inline]
        fn token(&mut self) -> &mut Option<String> {
            &mut self.next_token
        }

        #[inline]
        fn next_token(response: &mut Self::Response) -> Option<String> {
            response.next_token.take()
        }
    }

    impl awsjson_transport::typed::PagedItems for SearchPartsRequest {
        type Item = types::PartDescription;

        #[inline]
        fn items(response: Self::Response) -> Vec<Self::Item> {
            response.found
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        requests:
        ListPartsRequest,
        SearchPartsRequest,
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        responses:
        ListPartsResponse,
        SearchPartsResponse,
    }
}

#[cfg(feature = "spare-parts")]
#[allow(unused_imports)]
pub use for_spare_parts::*;

#[cfg(feature = "tools")]
mod for_tools {
    #[allow(unused_imports)]
    use crate::types;

    /// What `CreateTool` is asked.
    #[non_exhaustive]
    pub struct CreateToolRequest {
        /// `Room`: text.
        pub room: Option<String>,
        /// `Shelf`: text, required.
        pub shelf: String,
        /// What the tool is called.
        ///
        /// `Name`: text, required. From 1 to 64 characters. Matches `^[a-z-]+$`.
        pub name: String,
        /// Of what a tool is made.
        ///
        /// `Material`: `Material`, required.
        pub material: types::Material,
        /// `Tags`: a list of text. At most 10 elements.
        pub tags: Option<Vec<String>>,
        /// `Labels`: a map to text, required.
        pub labels: std::collections::BTreeMap<String, String>,
        /// `Blueprint`: bytes.
        pub blueprint: Option<Vec<u8>>,
        /// What opens the lock, e.g. "7, 1, 3". It is never printed.
        ///
        /// `Combination`: text.
        pub combination: Option<String>,
        /// `Keys`: a list of text.
        pub keys: Option<Vec<String>>,
        /// `Lock`: `Lock`.
        pub lock: Option<types::Lock>,
        /// `ClientToken`: text.
        pub client_token: Option<String>,
    }

    impl CreateToolRequest {
        /// A `CreateToolRequest` of its required members.
        #[inline]
        #[must_use]
        pub fn new(
            shelf: impl Into<String>,
            name: impl Into<String>,
            material: impl Into<types::Material>,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Self {
            Self {
                room: None,
                shelf: shelf.into(),
                name: name.into(),
                material: material.into(),
                tags: None,
                labels: awsjson_wire::map::<String>(labels),
                blueprint: None,
                combination: None,
                keys: None,
                lock: None,
                client_token: None,
            }
        }

        /// `Room`: text.
        #[inline]
        #[must_use]
        pub fn room(mut self, room: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.room, room);
            self
        }

        /// `Tags`: a list of text. At most 10 elements.
        #[inline]
        #[must_use]
        pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
            awsjson_wire::set(&mut self.tags, awsjson_wire::list::<String>(tags));
            self
        }

        /// `Blueprint`: bytes.
        #[inline]
        #[must_use]
        pub fn blueprint(mut self, blueprint: impl Into<Vec<u8>>) -> Self {
            awsjson_wire::set(&mut self.blueprint, blueprint);
            self
        }

        /// What opens the lock, e.g. "7, 1, 3".
        ///
        /// `Combination`: text.
        #[inline]
        #[must_use]
        pub fn combination(mut self, combination: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.combination, combination);
            self
        }

        /// `Keys`: a list of text.
        #[inline]
        #[must_use]
        pub fn keys(mut self, keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
            awsjson_wire::set(&mut self.keys, awsjson_wire::list::<String>(keys));
            self
        }

        /// `Lock`: `Lock`.
        #[inline]
        #[must_use]
        pub fn lock(mut self, lock: types::Lock) -> Self {
            awsjson_wire::set(&mut self.lock, lock);
            self
        }

        /// `ClientToken`: text.
        #[inline]
        #[must_use]
        pub fn client_token(mut self, client_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.client_token, client_token);
            self
        }
    }

    impl Clone for CreateToolRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                room: awsjson_wire::copy(&self.room),
                shelf: awsjson_wire::copy(&self.shelf),
                name: awsjson_wire::copy(&self.name),
                material: awsjson_wire::copy(&self.material),
                tags: awsjson_wire::copy(&self.tags),
                labels: awsjson_wire::copy(&self.labels),
                blueprint: awsjson_wire::copy(&self.blueprint),
                combination: awsjson_wire::copy(&self.combination),
                keys: awsjson_wire::copy(&self.keys),
                lock: awsjson_wire::copy(&self.lock),
                client_token: awsjson_wire::copy(&self.client_token),
            }
        }
    }

    impl awsjson_wire::Structure for CreateToolRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                room: None,
                shelf: awsjson_wire::text::EMPTY,
                name: awsjson_wire::text::EMPTY,
                material: awsjson_wire::Blank::blank(),
                tags: None,
                labels: std::collections::BTreeMap::new(),
                blueprint: None,
                combination: None,
                keys: None,
                lock: None,
                client_token: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CreateToolRequest",
                members: &[
                    awsjson_wire::Member { name: "Room", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Shelf", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Material", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Tags", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Labels", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Blueprint", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Combination", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Keys", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Lock", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "ClientToken", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.room,
                1 => &self.shelf,
                2 => &self.name,
                3 => &self.material,
                4 => &self.tags,
                5 => &self.labels,
                6 => &self.blueprint,
                7 => &self.combination,
                8 => &self.keys,
                9 => &self.lock,
                10 => &self.client_token,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.room,
                1 => &mut self.shelf,
                2 => &mut self.name,
                3 => &mut self.material,
                4 => &mut self.tags,
                5 => &mut self.labels,
                6 => &mut self.blueprint,
                7 => &mut self.combination,
                8 => &mut self.keys,
                9 => &mut self.lock,
                10 => &mut self.client_token,
                _ => return None,
            })
        }
    }

    impl PartialEq for CreateToolRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CreateToolRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `CreateTool` answers.
    #[non_exhaustive]
    pub struct CreateToolResponse {
        /// A tool as it hangs on the wall.
        ///
        /// `Tool`: `ToolDescription`.
        pub tool: Option<types::ToolDescription>,
    }

    impl Clone for CreateToolResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                tool: awsjson_wire::copy(&self.tool),
            }
        }
    }

    impl Default for CreateToolResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for CreateToolResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                tool: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CreateToolResponse",
                members: &[
                    awsjson_wire::Member { name: "Tool", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.tool,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.tool,
                _ => return None,
            })
        }
    }

    impl PartialEq for CreateToolResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CreateToolResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for CreateToolRequest {
        type Response = CreateToolResponse;
        type Error = crate::error::CreateToolError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("CreateTool", awsjson_transport::Safety::Idempotent)
                .capability("tools");

        #[inline]
        fn prepare(&mut self) {
            self.client_token.get_or_insert_with(awsjson_transport::typed::idempotency_token);
        }
    }

    /// What `GetTool` is asked.
    #[non_exhaustive]
    pub struct GetToolRequest {
        /// `Shelf`: text, required.
        pub shelf: String,
        /// `Room`: text.
        pub room: Option<String>,
        /// Letters that the owner painted on it.
        ///
        /// `Name`: text. From 1 to 64 characters. Matches `^[a-z-]+$`.
        pub name: Option<String>,
    }

    impl GetToolRequest {
        /// A `GetToolRequest` of its required members.
        #[inline]
        #[must_use]
        pub fn new(shelf: impl Into<String>) -> Self {
            Self {
                shelf: shelf.into(),
                room: None,
                name: None,
            }
        }

        /// `Room`: text.
        #[inline]
        #[must_use]
        pub fn room(mut self, room: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.room, room);
            self
        }

        /// Letters that the owner painted on it.
        ///
        /// `Name`: text. From 1 to 64 characters. Matches `^[a-z-]+$`.
        #[inline]
        #[must_use]
        pub fn name(mut self, name: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.name, name);
            self
        }
    }

    impl Clone for GetToolRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                shelf: awsjson_wire::copy(&self.shelf),
                room: awsjson_wire::copy(&self.room),
                name: awsjson_wire::copy(&self.name),
            }
        }
    }

    impl awsjson_wire::Structure for GetToolRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                shelf: awsjson_wire::text::EMPTY,
                room: None,
                name: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "GetToolRequest",
                members: &[
                    awsjson_wire::Member { name: "Shelf", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Room", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Name", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.shelf,
                1 => &self.room,
                2 => &self.name,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.shelf,
                1 => &mut self.room,
                2 => &mut self.name,
                _ => return None,
            })
        }
    }

    impl PartialEq for GetToolRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for GetToolRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `GetTool` answers.
    #[non_exhaustive]
    pub struct GetToolResponse {
        /// A tool as it hangs on the wall.
        ///
        /// `Tool`: `ToolDescription`.
        pub tool: Option<types::ToolDescription>,
    }

    impl Clone for GetToolResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                tool: awsjson_wire::copy(&self.tool),
            }
        }
    }

    impl Default for GetToolResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for GetToolResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                tool: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "GetToolResponse",
                members: &[
                    awsjson_wire::Member { name: "Tool", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.tool,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.tool,
                _ => return None,
            })
        }
    }

    impl PartialEq for GetToolResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for GetToolResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for GetToolRequest {
        type Response = GetToolResponse;
        type Error = crate::error::GetToolError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("GetTool", awsjson_transport::Safety::ReadOnly)
                .capability("tools");

        #[inline]
        fn host_prefix(&self) -> Result<Option<String>, awsjson_transport::Failure> {
            Ok(Some([
                awsjson_transport::typed::host_label(Self::INFO, "Shelf", Some(self.shelf.as_str()))?,
                ".tools-",
                awsjson_transport::typed::host_label(Self::INFO, "Room", self.room.as_deref())?,
                ".",
            ].concat()))
        }
    }

    /// What `ListTools` is asked.
    #[non_exhaustive]
    pub struct ListToolsRequest {
        /// `Filters`: a list of `Filter`.
        pub filters: Option<Vec<types::Filter>>,
        /// `MaxResults`: a whole number. From 1 to 50.
        pub max_results: Option<i32>,
        /// `NextToken`: text.
        pub next_token: Option<String>,
    }

    impl ListToolsRequest {
        /// A `ListToolsRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Filters`: a list of `Filter`.
        #[inline]
        #[must_use]
        pub fn filters(mut self, filters: impl IntoIterator<Item = types::Filter>) -> Self {
            awsjson_wire::set(&mut self.filters, awsjson_wire::list::<types::Filter>(filters));
            self
        }

        /// `MaxResults`: a whole number. From 1 to 50.
        #[inline]
        #[must_use]
        pub fn max_results(mut self, max_results: i32) -> Self {
            awsjson_wire::set(&mut self.max_results, max_results);
            self
        }

        /// `NextToken`: text.
        #[inline]
        #[must_use]
        pub fn next_token(mut self, next_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.next_token, next_token);
            self
        }
    }

    impl Clone for ListToolsRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                filters: awsjson_wire::copy(&self.filters),
                max_results: awsjson_wire::copy(&self.max_results),
                next_token: awsjson_wire::copy(&self.next_token),
            }
        }
    }

    impl Default for ListToolsRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ListToolsRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                filters: None,
                max_results: None,
                next_token: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ListToolsRequest",
                members: &[
                    awsjson_wire::Member { name: "Filters", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "MaxResults", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "NextToken", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.filters,
                1 => &self.max_results,
                2 => &self.next_token,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.filters,
                1 => &mut self.max_results,
                2 => &mut self.next_token,
                _ => return None,
            })
        }
    }

    impl PartialEq for ListToolsRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ListToolsRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `ListTools` answers.
    #[non_exhaustive]
    pub struct ListToolsResponse {
        /// `Tools`: a list of `ToolDescription`.
        pub tools: Vec<types::ToolDescription>,
        /// `NextToken`: text.
        pub next_token: Option<String>,
    }

    impl Clone for ListToolsResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                tools: awsjson_wire::copy(&self.tools),
                next_token: awsjson_wire::copy(&self.next_token),
            }
        }
    }

    impl Default for ListToolsResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for ListToolsResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                tools: Vec::new(),
                next_token: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "ListToolsResponse",
                members: &[
                    awsjson_wire::Member { name: "Tools", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "NextToken", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.tools,
                1 => &self.next_token,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.tools,
                1 => &mut self.next_token,
                _ => return None,
            })
        }
    }

    impl PartialEq for ListToolsResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for ListToolsResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for ListToolsRequest {
        type Response = ListToolsResponse;
        type Error = crate::error::ListToolsError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("ListTools", awsjson_transport::Safety::ReadOnly)
                .capability("tools")
                .paged();
    }

    impl awsjson_transport::typed::Paged for ListToolsRequest {
        #[inline]
        fn token(&mut self) -> &mut Option<String> {
            &mut self.next_token
        }

        #[inline]
        fn next_token(response: &mut Self::Response) -> Option<String> {
            response.next_token.take()
        }
    }

    impl awsjson_transport::typed::PagedItems for ListToolsRequest {
        type Item = types::ToolDescription;

        #[inline]
        fn items(response: Self::Response) -> Vec<Self::Item> {
            response.tools
        }
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        requests:
        CreateToolRequest,
        GetToolRequest,
        ListToolsRequest,
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        responses:
        CreateToolResponse,
        GetToolResponse,
        ListToolsResponse,
    }
}

#[cfg(feature = "tools")]
#[allow(unused_imports)]
pub use for_tools::*;

#[cfg(feature = "workshop")]
mod for_workshop {
    #[allow(unused_imports)]
    use crate::types;

    /// What `Call` is asked.
    #[non_exhaustive]
    pub struct CallRequest {
        /// `new`: text.
        pub new: Option<String>,
        /// `send`: text.
        pub send: Option<String>,
        /// `request`: text.
        pub request: Option<String>,
        /// `options`: text.
        pub options: Option<String>,
        /// `pages`: a whole number.
        pub pages: Option<i32>,
        /// `items`: a whole number.
        pub items: Option<i32>,
        /// `clone`: true or false.
        pub clone: Option<bool>,
        /// `default`: text.
        pub default: Option<String>,
        /// `blank`: text.
        pub blank: Option<String>,
        /// `member`: text.
        pub member: Option<String>,
        /// `shape`: text.
        pub shape: Option<String>,
        /// `wait_until_done`: true or false.
        pub wait_until_done: Option<bool>,
    }

    impl CallRequest {
        /// A `CallRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `new`: text.
        #[inline]
        #[must_use]
        pub fn set_new(mut self, new: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.new, new);
            self
        }

        /// `send`: text.
        #[inline]
        #[must_use]
        pub fn set_send(mut self, send: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.send, send);
            self
        }

        /// `request`: text.
        #[inline]
        #[must_use]
        pub fn set_request(mut self, request: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request, request);
            self
        }

        /// `options`: text.
        #[inline]
        #[must_use]
        pub fn set_options(mut self, options: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.options, options);
            self
        }

        /// `pages`: a whole number.
        #[inline]
        #[must_use]
        pub fn set_pages(mut self, pages: i32) -> Self {
            awsjson_wire::set(&mut self.pages, pages);
            self
        }

        /// `items`: a whole number.
        #[inline]
        #[must_use]
        pub fn set_items(mut self, items: i32) -> Self {
            awsjson_wire::set(&mut self.items, items);
            self
        }

        /// `clone`: true or false.
        #[inline]
        #[must_use]
        pub fn clone(mut self, clone: bool) -> Self {
            awsjson_wire::set(&mut self.clone, clone);
            self
        }

        /// `default`: text.
        #[inline]
        #[must_use]
        pub fn default(mut self, default: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.default, default);
            self
        }

        /// `blank`: text.
        #[inline]
        #[must_use]
        pub fn blank(mut self, blank: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.blank, blank);
            self
        }

        /// `member`: text.
        #[inline]
        #[must_use]
        pub fn member(mut self, member: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.member, member);
            self
        }

        /// `shape`: text.
        #[inline]
        #[must_use]
        pub fn shape(mut self, shape: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.shape, shape);
            self
        }

        /// `wait_until_done`: true or false.
        #[inline]
        #[must_use]
        pub fn set_wait_until_done(mut self, wait_until_done: bool) -> Self {
            awsjson_wire::set(&mut self.wait_until_done, wait_until_done);
            self
        }
    }

    impl Clone for CallRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                new: awsjson_wire::copy(&self.new),
                send: awsjson_wire::copy(&self.send),
                request: awsjson_wire::copy(&self.request),
                options: awsjson_wire::copy(&self.options),
                pages: awsjson_wire::copy(&self.pages),
                items: awsjson_wire::copy(&self.items),
                clone: awsjson_wire::copy(&self.clone),
                default: awsjson_wire::copy(&self.default),
                blank: awsjson_wire::copy(&self.blank),
                member: awsjson_wire::copy(&self.member),
                shape: awsjson_wire::copy(&self.shape),
                wait_until_done: awsjson_wire::copy(&self.wait_until_done),
            }
        }
    }

    impl Default for CallRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for CallRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                new: None,
                send: None,
                request: None,
                options: None,
                pages: None,
                items: None,
                clone: None,
                default: None,
                blank: None,
                member: None,
                shape: None,
                wait_until_done: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CallRequest",
                members: &[
                    awsjson_wire::Member { name: "new", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "send", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "request", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "options", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "pages", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "items", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "clone", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "default", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "blank", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "member", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "shape", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "wait_until_done", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.new,
                1 => &self.send,
                2 => &self.request,
                3 => &self.options,
                4 => &self.pages,
                5 => &self.items,
                6 => &self.clone,
                7 => &self.default,
                8 => &self.blank,
                9 => &self.member,
                10 => &self.shape,
                11 => &self.wait_until_done,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.new,
                1 => &mut self.send,
                2 => &mut self.request,
                3 => &mut self.options,
                4 => &mut self.pages,
                5 => &mut self.items,
                6 => &mut self.clone,
                7 => &mut self.default,
                8 => &mut self.blank,
                9 => &mut self.member,
                10 => &mut self.shape,
                11 => &mut self.wait_until_done,
                _ => return None,
            })
        }
    }

    impl PartialEq for CallRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CallRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `Call` answers.
    #[non_exhaustive]
    pub struct CallResponse {}

    impl Clone for CallResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for CallResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for CallResponse {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CallResponse",
                members: &[],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for CallResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CallResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for CallRequest {
        type Response = CallResponse;
        type Error = crate::error::CallError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("Call", awsjson_transport::Safety::SideEffects)
                .capability("workshop");
    }

    /// What `Clone` is asked.
    #[non_exhaustive]
    pub struct CloneShapeRequest {}

    impl CloneShapeRequest {
        /// A `CloneShapeRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }
    }

    impl Clone for CloneShapeRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for CloneShapeRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for CloneShapeRequest {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CloneShapeRequest",
                members: &[],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for CloneShapeRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CloneShapeRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `Clone` answers.
    #[non_exhaustive]
    pub struct CloneShapeResponse {
        /// `Ok`: `BoxShape`.
        pub ok: Option<types::BoxShape>,
        /// `Err`: text.
        pub err: Option<String>,
    }

    impl Clone for CloneShapeResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                ok: awsjson_wire::copy(&self.ok),
                err: awsjson_wire::copy(&self.err),
            }
        }
    }

    impl Default for CloneShapeResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for CloneShapeResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                ok: None,
                err: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "CloneShapeResponse",
                members: &[
                    awsjson_wire::Member { name: "Ok", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Err", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.ok,
                1 => &self.err,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.ok,
                1 => &mut self.err,
                _ => return None,
            })
        }
    }

    impl PartialEq for CloneShapeResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for CloneShapeResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for CloneShapeRequest {
        type Response = CloneShapeResponse;
        type Error = crate::error::CloneShapeError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("Clone", awsjson_transport::Safety::SideEffects)
                .capability("workshop");
    }

    /// What `Match` is asked.
    #[non_exhaustive]
    pub struct MatchRequest {
        /// `type`: text, required.
        pub r#type: String,
        /// `Self`: text, required.
        pub self_: String,
        /// `async`: true or false.
        pub r#async: Option<bool>,
        /// `crate`: text.
        pub crate_: Option<String>,
        /// `_`: text.
        pub underscore: Option<String>,
        /// `_2nd`: text.
        pub _2nd: Option<String>,
        /// `KMSKeyIDs`: a list of text. At most 10 elements.
        pub kms_key_ids: Option<Vec<String>>,
        /// `option`: `OptionShape`.
        pub option: Option<types::OptionShape>,
        /// `Box`: `BoxShape`.
        pub r#box: Option<types::BoxShape>,
    }

    impl MatchRequest {
        /// A `MatchRequest` of its required members.
        #[inline]
        #[must_use]
        pub fn new(r#type: impl Into<String>, self_: impl Into<String>) -> Self {
            Self {
                r#type: r#type.into(),
                self_: self_.into(),
                r#async: None,
                crate_: None,
                underscore: None,
                _2nd: None,
                kms_key_ids: None,
                option: None,
                r#box: None,
            }
        }

        /// `async`: true or false.
        #[inline]
        #[must_use]
        pub fn r#async(mut self, r#async: bool) -> Self {
            awsjson_wire::set(&mut self.r#async, r#async);
            self
        }

        /// `crate`: text.
        #[inline]
        #[must_use]
        pub fn crate_(mut self, crate_: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.crate_, crate_);
            self
        }

        /// `_`: text.
        #[inline]
        #[must_use]
        pub fn underscore(mut self, underscore: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.underscore, underscore);
            self
        }

        /// `_2nd`: text.
        #[inline]
        #[must_use]
        pub fn _2nd(mut self, _2nd: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self._2nd, _2nd);
            self
        }

        /// `KMSKeyIDs`: a list of text. At most 10 elements.
        #[inline]
        #[must_use]
        pub fn kms_key_ids(
            mut self,
            kms_key_ids: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            awsjson_wire::set(&mut self.kms_key_ids, awsjson_wire::list::<String>(kms_key_ids));
            self
        }

        /// `option`: `OptionShape`.
        #[inline]
        #[must_use]
        pub fn option(mut self, option: impl Into<types::OptionShape>) -> Self {
            awsjson_wire::set(&mut self.option, option);
            self
        }

        /// `Box`: `BoxShape`.
        #[inline]
        #[must_use]
        pub fn r#box(mut self, r#box: types::BoxShape) -> Self {
            awsjson_wire::set(&mut self.r#box, r#box);
            self
        }
    }

    impl Clone for MatchRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                r#type: awsjson_wire::copy(&self.r#type),
                self_: awsjson_wire::copy(&self.self_),
                r#async: awsjson_wire::copy(&self.r#async),
                crate_: awsjson_wire::copy(&self.crate_),
                underscore: awsjson_wire::copy(&self.underscore),
                _2nd: awsjson_wire::copy(&self._2nd),
                kms_key_ids: awsjson_wire::copy(&self.kms_key_ids),
                option: awsjson_wire::copy(&self.option),
                r#box: awsjson_wire::copy(&self.r#box),
            }
        }
    }

    impl awsjson_wire::Structure for MatchRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                r#type: awsjson_wire::text::EMPTY,
                self_: awsjson_wire::text::EMPTY,
                r#async: None,
                crate_: None,
                underscore: None,
                _2nd: None,
                kms_key_ids: None,
                option: None,
                r#box: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "MatchRequest",
                members: &[
                    awsjson_wire::Member { name: "type", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Self", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "async", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "crate", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "_", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "_2nd", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "KMSKeyIDs", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "option", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Box", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.r#type,
                1 => &self.self_,
                2 => &self.r#async,
                3 => &self.crate_,
                4 => &self.underscore,
                5 => &self._2nd,
                6 => &self.kms_key_ids,
                7 => &self.option,
                8 => &self.r#box,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.r#type,
                1 => &mut self.self_,
                2 => &mut self.r#async,
                3 => &mut self.crate_,
                4 => &mut self.underscore,
                5 => &mut self._2nd,
                6 => &mut self.kms_key_ids,
                7 => &mut self.option,
                8 => &mut self.r#box,
                _ => return None,
            })
        }
    }

    impl PartialEq for MatchRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for MatchRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `Match` answers.
    #[non_exhaustive]
    pub struct MatchResponse {
        /// `type`: text, required.
        pub r#type: Option<String>,
        /// `Self`: text, required.
        pub self_: Option<String>,
        /// `async`: true or false.
        pub r#async: Option<bool>,
        /// `crate`: text.
        pub crate_: Option<String>,
        /// `_`: text.
        pub underscore: Option<String>,
        /// `_2nd`: text.
        pub _2nd: Option<String>,
        /// `KMSKeyIDs`: a list of text. At most 10 elements.
        pub kms_key_ids: Vec<String>,
        /// `option`: `OptionShape`.
        pub option: Option<types::OptionShape>,
        /// `Box`: `BoxShape`.
        pub r#box: Option<types::BoxShape>,
    }

    impl Clone for MatchResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                r#type: awsjson_wire::copy(&self.r#type),
                self_: awsjson_wire::copy(&self.self_),
                r#async: awsjson_wire::copy(&self.r#async),
                crate_: awsjson_wire::copy(&self.crate_),
                underscore: awsjson_wire::copy(&self.underscore),
                _2nd: awsjson_wire::copy(&self._2nd),
                kms_key_ids: awsjson_wire::copy(&self.kms_key_ids),
                option: awsjson_wire::copy(&self.option),
                r#box: awsjson_wire::copy(&self.r#box),
            }
        }
    }

    impl Default for MatchResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for MatchResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                r#type: None,
                self_: None,
                r#async: None,
                crate_: None,
                underscore: None,
                _2nd: None,
                kms_key_ids: Vec::new(),
                option: None,
                r#box: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "MatchResponse",
                members: &[
                    awsjson_wire::Member { name: "type", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "Self", facts: awsjson_wire::REQUIRED },
                    awsjson_wire::Member { name: "async", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "crate", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "_", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "_2nd", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "KMSKeyIDs", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "option", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Box", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.r#type,
                1 => &self.self_,
                2 => &self.r#async,
                3 => &self.crate_,
                4 => &self.underscore,
                5 => &self._2nd,
                6 => &self.kms_key_ids,
                7 => &self.option,
                8 => &self.r#box,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.r#type,
                1 => &mut self.self_,
                2 => &mut self.r#async,
                3 => &mut self.crate_,
                4 => &mut self.underscore,
                5 => &mut self._2nd,
                6 => &mut self.kms_key_ids,
                7 => &mut self.option,
                8 => &mut self.r#box,
                _ => return None,
            })
        }
    }

    impl PartialEq for MatchResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for MatchResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for MatchRequest {
        type Response = MatchResponse;
        type Error = crate::error::MatchError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("Match", awsjson_transport::Safety::SideEffects)
                .capability("workshop");
    }

    /// What `Measure` is asked.
    #[non_exhaustive]
    pub struct MeasureRequest {
        /// `Yes`: true or false.
        pub yes: Option<bool>,
        /// `Byte`: a whole number.
        pub byte: Option<i8>,
        /// `Short`: a whole number.
        pub short: Option<i16>,
        /// `Integer`: a whole number.
        pub integer: Option<i32>,
        /// `Long`: a whole number.
        pub long: Option<i64>,
        /// `Big`: a whole number.
        pub big: Option<i128>,
        /// `Float`: a number.
        pub float: Option<f32>,
        /// `Double`: a number.
        pub double: Option<f64>,
        /// `Text`: text.
        pub text: Option<String>,
        /// `Bytes`: bytes.
        pub bytes: Option<Vec<u8>>,
        /// `Anything`: any JSON.
        pub anything: Option<awsjson_wire::Document>,
        /// `At`: a point in time.
        pub at: Option<time::OffsetDateTime>,
        /// `Day`: a point in time.
        pub day: Option<time::OffsetDateTime>,
        /// `Sent`: a point in time.
        pub sent: Option<time::OffsetDateTime>,
        /// `Seconds`: a point in time.
        pub seconds: Option<time::OffsetDateTime>,
        /// `Days`: a list of a point in time.
        pub days: Option<Vec<time::OffsetDateTime>>,
        /// `State`: `ToolState`.
        pub state: Option<types::ToolState>,
        /// `Condition`: `Condition`.
        pub condition: Option<types::Condition>,
        /// `Wear`: `Wear`.
        pub wear: Option<types::Wear>,
        /// `Wears`: a list of `Wear`.
        pub wears: Option<Vec<types::Wear>>,
        /// `Query`: `Query`.
        pub query: Option<types::Query>,
        /// `Sparse`: a list of a whole number.
        pub sparse: Option<Vec<Option<i32>>>,
        /// `SparseByName`: a map to text.
        pub sparse_by_name: Option<std::collections::BTreeMap<String, Option<String>>>,
        /// `Grid`: a list of a list of a number.
        pub grid: Option<Vec<Vec<f64>>>,
        /// `ByState`: a map to a list of text.
        pub by_state: Option<std::collections::BTreeMap<String, Vec<String>>>,
        /// `Nothing`: `Empty`.
        pub nothing: Option<types::Empty>,
        /// `Again`: `Measures`.
        pub again: Option<Box<types::Measures>>,
        /// `Many`: a list of `Measures`.
        pub many: Option<Vec<types::Measures>>,
        /// `ByName`: a map to `Measures`.
        pub by_name: Option<std::collections::BTreeMap<String, types::Measures>>,
    }

    impl MeasureRequest {
        /// A `MeasureRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }

        /// `Yes`: true or false.
        #[inline]
        #[must_use]
        pub fn yes(mut self, yes: bool) -> Self {
            awsjson_wire::set(&mut self.yes, yes);
            self
        }

        /// `Byte`: a whole number.
        #[inline]
        #[must_use]
        pub fn byte(mut self, byte: i8) -> Self {
            awsjson_wire::set(&mut self.byte, byte);
            self
        }

        /// `Short`: a whole number.
        #[inline]
        #[must_use]
        pub fn short(mut self, short: i16) -> Self {
            awsjson_wire::set(&mut self.short, short);
            self
        }

        /// `Integer`: a whole number.
        #[inline]
        #[must_use]
        pub fn integer(mut self, integer: i32) -> Self {
            awsjson_wire::set(&mut self.integer, integer);
            self
        }

        /// `Long`: a whole number.
        #[inline]
        #[must_use]
        pub fn long(mut self, long: i64) -> Self {
            awsjson_wire::set(&mut self.long, long);
            self
        }

        /// `Big`: a whole number.
        #[inline]
        #[must_use]
        pub fn big(mut self, big: i128) -> Self {
            awsjson_wire::set(&mut self.big, big);
            self
        }

        /// `Float`: a number.
        #[inline]
        #[must_use]
        pub fn float(mut self, float: f32) -> Self {
            awsjson_wire::set(&mut self.float, float);
            self
        }

        /// `Double`: a number.
        #[inline]
        #[must_use]
        pub fn double(mut self, double: f64) -> Self {
            awsjson_wire::set(&mut self.double, double);
            self
        }

        /// `Text`: text.
        #[inline]
        #[must_use]
        pub fn text(mut self, text: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.text, text);
            self
        }

        /// `Bytes`: bytes.
        #[inline]
        #[must_use]
        pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
            awsjson_wire::set(&mut self.bytes, bytes);
            self
        }

        /// `Anything`: any JSON.
        #[inline]
        #[must_use]
        pub fn anything(mut self, anything: awsjson_wire::Document) -> Self {
            awsjson_wire::set(&mut self.anything, anything);
            self
        }

        /// `At`: a point in time.
        #[inline]
        #[must_use]
        pub fn at(mut self, at: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.at, at);
            self
        }

        /// `Day`: a point in time.
        #[inline]
        #[must_use]
        pub fn day(mut self, day: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.day, day);
            self
        }

        /// `Sent`: a point in time.
        #[inline]
        #[must_use]
        pub fn sent(mut self, sent: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.sent, sent);
            self
        }

        /// `Seconds`: a point in time.
        #[inline]
        #[must_use]
        pub fn seconds(mut self, seconds: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.seconds, seconds);
            self
        }

        /// `Days`: a list of a point in time.
        #[inline]
        #[must_use]
        pub fn days(mut self, days: impl IntoIterator<Item = time::OffsetDateTime>) -> Self {
            awsjson_wire::set(&mut self.days, awsjson_wire::list::<time::OffsetDateTime>(days));
            self
        }

        /// `State`: `ToolState`.
        #[inline]
        #[must_use]
        pub fn state(mut self, state: impl Into<types::ToolState>) -> Self {
            awsjson_wire::set(&mut self.state, state);
            self
        }

        /// `Condition`: `Condition`.
        #[inline]
        #[must_use]
        pub fn condition(mut self, condition: impl Into<types::Condition>) -> Self {
            awsjson_wire::set(&mut self.condition, condition);
            self
        }

        /// `Wear`: `Wear`.
        #[inline]
        #[must_use]
        pub fn wear(mut self, wear: impl Into<types::Wear>) -> Self {
            awsjson_wire::set(&mut self.wear, wear);
            self
        }

        /// `Wears`: a list of `Wear`.
        #[inline]
        #[must_use]
        pub fn wears(mut self, wears: impl IntoIterator<Item = impl Into<types::Wear>>) -> Self {
            awsjson_wire::set(&mut self.wears, awsjson_wire::list::<types::Wear>(wears));
            self
        }

        /// `Query`: `Query`.
        #[inline]
        #[must_use]
        pub fn query(mut self, query: types::Query) -> Self {
            awsjson_wire::set(&mut self.query, query);
            self
        }

        /// `Sparse`: a list of a whole number.
        #[inline]
        #[must_use]
        pub fn sparse(mut self, sparse: impl IntoIterator<Item = Option<i32>>) -> Self {
            awsjson_wire::set(&mut self.sparse, awsjson_wire::list::<Option<i32>>(sparse));
            self
        }

        /// `SparseByName`: a map to text.
        #[inline]
        #[must_use]
        pub fn sparse_by_name(
            mut self,
            sparse_by_name: impl IntoIterator<Item = (impl Into<String>, Option<String>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.sparse_by_name, awsjson_wire::map::<Option<String>>(sparse_by_name));
            self
        }

        /// `Grid`: a list of a list of a number.
        #[inline]
        #[must_use]
        pub fn grid(mut self, grid: impl IntoIterator<Item = Vec<f64>>) -> Self {
            awsjson_wire::set(&mut self.grid, awsjson_wire::list::<Vec<f64>>(grid));
            self
        }

        /// `ByState`: a map to a list of text.
        #[inline]
        #[must_use]
        pub fn by_state(
            mut self,
            by_state: impl IntoIterator<Item = (impl Into<String>, impl IntoIterator<Item = impl Into<String>>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.by_state, awsjson_wire::map_of_lists::<String>(by_state));
            self
        }

        /// `Nothing`: `Empty`.
        #[inline]
        #[must_use]
        pub fn nothing(mut self, nothing: types::Empty) -> Self {
            awsjson_wire::set(&mut self.nothing, nothing);
            self
        }

        /// `Again`: `Measures`.
        #[inline]
        #[must_use]
        pub fn again(mut self, again: types::Measures) -> Self {
            awsjson_wire::set(&mut self.again, Box::new(again));
            self
        }

        /// `Many`: a list of `Measures`.
        #[inline]
        #[must_use]
        pub fn many(mut self, many: impl IntoIterator<Item = types::Measures>) -> Self {
            awsjson_wire::set(&mut self.many, awsjson_wire::list::<types::Measures>(many));
            self
        }

        /// `ByName`: a map to `Measures`.
        #[inline]
        #[must_use]
        pub fn by_name(
            mut self,
            by_name: impl IntoIterator<Item = (impl Into<String>, types::Measures)>,
        ) -> Self {
            awsjson_wire::set(&mut self.by_name, awsjson_wire::map::<types::Measures>(by_name));
            self
        }
    }

    impl Clone for MeasureRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                yes: awsjson_wire::copy(&self.yes),
                byte: awsjson_wire::copy(&self.byte),
                short: awsjson_wire::copy(&self.short),
                integer: awsjson_wire::copy(&self.integer),
                long: awsjson_wire::copy(&self.long),
                big: awsjson_wire::copy(&self.big),
                float: awsjson_wire::copy(&self.float),
                double: awsjson_wire::copy(&self.double),
                text: awsjson_wire::copy(&self.text),
                bytes: awsjson_wire::copy(&self.bytes),
                anything: awsjson_wire::copy(&self.anything),
                at: awsjson_wire::copy(&self.at),
                day: awsjson_wire::copy(&self.day),
                sent: awsjson_wire::copy(&self.sent),
                seconds: awsjson_wire::copy(&self.seconds),
                days: awsjson_wire::copy(&self.days),
                state: awsjson_wire::copy(&self.state),
                condition: awsjson_wire::copy(&self.condition),
                wear: awsjson_wire::copy(&self.wear),
                wears: awsjson_wire::copy(&self.wears),
                query: awsjson_wire::copy(&self.query),
                sparse: awsjson_wire::copy(&self.sparse),
                sparse_by_name: awsjson_wire::copy(&self.sparse_by_name),
                grid: awsjson_wire::copy(&self.grid),
                by_state: awsjson_wire::copy(&self.by_state),
                nothing: awsjson_wire::copy(&self.nothing),
                again: awsjson_wire::copy(&self.again),
                many: awsjson_wire::copy(&self.many),
                by_name: awsjson_wire::copy(&self.by_name),
            }
        }
    }

    impl Default for MeasureRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for MeasureRequest {
        #[inline]
        fn unset() -> Self {
            Self {
                yes: None,
                byte: None,
                short: None,
                integer: None,
                long: None,
                big: None,
                float: None,
                double: None,
                text: None,
                bytes: None,
                anything: None,
                at: None,
                day: None,
                sent: None,
                seconds: None,
                days: None,
                state: None,
                condition: None,
                wear: None,
                wears: None,
                query: None,
                sparse: None,
                sparse_by_name: None,
                grid: None,
                by_state: None,
                nothing: None,
                again: None,
                many: None,
                by_name: None,
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "MeasureRequest",
                members: &[
                    awsjson_wire::Member { name: "Yes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Byte", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Short", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Integer", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Long", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Big", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Float", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Double", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Text", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Bytes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Anything", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "At", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Day", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::DateTime, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Sent", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Seconds", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Days", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "State", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Condition", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wear", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wears", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Query", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Sparse", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "SparseByName", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Grid", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "ByState", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Nothing", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Again", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Many", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "ByName", facts: awsjson_wire::OPTIONAL },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.yes,
                1 => &self.byte,
                2 => &self.short,
                3 => &self.integer,
                4 => &self.long,
                5 => &self.big,
                6 => &self.float,
                7 => &self.double,
                8 => &self.text,
                9 => &self.bytes,
                10 => &self.anything,
                11 => &self.at,
                12 => &self.day,
                13 => &self.sent,
                14 => &self.seconds,
                15 => &self.days,
                16 => &self.state,
                17 => &self.condition,
                18 => &self.wear,
                19 => &self.wears,
                20 => &self.query,
                21 => &self.sparse,
                22 => &self.sparse_by_name,
                23 => &self.grid,
                24 => &self.by_state,
                25 => &self.nothing,
                26 => &self.again,
                27 => &self.many,
                28 => &self.by_name,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.yes,
                1 => &mut self.byte,
                2 => &mut self.short,
                3 => &mut self.integer,
                4 => &mut self.long,
                5 => &mut self.big,
                6 => &mut self.float,
                7 => &mut self.double,
                8 => &mut self.text,
                9 => &mut self.bytes,
                10 => &mut self.anything,
                11 => &mut self.at,
                12 => &mut self.day,
                13 => &mut self.sent,
                14 => &mut self.seconds,
                15 => &mut self.days,
                16 => &mut self.state,
                17 => &mut self.condition,
                18 => &mut self.wear,
                19 => &mut self.wears,
                20 => &mut self.query,
                21 => &mut self.sparse,
                22 => &mut self.sparse_by_name,
                23 => &mut self.grid,
                24 => &mut self.by_state,
                25 => &mut self.nothing,
                26 => &mut self.again,
                27 => &mut self.many,
                28 => &mut self.by_name,
                _ => return None,
            })
        }
    }

    impl PartialEq for MeasureRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for MeasureRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `Measure` answers.
    #[non_exhaustive]
    pub struct MeasureResponse {
        /// `Yes`: true or false.
        pub yes: Option<bool>,
        /// `Byte`: a whole number.
        pub byte: Option<i8>,
        /// `Short`: a whole number.
        pub short: Option<i16>,
        /// `Integer`: a whole number.
        pub integer: Option<i32>,
        /// `Long`: a whole number.
        pub long: Option<i64>,
        /// `Big`: a whole number.
        pub big: Option<i128>,
        /// `Float`: a number.
        pub float: Option<f32>,
        /// `Double`: a number.
        pub double: Option<f64>,
        /// `Text`: text.
        pub text: Option<String>,
        /// `Bytes`: bytes.
        pub bytes: Option<Vec<u8>>,
        /// `Anything`: any JSON.
        pub anything: Option<awsjson_wire::Document>,
        /// `At`: a point in time.
        pub at: Option<time::OffsetDateTime>,
        /// `Day`: a point in time.
        pub day: Option<time::OffsetDateTime>,
        /// `Sent`: a point in time.
        pub sent: Option<time::OffsetDateTime>,
        /// `Seconds`: a point in time.
        pub seconds: Option<time::OffsetDateTime>,
        /// `Days`: a list of a point in time.
        pub days: Vec<time::OffsetDateTime>,
        /// `State`: `ToolState`.
        pub state: Option<types::ToolState>,
        /// `Condition`: `Condition`.
        pub condition: Option<types::Condition>,
        /// `Wear`: `Wear`.
        pub wear: Option<types::Wear>,
        /// `Wears`: a list of `Wear`.
        pub wears: Vec<types::Wear>,
        /// `Query`: `Query`.
        pub query: Option<types::Query>,
        /// `Sparse`: a list of a whole number.
        pub sparse: Vec<Option<i32>>,
        /// `SparseByName`: a map to text.
        pub sparse_by_name: std::collections::BTreeMap<String, Option<String>>,
        /// `Grid`: a list of a list of a number.
        pub grid: Vec<Vec<f64>>,
        /// `ByState`: a map to a list of text.
        pub by_state: std::collections::BTreeMap<String, Vec<String>>,
        /// `Nothing`: `Empty`.
        pub nothing: Option<types::Empty>,
        /// `Again`: `Measures`.
        pub again: Option<Box<types::Measures>>,
        /// `Many`: a list of `Measures`.
        pub many: Vec<types::Measures>,
        /// `ByName`: a map to `Measures`.
        pub by_name: std::collections::BTreeMap<String, types::Measures>,
    }

    impl Clone for MeasureResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                yes: awsjson_wire::copy(&self.yes),
                byte: awsjson_wire::copy(&self.byte),
                short: awsjson_wire::copy(&self.short),
                integer: awsjson_wire::copy(&self.integer),
                long: awsjson_wire::copy(&self.long),
                big: awsjson_wire::copy(&self.big),
                float: awsjson_wire::copy(&self.float),
                double: awsjson_wire::copy(&self.double),
                text: awsjson_wire::copy(&self.text),
                bytes: awsjson_wire::copy(&self.bytes),
                anything: awsjson_wire::copy(&self.anything),
                at: awsjson_wire::copy(&self.at),
                day: awsjson_wire::copy(&self.day),
                sent: awsjson_wire::copy(&self.sent),
                seconds: awsjson_wire::copy(&self.seconds),
                days: awsjson_wire::copy(&self.days),
                state: awsjson_wire::copy(&self.state),
                condition: awsjson_wire::copy(&self.condition),
                wear: awsjson_wire::copy(&self.wear),
                wears: awsjson_wire::copy(&self.wears),
                query: awsjson_wire::copy(&self.query),
                sparse: awsjson_wire::copy(&self.sparse),
                sparse_by_name: awsjson_wire::copy(&self.sparse_by_name),
                grid: awsjson_wire::copy(&self.grid),
                by_state: awsjson_wire::copy(&self.by_state),
                nothing: awsjson_wire::copy(&self.nothing),
                again: awsjson_wire::copy(&self.again),
                many: awsjson_wire::copy(&self.many),
                by_name: awsjson_wire::copy(&self.by_name),
            }
        }
    }

    impl Default for MeasureResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for MeasureResponse {
        #[inline]
        fn unset() -> Self {
            Self {
                yes: None,
                byte: None,
                short: None,
                integer: None,
                long: None,
                big: None,
                float: None,
                double: None,
                text: None,
                bytes: None,
                anything: None,
                at: None,
                day: None,
                sent: None,
                seconds: None,
                days: Vec::new(),
                state: None,
                condition: None,
                wear: None,
                wears: Vec::new(),
                query: None,
                sparse: Vec::new(),
                sparse_by_name: std::collections::BTreeMap::new(),
                grid: Vec::new(),
                by_state: std::collections::BTreeMap::new(),
                nothing: None,
                again: None,
                many: Vec::new(),
                by_name: std::collections::BTreeMap::new(),
            }
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "MeasureResponse",
                members: &[
                    awsjson_wire::Member { name: "Yes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Byte", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Short", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Integer", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Long", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Big", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Float", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Double", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Text", facts: awsjson_wire::Facts { secret: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Bytes", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Anything", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "At", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Day", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::DateTime, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Sent", facts: awsjson_wire::Facts { timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Seconds", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Days", facts: awsjson_wire::Facts { absent_if_empty: true, timestamps: awsjson_wire::TimestampFormat::HttpDate, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "State", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Condition", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wear", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Wears", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Query", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Sparse", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "SparseByName", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Grid", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "ByState", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "Nothing", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Again", facts: awsjson_wire::OPTIONAL },
                    awsjson_wire::Member { name: "Many", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                    awsjson_wire::Member { name: "ByName", facts: awsjson_wire::Facts { absent_if_empty: true, ..awsjson_wire::OPTIONAL } },
                ],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, index: usize) -> Option<&dyn awsjson_wire::View> {
            Some(match index {
                0 => &self.yes,
                1 => &self.byte,
                2 => &self.short,
                3 => &self.integer,
                4 => &self.long,
                5 => &self.big,
                6 => &self.float,
                7 => &self.double,
                8 => &self.text,
                9 => &self.bytes,
                10 => &self.anything,
                11 => &self.at,
                12 => &self.day,
                13 => &self.sent,
                14 => &self.seconds,
                15 => &self.days,
                16 => &self.state,
                17 => &self.condition,
                18 => &self.wear,
                19 => &self.wears,
                20 => &self.query,
                21 => &self.sparse,
                22 => &self.sparse_by_name,
                23 => &self.grid,
                24 => &self.by_state,
                25 => &self.nothing,
                26 => &self.again,
                27 => &self.many,
                28 => &self.by_name,
                _ => return None,
            })
        }

        #[inline]
        fn member_mut(&mut self, index: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            Some(match index {
                0 => &mut self.yes,
                1 => &mut self.byte,
                2 => &mut self.short,
                3 => &mut self.integer,
                4 => &mut self.long,
                5 => &mut self.big,
                6 => &mut self.float,
                7 => &mut self.double,
                8 => &mut self.text,
                9 => &mut self.bytes,
                10 => &mut self.anything,
                11 => &mut self.at,
                12 => &mut self.day,
                13 => &mut self.sent,
                14 => &mut self.seconds,
                15 => &mut self.days,
                16 => &mut self.state,
                17 => &mut self.condition,
                18 => &mut self.wear,
                19 => &mut self.wears,
                20 => &mut self.query,
                21 => &mut self.sparse,
                22 => &mut self.sparse_by_name,
                23 => &mut self.grid,
                24 => &mut self.by_state,
                25 => &mut self.nothing,
                26 => &mut self.again,
                27 => &mut self.many,
                28 => &mut self.by_name,
                _ => return None,
            })
        }
    }

    impl PartialEq for MeasureResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for MeasureResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for MeasureRequest {
        type Response = MeasureResponse;
        type Error = crate::error::MeasureError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("Measure", awsjson_transport::Safety::Idempotent)
                .capability("workshop");
    }

    /// What `Ping` is asked.
    #[non_exhaustive]
    pub struct PingRequest {}

    impl PingRequest {
        /// A `PingRequest` in which nothing is set.
        #[inline]
        #[must_use]
        pub fn new() -> Self {
            awsjson_wire::unset()
        }
    }

    impl Clone for PingRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for PingRequest {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for PingRequest {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "PingRequest",
                members: &[],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for PingRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for PingRequest {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    /// What `Ping` answers.
    #[non_exhaustive]
    pub struct PingResponse {}

    impl Clone for PingResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {}
        }
    }

    impl Default for PingResponse {
        #[inline]
        fn default() -> Self {
            awsjson_wire::unset()
        }
    }

    impl awsjson_wire::Structure for PingResponse {
        #[inline]
        fn unset() -> Self {
            Self {}
        }

        #[inline]
        fn shape(&self) -> &'static awsjson_wire::Shape {
            &awsjson_wire::Shape {
                name: "PingResponse",
                members: &[],
                is_error: false,
            }
        }

        #[inline]
        fn member(&self, _: usize) -> Option<&dyn awsjson_wire::View> {
            None
        }

        #[inline]
        fn member_mut(&mut self, _: usize) -> Option<&mut dyn awsjson_wire::Fill> {
            None
        }
    }

    impl PartialEq for PingResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            awsjson_wire::equal(self, other)
        }
    }

    impl std::fmt::Debug for PingResponse {
        #[inline]
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            awsjson_wire::debug(self, f)
        }
    }

    impl awsjson_transport::typed::Operation for PingRequest {
        type Response = PingResponse;
        type Error = crate::error::PingError;
        const INFO: &'static awsjson_transport::OperationInfo =
            &awsjson_transport::OperationInfo::new("Ping", awsjson_transport::Safety::SideEffects)
                .capability("workshop");
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        requests:
        CallRequest,
        CloneShapeRequest,
        MatchRequest,
        MeasureRequest,
        PingRequest,
    }

    #[cfg(feature = "json")]
    awsjson_wire::serde_traits! {
        responses:
        CallResponse,
        CloneShapeResponse,
        MatchResponse,
        MeasureResponse,
        PingResponse,
    }
}

#[cfg(feature = "workshop")]
#[allow(unused_imports)]
pub use for_workshop::*;
