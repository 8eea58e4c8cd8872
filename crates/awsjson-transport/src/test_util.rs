//! For tests of programs that make calls: no server, no network, no waiting. Behind the feature
//! `test-util`, which belongs among the `dev-dependencies` alone.
//!
//! A [`ScriptedSender`] answers requests by rules and keeps them for assertions. What it answers
//! goes the same way as what comes from the network: it is told from failure, retried, decoded. So
//! a test sees what the program would see. [`RecordedTime`] lets the waits between attempts pass at
//! once and keeps how long they would have been.
//!
//! ```
//! use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
//! use awsjson_transport::{
//!     CallOptions, Failure, JsonVersion, OperationInfo, Safety, Service, Transport, TransportBuilder,
//! };
//!
//! // A client as the generator makes them, in small.
//! struct Client(Transport);
//!
//! static SSM: Service = Service {
//!     id: "SSM",
//!     target_prefix: "AmazonSSM",
//!     signing_name: "ssm",
//!     endpoint_prefix: "ssm",
//!     json_version: JsonVersion::V1_1,
//! };
//! static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);
//!
//! impl From<Transport> for Client {
//!     fn from(transport: Transport) -> Self {
//!         Self(transport)
//!     }
//! }
//!
//! impl Client {
//!     fn builder() -> TransportBuilder<Self> {
//!         TransportBuilder::from_env(&SSM).without_env()
//!     }
//!
//!     async fn get_parameter(&self, name: &str) -> Result<String, Failure> {
//!         let body = format!(r#"{{"Name":"{name}"}}"#).into_bytes();
//!         let reply = self.0.invoke(&GET_PARAMETER, None, body, CallOptions::new()).await?;
//!         Ok(String::from_utf8_lossy(&reply.body).into_owned())
//!     }
//! }
//!
//! // The program under test.
//! async fn database_host(client: &Client) -> Result<String, Failure> {
//!     match client.get_parameter("/app/db/host").await {
//!         Err(failure) if failure.code() == Some("ParameterNotFound") => Ok("localhost".to_owned()),
//!         answer => answer,
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let sender = ScriptedSender::new([
//!     Rule::operation("GetParameter").answers([
//!         ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded"),
//!         ScriptedAnswer::error(400, "ParameterNotFound", "There is no such parameter."),
//!     ]),
//! ]);
//! let time = RecordedTime::new();
//! let client = Client::builder()
//!     .region("eu-central-1")
//!     .static_credentials("AKIDEXAMPLE", "secret", None)
//!     .sender(&sender)
//!     .time(time.clone())
//!     .random(|| 0.5)
//!     .build()?;
//!
//! assert_eq!(database_host(&client).await?, "localhost");
//! assert_eq!(sender.requests().len(), 2, "the throttled call was tried again");
//! assert_eq!(sender.requests()[1].body, r#"{"Name":"/app/db/host"}"#);
//! assert_eq!(time.waits(), [std::time::Duration::from_millis(500)]);
//! # Ok::<(), awsjson_transport::typed::Error>(())
//! # }).unwrap();
//! ```

mod recorded_time;
mod rule;
mod scripted_sender;

pub use crate::intercept::ScriptedAnswer;
pub use crate::seams::{Random, Time};
pub use recorded_time::RecordedTime;
pub use rule::Rule;
pub use scripted_sender::{ScriptedSender, SentRequest};
