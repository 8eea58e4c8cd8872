use awsjson_transport::{CallOptions, JsonVersion, Service, Transport, TransportBuilder, typed};

/// The service, as its model describes it.
pub static SERVICE: Service = Service {
    id: "Work Shop",
    target_prefix: "Workshop_20260131",
    signing_name: "workshop",
    endpoint_prefix: "workshop",
    json_version: JsonVersion::V1_0,
};

/// A client of Example Workshop (API version 2026-01-31).
///
/// A clone is cheap and shares connections and credentials.
#[derive(Clone, Debug)]
pub struct Client {
    transport: Transport,
}

impl Client {
    /// Begins a client. What is not said in code comes from the environment, unless `without_env`
    /// is called.
    #[inline]
    pub fn builder() -> TransportBuilder<Self> {
        TransportBuilder::from_env(&SERVICE)
    }

    /// A client configured by the environment, as AWS tools are. Where nothing names a region, the
    /// EC2 instance that this runs on is asked for its own, for a second at most; see [`load`](TransportBuilder::load).
    ///
    /// # Errors
    ///
    /// Configuration that is missing or malformed. Credentials are looked for at the first call.
    #[inline]
    pub async fn from_env() -> Result<Self, typed::Error> {
        Self::builder().load().await
    }

    /// A call of any operation: the request says which.
    #[inline]
    pub fn call<R: typed::Operation>(&self, request: R) -> Call<R> {
        Call { transport: self.transport.clone(), request, options: CallOptions::new() }
    }

    /// The transport below, which knows no types.
    #[inline]
    #[must_use]
    pub fn transport(&self) -> &Transport {
        &self.transport
    }
}

impl From<Transport> for Client {
    #[inline]
    fn from(transport: Transport) -> Self {
        Self { transport }
    }
}

/// A call that is ready to be sent. Optional members are set by the methods named after them.
///
/// `T` is what sends it: a `Transport` is awaited, one of the feature `blocking` is waited for.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct Call<R, T = Transport> {
    pub(crate) transport: T,
    pub(crate) request: R,
    pub(crate) options: CallOptions,
}

impl<R: typed::Operation> Call<R> {
    /// Sends the request and waits for the answer.
    ///
    /// # Errors
    ///
    /// The operation's own errors and everything that can go wrong on the way; see [`Error`](typed::Error).
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<R::Response, typed::Error<R::Error>>> + Send {
        typed::call(self.transport, self.request, self.options)
    }
}

impl<R: typed::Operation, T> Call<R, T> {
    /// Other options for this one call.
    #[inline]
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The request as plain data.
    #[inline]
    pub fn request(&self) -> &R {
        &self.request
    }
}

impl<R: typed::Paged, T> Call<R, T> {
    /// All pages of the answer, fetched as they are asked for.
    #[inline]
    pub fn pages(self) -> typed::Pages<R, T> {
        typed::Pages::new(self.transport, self.request, self.options)
    }
}

impl<R: typed::PagedItems, T> Call<R, T> {
    /// The elements of all pages, fetched as they are asked for.
    #[inline]
    pub fn items(self) -> typed::Items<R, T> {
        typed::Items::new(self.pages())
    }
}

#[cfg(feature = "spare-parts")]
mod for_spare_parts {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Calls `ListParts`.
        ///
        /// It changes nothing. The answer comes in pages: see `pages` and `items`.
        #[inline]
        pub fn list_parts(&self) -> Call<operation::ListPartsRequest> {
            self.call(operation::ListPartsRequest::new())
        }
    }

    impl<T> Call<operation::ListPartsRequest, T> {
        /// `Marker`: text.
        #[inline]
        pub fn marker(mut self, marker: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.marker, marker);
            self
        }
    }

    impl Client {
        /// Calls `SearchParts`.
        ///
        /// Sending it twice may do its work twice. The answer comes in pages: see `pages` and
        /// `items`.
        #[deprecated(note = "Use ListParts.")]
        #[inline]
        pub fn search_parts(&self, query: types::Query) -> Call<operation::SearchPartsRequest> {
            self.call(operation::SearchPartsRequest::new(query))
        }
    }

    impl<T> Call<operation::SearchPartsRequest, T> {
        /// `NextToken`: text.
        #[inline]
        pub fn next_token(mut self, next_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.next_token, next_token);
            self
        }
    }
}

