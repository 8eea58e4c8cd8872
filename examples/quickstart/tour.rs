//! The calls.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ssm_client::error::{Error, GetParameterError};
use ssm_client::types::{Parameter, ParameterType, ResourceTypeForTagging, Tag};
use ssm_client::{Call, Client, operation::PutParameterRequest};
use ssm_examples::Stop;

use crate::transcript::{called, heading, more};

/// A value that has no business in a log.
const PASSWORD: &str = "correct horse battery staple";

/// Enough for more than three pages: the service gives at most ten parameters a page.
const SWITCHES: usize = 30;

/// A walk through Parameter Store, below a path that nobody else uses.
pub(crate) struct Tour {
    client: Client,
    path: String,
    /// Every parameter that may exist because of this tour.
    stored: BTreeSet<String>,
}

impl Tour {
    /// A tour that has not begun.
    pub(crate) fn new(client: Client) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { client, path: format!("/quickstart-{:x}", now.as_micros()), stored: BTreeSet::new() }
    }

    /// What all names begin with.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Makes the calls.
    pub(crate) async fn take(&mut self) -> Result<(), Stop> {
        self.store().await?;
        self.read().await?;
        self.read_several().await?;
        self.list().await?;
        self.look_for_what_is_not_there().await?;
        self.versions_and_labels().await?;
        self.tags().await
    }

    /// Required members are arguments, optional ones are methods; nothing happens before `send`.
    async fn store(&mut self) -> Result<(), Stop> {
        heading("Store")?;
        let values = [
            ("db/host", "db-1.example.com", ParameterType::String),
            ("db/replicas", "db-2.example.com,db-3.example.com", ParameterType::StringList),
            ("db/password", PASSWORD, ParameterType::SecureString),
        ];
        for (name, value, kind) in values {
            let call = self.client.put_parameter(self.name(name), value).r#type(kind.clone());
            let request = call.request().clone();
            let version = self.put(call).await?;
            called("PutParameter", format!("{name:<16}{:<14}version {version}", kind.as_str()))?;
            if kind == ParameterType::SecureString {
                // Secrets stay out of logs even where nobody thought of them.
                more(format!("in a log: {request:?}"))?;
            }
        }
        for number in 1..=SWITCHES {
            let name = self.name(&format!("switches/{number:02}"));
            self.put(self.client.put_parameter(name, "on").r#type(ParameterType::String)).await?;
        }
        called("PutParameter", format!("{:<16}{:<14}version 1", format!("{SWITCHES} more"), "String"))?;
        Ok(())
    }

    async fn read(&self) -> Result<(), Stop> {
        heading("Read one")?;
        let answer = self.client.get_parameter(self.name("db/password")).with_decryption(true).send().await?;
        let parameter = answer.parameter.unwrap_or_default();
        let same = parameter.value.as_deref() == Some(PASSWORD);
        let verdict = if same { "decrypted, as it was stored" } else { "not what was stored" };
        called("GetParameter", format!("db/password     {verdict}"))?;
        Ok(())
    }

    /// What does not exist is no error here, but a list of its own in the answer.
    async fn read_several(&self) -> Result<(), Stop> {
        heading("Read several")?;
        let names = ["db/host", "db/replicas", "db/prot"].map(|name| self.name(name));
        let answer = self.client.get_parameters(names).send().await?;
        for parameter in &answer.parameters {
            let value = parameter.value.as_deref().unwrap_or("(no value)");
            called("GetParameters", format!("{:<16}{value}", self.short(parameter)))?;
        }
        for name in &answer.invalid_parameters {
            more(format!("{:<16}does not exist", self.relative(name)))?;
        }
        Ok(())
    }

    async fn list(&self) -> Result<(), Stop> {
        heading("List everything")?;
        let everything = || self.client.get_parameters_by_path(&self.path).recursive(true);

        // Element by element: the next page is fetched when the one before is used up.
        let mut items = everything().items();
        let (mut count, mut last) = (0, String::new());
        while let Some(parameter) = items.try_next().await? {
            count += 1;
            last = self.short(&parameter);
        }
        called("GetParametersByPath", format!("items: {count} parameters, the last one {last}"))?;

        let mut pages = everything().pages();
        let mut sizes = Vec::new();
        while let Some(page) = pages.try_next().await? {
            sizes.push(page.parameters.len().to_string());
        }
        called("GetParametersByPath", format!("pages: {}, of {}", sizes.len(), sizes.join(" + ")))?;
        Ok(())
    }

    /// The errors of an operation are an enum of their own.
    async fn look_for_what_is_not_there(&self) -> Result<(), Stop> {
        heading("Look for what is not there")?;
        match self.client.get_parameter(self.name("db/port")).send().await {
            Ok(_) => called("GetParameter", "db/port         exists")?,
            Err(error) => match error.service() {
                Some(GetParameterError::ParameterNotFound(_)) => {
                    called("GetParameter", "db/port         GetParameterError::ParameterNotFound")?;
                    more(format!("in a log: {error}"))?;
                }
                _ => return Err(error.into()),
            },
        }
        Ok(())
    }

    async fn versions_and_labels(&mut self) -> Result<(), Stop> {
        heading("Change it, and keep what it was")?;
        let name = self.name("db/host");
        let version = self.put(self.client.put_parameter(&name, "db-9.example.com").overwrite(true)).await?;
        called("PutParameter", format!("db/host         overwritten: version {version}"))?;
        self.client.label_parameter_version(&name, ["stable"]).parameter_version(1).send().await?;
        called("LabelParameterVersion", "db/host         version 1 is now \"stable\"")?;
        let mut history = self.client.get_parameter_history(&name).items();
        while let Some(entry) = history.try_next().await? {
            let label = entry.labels.iter().map(|label| format!(", {label:?}")).collect::<String>();
            let (version, value) = (entry.version.unwrap_or_default(), entry.value.unwrap_or_default());
            called("GetParameterHistory", format!("{:<16}{value}{label}", format!("version {version}")))?;
        }
        let answer = self.client.get_parameter(format!("{name}:stable")).send().await?;
        let value = answer.parameter.unwrap_or_default().value.unwrap_or_default();
        called("GetParameter", format!("db/host:stable  {value}"))?;
        Ok(())
    }

    async fn tags(&self) -> Result<(), Stop> {
        heading("Tag it")?;
        let (kind, name) = (ResourceTypeForTagging::Parameter, self.name("db/host"));
        let tags = [Tag::new("team", "storage"), Tag::new("stage", "trial")];
        self.client.add_tags_to_resource(kind.clone(), &name, tags).send().await?;
        let answer = self.client.list_tags_for_resource(kind, &name).send().await?;
        let tags: Vec<String> =
            answer.tag_list.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect();
        called("AddTagsToResource", format!("db/host         {} tags", tags.len()))?;
        called("ListTagsForResource", format!("db/host         {}", tags.join(", ")))?;
        Ok(())
    }

    /// Deletes every parameter that may exist because of this tour. One that does not is no error.
    pub(crate) async fn clear_up(&mut self) -> Result<(), Stop> {
        let names: Vec<String> = std::mem::take(&mut self.stored).into_iter().collect();
        if names.is_empty() {
            return Ok(());
        }
        let mut deleted = 0;
        for names in names.chunks(10) {
            let call = self.client.delete_parameters(names);
            let answer = patiently(async || call.clone().send().await).await.map_err(|error| {
                Stop::Failure(format!("parameters may be left below {}: {error}", self.path))
            })?;
            deleted += answer.deleted_parameters.len();
        }
        heading("Clear up")?;
        called("DeleteParameters", format!("{deleted} parameters, ten a call"))?;
        Ok(())
    }

    /// Puts a parameter and gives its version.
    async fn put(&mut self, call: Call<PutParameterRequest>) -> Result<i64, Stop> {
        let name = call.request().name.clone();
        let is_new = self.stored.insert(name.clone());
        let answer = patiently(async || call.clone().send().await).await.inspect_err(|error| {
            if is_new && error.is_not_sent() {
                self.stored.remove(&name);
            }
        })?;
        Ok(answer.version.unwrap_or_default())
    }

    fn name(&self, below: &str) -> String {
        format!("{}/{below}", self.path)
    }

    fn short(&self, parameter: &Parameter) -> String {
        self.relative(parameter.name.as_deref().unwrap_or_default()).to_owned()
    }

    fn relative<'a>(&self, name: &'a str) -> &'a str {
        name.strip_prefix(&self.path).map_or(name, |rest| rest.trim_start_matches('/'))
    }
}

/// Sends again while the service says that too many requests came, for ten seconds: AWS takes only a
/// few changes a second.
async fn patiently<T, E>(mut send: impl AsyncFnMut() -> Result<T, Error<E>>) -> Result<T, Error<E>> {
    for _ in 0..10 {
        match send().await {
            Err(error) if error.is_throttling() => tokio::time::sleep(Duration::from_secs(1)).await,
            outcome => return outcome,
        }
    }
    send().await
}
