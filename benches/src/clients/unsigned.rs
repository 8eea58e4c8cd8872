use serde_json::Value;

/// The least that a request over reqwest takes: no signature, no types.
pub struct Unsigned {
    client: reqwest::Client,
    url: String,
}

impl Unsigned {
    /// A client of this endpoint.
    #[must_use]
    pub fn new(endpoint_url: &str) -> Self {
        Self { client: super::plain_http(), url: format!("{endpoint_url}/") }
    }

    /// The parameter's value.
    pub async fn get_parameter(&self, name: &str) -> Option<String> {
        let request = self
            .client
            .post(&self.url)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", "AmazonSSM.GetParameter")
            .body(serde_json::json!({ "Name": name, "WithDecryption": true }).to_string());
        let body = request.send().await.ok()?.bytes().await.ok()?;
        let mut answer: Value = serde_json::from_slice(&body).ok()?;
        match answer["Parameter"]["Value"].take() {
            Value::String(value) => Some(value),
            _ => None,
        }
    }
}