#[cfg(feature = "spare-parts")]
#[allow(unused_imports)]
pub use for_spare_parts::*;

#[cfg(feature = "tools")]
mod for_tools {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Puts a new tool onto a shelf.
        ///
        /// The shelf has to have room. More of this stands beside the shelf.
        ///
        /// Sending it twice does no more than sending it once.
        ///
        /// ```no_run
        /// # async fn example(client: golden::Client) -> Result<(), golden::Error> {
        /// let tool = client.create_tool("hammer").send().await?;
        /// println!("{tool:?}");
        /// # Ok(())
        /// # }
        /// ```
        ///
        /// # Errors
        ///
        /// - `ToolExists`: the shelf has a tool of this name; take another name.
        /// - `ShelfFull`: take another shelf.
        #[inline]
        pub fn create_tool(
            &self,
            shelf: impl Into<String>,
            name: impl Into<String>,
            material: impl Into<types::Material>,
            labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) -> Call<operation::CreateToolRequest> {
            self.call(operation::CreateToolRequest::new(shelf, name, material, labels))
        }
    }

    impl<T> Call<operation::CreateToolRequest, T> {
        /// `Room`: text.
        #[inline]
        pub fn room(mut self, room: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.room, room);
            self
        }

        /// `Tags`: a list of text. At most 10 elements.
        #[inline]
        pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
            awsjson_wire::set(&mut self.request.tags, awsjson_wire::list::<String>(tags));
            self
        }

        /// `Blueprint`: bytes.
        #[inline]
        pub fn blueprint(mut self, blueprint: impl Into<Vec<u8>>) -> Self {
            awsjson_wire::set(&mut self.request.blueprint, blueprint);
            self
        }

        /// What opens the lock, e.g. "7, 1, 3".
        ///
        /// `Combination`: text.
        #[inline]
        pub fn combination(mut self, combination: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.combination, combination);
            self
        }

        /// `Keys`: a list of text.
        #[inline]
        pub fn keys(mut self, keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
            awsjson_wire::set(&mut self.request.keys, awsjson_wire::list::<String>(keys));
            self
        }

        /// `Lock`: `Lock`.
        #[inline]
        pub fn lock(mut self, lock: types::Lock) -> Self {
            awsjson_wire::set(&mut self.request.lock, lock);
            self
        }

        /// `ClientToken`: text.
        #[inline]
        pub fn client_token(mut self, client_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.client_token, client_token);
            self
        }
    }

    impl Client {
        /// Calls `GetTool`.
        ///
        /// It changes nothing.
        #[inline]
        pub fn get_tool(&self, shelf: impl Into<String>) -> Call<operation::GetToolRequest> {
            self.call(operation::GetToolRequest::new(shelf))
        }
    }

    impl<T> Call<operation::GetToolRequest, T> {
        /// `Room`: text.
        #[inline]
        pub fn room(mut self, room: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.room, room);
            self
        }

        /// Letters that the owner painted on it.
        ///
        /// `Name`: text. From 1 to 64 characters. Matches `^[a-z-]+$`.
        #[inline]
        pub fn name(mut self, name: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.name, name);
            self
        }

        /// Calls `GetTool` until the waiter `ToolSharpened` of the model is decided: again after 3
        /// seconds, then less often, for at most ten minutes unless `max_wait` says otherwise.
        #[inline]
        pub fn wait_until_sharpened(self) -> awsjson_transport::typed::Wait<operation::GetToolRequest, T> {
            use awsjson_transport::typed::{Acceptor, Comparator, Matcher, Step, Verdict, Waiter};
            const WAITER: &Waiter = &Waiter {
                name: "ToolSharpened",
                min_delay: 3,
                max_delay: 120,
                acceptors: &[
                    Acceptor {
                        verdict: Verdict::Success,
                        matcher: Matcher::Output {
                            path: &[
                                Step { member: "Tool", each: false },
                                Step { member: "State", each: false },
                            ],
                            comparator: Comparator::StringEquals,
                            expected: "SHARP",
                        },
                    },
                    Acceptor {
                        verdict: Verdict::Failure,
                        matcher: Matcher::Output {
                            path: &[
                                Step { member: "Tool", each: false },
                                Step { member: "Parts", each: true },
                                Step { member: "Condition", each: false },
                            ],
                            comparator: Comparator::AnyStringEquals,
                            expected: "BROKEN",
                        },
                    },
                    Acceptor {
                        verdict: Verdict::Retry,
                        matcher: Matcher::ErrorType("ToolNotFound"),
                    },
                    Acceptor {
                        verdict: Verdict::Failure,
                        matcher: Matcher::Success(false),
                    },
                ],
            };
            awsjson_transport::typed::Wait::new(self.transport, self.request, self.options, WAITER)
        }

        /// Calls `GetTool` until the waiter `Gone` of the model is decided: again after 1 seconds,
        /// then less often, for at most ten minutes unless `max_wait` says otherwise.
        #[inline]
        pub fn wait_until_gone(self) -> awsjson_transport::typed::Wait<operation::GetToolRequest, T> {
            use awsjson_transport::typed::{Acceptor, Matcher, Verdict, Waiter};
            const WAITER: &Waiter = &Waiter {
                name: "Gone",
                min_delay: 1,
                max_delay: 5,
                acceptors: &[
                    Acceptor {
                        verdict: Verdict::Success,
                        matcher: Matcher::ErrorType("ToolNotFound"),
                    },
                ],
            };
            awsjson_transport::typed::Wait::new(self.transport, self.request, self.options, WAITER)
        }
    }

    impl Client {
        /// Calls `ListTools`.
        ///
        /// It changes nothing. The answer comes in pages: see `pages` and `items`.
        #[inline]
        pub fn list_tools(&self) -> Call<operation::ListToolsRequest> {
            self.call(operation::ListToolsRequest::new())
        }
    }

    impl<T> Call<operation::ListToolsRequest, T> {
        /// `Filters`: a list of `Filter`.
        #[inline]
        pub fn filters(mut self, filters: impl IntoIterator<Item = types::Filter>) -> Self {
            awsjson_wire::set(&mut self.request.filters, awsjson_wire::list::<types::Filter>(filters));
            self
        }

        /// `MaxResults`: a whole number. From 1 to 50.
        #[inline]
        pub fn max_results(mut self, max_results: i32) -> Self {
            awsjson_wire::set(&mut self.request.max_results, max_results);
            self
        }

        /// `NextToken`: text.
        #[inline]
        pub fn next_token(mut self, next_token: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.next_token, next_token);
            self
        }
    }
}

#[cfg(feature = "tools")]
#[allow(unused_imports)]
pub use for_tools::*;

#[cfg(feature = "workshop")]
mod for_workshop {
    #[allow(unused_imports)]
    use super::{Call, Client};
    #[allow(unused_imports)]
    use crate::{operation, types};

    impl Client {
        /// Calls `Call`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn call_operation(&self) -> Call<operation::CallRequest> {
            self.call(operation::CallRequest::new())
        }
    }

    impl<T> Call<operation::CallRequest, T> {
        /// `new`: text.
        #[inline]
        pub fn set_new(mut self, new: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.new, new);
            self
        }

        /// `send`: text.
        #[inline]
        pub fn set_send(mut self, send: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.send, send);
            self
        }

        /// `request`: text.
        #[inline]
        pub fn set_request(mut self, request: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.request, request);
            self
        }

        /// `options`: text.
        #[inline]
        pub fn set_options(mut self, options: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.options, options);
            self
        }

        /// `pages`: a whole number.
        #[inline]
        pub fn set_pages(mut self, pages: i32) -> Self {
            awsjson_wire::set(&mut self.request.pages, pages);
            self
        }

        /// `items`: a whole number.
        #[inline]
        pub fn set_items(mut self, items: i32) -> Self {
            awsjson_wire::set(&mut self.request.items, items);
            self
        }

        /// `clone`: true or false.
        #[inline]
        pub fn clone(mut self, clone: bool) -> Self {
            awsjson_wire::set(&mut self.request.clone, clone);
            self
        }

        /// `default`: text.
        #[inline]
        pub fn default(mut self, default: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.default, default);
            self
        }

        /// `blank`: text.
        #[inline]
        pub fn blank(mut self, blank: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.blank, blank);
            self
        }

        /// `member`: text.
        #[inline]
        pub fn member(mut self, member: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.member, member);
            self
        }

        /// `shape`: text.
        #[inline]
        pub fn shape(mut self, shape: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.shape, shape);
            self
        }

        /// `wait_until_done`: true or false.
        #[inline]
        pub fn set_wait_until_done(mut self, wait_until_done: bool) -> Self {
            awsjson_wire::set(&mut self.request.wait_until_done, wait_until_done);
            self
        }
    }

    impl Client {
        /// Calls `Clone`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn clone_operation(&self) -> Call<operation::CloneShapeRequest> {
            self.call(operation::CloneShapeRequest::new())
        }
    }

    impl Client {
        /// Calls `Match`.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn r#match(
            &self,
            r#type: impl Into<String>,
            self_: impl Into<String>,
        ) -> Call<operation::MatchRequest> {
            self.call(operation::MatchRequest::new(r#type, self_))
        }
    }

    impl<T> Call<operation::MatchRequest, T> {
        /// `async`: true or false.
        #[inline]
        pub fn r#async(mut self, r#async: bool) -> Self {
            awsjson_wire::set(&mut self.request.r#async, r#async);
            self
        }

        /// `crate`: text.
        #[inline]
        pub fn crate_(mut self, crate_: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.crate_, crate_);
            self
        }

        /// `_`: text.
        #[inline]
        pub fn underscore(mut self, underscore: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.underscore, underscore);
            self
        }

        /// `_2nd`: text.
        #[inline]
        pub fn _2nd(mut self, _2nd: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request._2nd, _2nd);
            self
        }

        /// `KMSKeyIDs`: a list of text. At most 10 elements.
        #[inline]
        pub fn kms_key_ids(
            mut self,
            kms_key_ids: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            awsjson_wire::set(&mut self.request.kms_key_ids, awsjson_wire::list::<String>(kms_key_ids));
            self
        }

        /// `option`: `OptionShape`.
        #[inline]
        pub fn option(mut self, option: impl Into<types::OptionShape>) -> Self {
            awsjson_wire::set(&mut self.request.option, option);
            self
        }

        /// `Box`: `BoxShape`.
        #[inline]
        pub fn r#box(mut self, r#box: types::BoxShape) -> Self {
            awsjson_wire::set(&mut self.request.r#box, r#box);
            self
        }
    }

    impl Client {
        /// Calls `Measure`.
        ///
        /// Sending it twice does no more than sending it once.
        #[inline]
        pub fn measure(&self) -> Call<operation::MeasureRequest> {
            self.call(operation::MeasureRequest::new())
        }
    }

    impl<T> Call<operation::MeasureRequest, T> {
        /// `Yes`: true or false.
        #[inline]
        pub fn yes(mut self, yes: bool) -> Self {
            awsjson_wire::set(&mut self.request.yes, yes);
            self
        }

        /// `Byte`: a whole number.
        #[inline]
        pub fn byte(mut self, byte: i8) -> Self {
            awsjson_wire::set(&mut self.request.byte, byte);
            self
        }

        /// `Short`: a whole number.
        #[inline]
        pub fn short(mut self, short: i16) -> Self {
            awsjson_wire::set(&mut self.request.short, short);
            self
        }

        /// `Integer`: a whole number.
        #[inline]
        pub fn integer(mut self, integer: i32) -> Self {
            awsjson_wire::set(&mut self.request.integer, integer);
            self
        }

        /// `Long`: a whole number.
        #[inline]
        pub fn long(mut self, long: i64) -> Self {
            awsjson_wire::set(&mut self.request.long, long);
            self
        }

        /// `Big`: a whole number.
        #[inline]
        pub fn big(mut self, big: i128) -> Self {
            awsjson_wire::set(&mut self.request.big, big);
            self
        }

        /// `Float`: a number.
        #[inline]
        pub fn float(mut self, float: f32) -> Self {
            awsjson_wire::set(&mut self.request.float, float);
            self
        }

        /// `Double`: a number.
        #[inline]
        pub fn double(mut self, double: f64) -> Self {
            awsjson_wire::set(&mut self.request.double, double);
            self
        }

        /// `Text`: text.
        #[inline]
        pub fn text(mut self, text: impl Into<String>) -> Self {
            awsjson_wire::set(&mut self.request.text, text);
            self
        }

        /// `Bytes`: bytes.
        #[inline]
        pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
            awsjson_wire::set(&mut self.request.bytes, bytes);
            self
        }

        /// `Anything`: any JSON.
        #[inline]
        pub fn anything(mut self, anything: awsjson_wire::Document) -> Self {
            awsjson_wire::set(&mut self.request.anything, anything);
            self
        }

        /// `At`: a point in time.
        #[inline]
        pub fn at(mut self, at: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.request.at, at);
            self
        }

        /// `Day`: a point in time.
        #[inline]
        pub fn day(mut self, day: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.request.day, day);
            self
        }

        /// `Sent`: a point in time.
        #[inline]
        pub fn sent(mut self, sent: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.request.sent, sent);
            self
        }

        /// `Seconds`: a point in time.
        #[inline]
        pub fn seconds(mut self, seconds: time::OffsetDateTime) -> Self {
            awsjson_wire::set(&mut self.request.seconds, seconds);
            self
        }

        /// `Days`: a list of a point in time.
        #[inline]
        pub fn days(mut self, days: impl IntoIterator<Item = time::OffsetDateTime>) -> Self {
            awsjson_wire::set(&mut self.request.days, awsjson_wire::list::<time::OffsetDateTime>(days));
            self
        }

        /// `State`: `ToolState`.
        #[inline]
        pub fn state(mut self, state: impl Into<types::ToolState>) -> Self {
            awsjson_wire::set(&mut self.request.state, state);
            self
        }

        /// `Condition`: `Condition`.
        #[inline]
        pub fn condition(mut self, condition: impl Into<types::Condition>) -> Self {
            awsjson_wire::set(&mut self.request.condition, condition);
            self
        }

        /// `Wear`: `Wear`.
        #[inline]
        pub fn wear(mut self, wear: impl Into<types::Wear>) -> Self {
            awsjson_wire::set(&mut self.request.wear, wear);
            self
        }

        /// `Wears`: a list of `Wear`.
        #[inline]
        pub fn wears(mut self, wears: impl IntoIterator<Item = impl Into<types::Wear>>) -> Self {
            awsjson_wire::set(&mut self.request.wears, awsjson_wire::list::<types::Wear>(wears));
            self
        }

        /// `Query`: `Query`.
        #[inline]
        pub fn query(mut self, query: types::Query) -> Self {
            awsjson_wire::set(&mut self.request.query, query);
            self
        }

        /// `Sparse`: a list of a whole number.
        #[inline]
        pub fn sparse(mut self, sparse: impl IntoIterator<Item = Option<i32>>) -> Self {
            awsjson_wire::set(&mut self.request.sparse, awsjson_wire::list::<Option<i32>>(sparse));
            self
        }

        /// `SparseByName`: a map to text.
        #[inline]
        pub fn sparse_by_name(
            mut self,
            sparse_by_name: impl IntoIterator<Item = (impl Into<String>, Option<String>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.request.sparse_by_name, awsjson_wire::map::<Option<String>>(sparse_by_name));
            self
        }

        /// `Grid`: a list of a list of a number.
        #[inline]
        pub fn grid(mut self, grid: impl IntoIterator<Item = Vec<f64>>) -> Self {
            awsjson_wire::set(&mut self.request.grid, awsjson_wire::list::<Vec<f64>>(grid));
            self
        }

        /// `ByState`: a map to a list of text.
        #[inline]
        pub fn by_state(
            mut self,
            by_state: impl IntoIterator<Item = (impl Into<String>, impl IntoIterator<Item = impl Into<String>>)>,
        ) -> Self {
            awsjson_wire::set(&mut self.request.by_state, awsjson_wire::map_of_lists::<String>(by_state));
            self
        }

        /// `Nothing`: `Empty`.
        #[inline]
        pub fn nothing(mut self, nothing: types::Empty) -> Self {
            awsjson_wire::set(&mut self.request.nothing, nothing);
            self
        }

        /// `Again`: `Measures`.
        #[inline]
        pub fn again(mut self, again: types::Measures) -> Self {
            awsjson_wire::set(&mut self.request.again, Box::new(again));
            self
        }

        /// `Many`: a list of `Measures`.
        #[inline]
        pub fn many(mut self, many: impl IntoIterator<Item = types::Measures>) -> Self {
            awsjson_wire::set(&mut self.request.many, awsjson_wire::list::<types::Measures>(many));
            self
        }

        /// `ByName`: a map to `Measures`.
        #[inline]
        pub fn by_name(
            mut self,
            by_name: impl IntoIterator<Item = (impl Into<String>, types::Measures)>,
        ) -> Self {
            awsjson_wire::set(&mut self.request.by_name, awsjson_wire::map::<types::Measures>(by_name));
            self
        }
    }

    impl Client {
        /// Answers if the workshop is open.
        ///
        /// Sending it twice may do its work twice.
        #[inline]
        pub fn ping(&self) -> Call<operation::PingRequest> {
            self.call(operation::PingRequest::new())
        }
    }
}

#[cfg(feature = "workshop")]
#[allow(unused_imports)]
pub use for_workshop::*;

#[cfg(feature = "json")]
impl Client {
    /// The operation of this name, to be called with JSON; none if the service or the features in
    /// use lack it.
    #[inline]
    #[must_use]
    pub fn operation(name: &str) -> Option<typed::JsonOperation> {
        Some(match name {
            #[cfg(feature = "workshop")]
            "Call" => typed::JsonOperation::of::<crate::operation::CallRequest>(),
            #[cfg(feature = "workshop")]
            "Clone" => typed::JsonOperation::of::<crate::operation::CloneShapeRequest>(),
            #[cfg(feature = "tools")]
            "CreateTool" => typed::JsonOperation::of::<crate::operation::CreateToolRequest>(),
            #[cfg(feature = "tools")]
            "GetTool" => typed::JsonOperation::of::<crate::operation::GetToolRequest>(),
            #[cfg(feature = "spare-parts")]
            "ListParts" => typed::JsonOperation::paged::<crate::operation::ListPartsRequest>(),
            #[cfg(feature = "tools")]
            "ListTools" => typed::JsonOperation::paged::<crate::operation::ListToolsRequest>(),
            #[cfg(feature = "workshop")]
            "Match" => typed::JsonOperation::of::<crate::operation::MatchRequest>(),
            #[cfg(feature = "workshop")]
            "Measure" => typed::JsonOperation::of::<crate::operation::MeasureRequest>(),
            #[cfg(feature = "workshop")]
            "Ping" => typed::JsonOperation::of::<crate::operation::PingRequest>(),
            #[cfg(feature = "spare-parts")]
            "SearchParts" => typed::JsonOperation::paged::<crate::operation::SearchPartsRequest>(),
            _ => return None,
        })
    }

    /// The names of all operations in the features in use.
    #[inline]
    #[must_use]
    pub fn operation_names() -> Vec<&'static str> {
        let names: &[&'static str] = &[
            #[cfg(feature = "workshop")]
            "Call",
            #[cfg(feature = "workshop")]
            "Clone",
            #[cfg(feature = "tools")]
            "CreateTool",
            #[cfg(feature = "tools")]
            "GetTool",
            #[cfg(feature = "spare-parts")]
            "ListParts",
            #[cfg(feature = "tools")]
            "ListTools",
            #[cfg(feature = "workshop")]
            "Match",
            #[cfg(feature = "workshop")]
            "Measure",
            #[cfg(feature = "workshop")]
            "Ping",
            #[cfg(feature = "spare-parts")]
            "SearchParts",
        ];
        names.to_vec()
    }

    /// Calls the operation of this name with its input as JSON in wire form, and gives its output
    /// so.
    ///
    /// # Errors
    ///
    /// A name that the service or the features in use lack, input that is not of the operation's
    /// type, and everything that can go wrong in a call.
    #[inline]
    pub async fn call_json(
        &self,
        operation: &str,
        input: awsjson_wire::Document,
    ) -> Result<awsjson_wire::Document, typed::Error> {
        let unknown = || typed::unknown_operation(&SERVICE, operation);
        let operation = Self::operation(operation).ok_or_else(unknown)?;
        operation.call(&self.transport, input.to_string().as_bytes(), CallOptions::new()).await
    }
}
