//! Lists longer than a page: as a loop, page by page, a page ahead, the first few, and going on later.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssm_client::Client;
use ssm_client::intercept::{AfterAttempt, Intercept};
use ssm_examples::{Service, program};

const ABOUT: &str = "\
Lists longer than a page: as a loop, page by page, a page ahead, the first few, and going on later.

It creates twelve standard parameters below a path of its own, which cost nothing, and deletes them.";

const PARAMETERS: usize = 12;

fn main() -> ExitCode {
    program("paging", ABOUT, async |service| {
        service.with_path("paging-example", async |path| show(service, path).await).await
    })
}

/// Counts what goes out.
#[derive(Default)]
struct Requests(AtomicUsize);

impl Intercept for Requests {
    fn after_attempt(&self, _: &AfterAttempt<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Requests {
    /// How many there were since the last time.
    fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

async fn show(service: &Service, path: &str) -> Result<(), Box<dyn Error>> {
    let requests = Arc::new(Requests::default());
    let client = service.builder().intercept(Arc::clone(&requests)).load().await?;
    for number in 1..=PARAMETERS {
        client.put_parameter(format!("{path}/{number:02}"), "on").r#type("String").send().await?;
    }
    requests.take();

    writeln!(stdout(), "items      {} parameters by one loop", count(&client, path).await?)?;
    writeln!(stdout(), "requests   {}", requests.take())?;

    writeln!(stdout(), "pages      {} parameters", join(&page_sizes(&client, path).await?, " + "))?;
    writeln!(stdout(), "requests   {}", requests.take())?;

    let first = first(&client, path, 3).await?;
    writeln!(stdout(), "first few  {}", join(&first, ", "))?;
    writeln!(stdout(), "requests   {}, as nobody asked for more", requests.take())?;

    let (token, before) = stop_after_a_page(&client, path).await?;
    let after = go_on(&client, path, token).await?;
    writeln!(stdout(), "resumed    {before} parameters before a restart, {after} after it")?;
    Ok(())
}

/// One loop over the elements of all pages, the next of which is fetched while this one is worked on.
async fn count(client: &Client, path: &str) -> Result<usize, ssm_client::Error> {
    let mut count = 0;
    let mut parameters = client.get_parameters_by_path(path).recursive(true).items().prefetch();
    while let Some(_parameter) = parameters.try_next().await? {
        count += 1;
    }
    Ok(count)
}

/// The answers as they came. How large a page may be is the operation's to say: ten for this one.
async fn page_sizes(client: &Client, path: &str) -> Result<Vec<usize>, ssm_client::Error> {
    let mut sizes = Vec::new();
    let mut pages = client.get_parameters_by_path(path).recursive(true).max_results(5).pages();
    while let Some(page) = pages.try_next().await? {
        sizes.push(page.parameters.len());
    }
    Ok(sizes)
}

/// No page is fetched before something in it is wanted.
async fn first(client: &Client, path: &str, most: usize) -> Result<Vec<String>, ssm_client::Error> {
    let mut names = Vec::new();
    let mut parameters = client.get_parameters_by_path(path).recursive(true).max_results(5).items();
    while names.len() < most
        && let Some(parameter) = parameters.try_next().await?
    {
        let name = parameter.name.unwrap_or_default();
        names.push(name.rsplit('/').next().unwrap_or_default().to_owned());
    }
    Ok(names)
}

/// The token says where the pages stand, and is text that a program may keep.
async fn stop_after_a_page(
    client: &Client,
    path: &str,
) -> Result<(Option<String>, usize), ssm_client::Error> {
    let mut pages = client.get_parameters_by_path(path).recursive(true).max_results(5).pages();
    let page = pages.try_next().await?;
    let token = pages.next_token().map(str::to_owned);
    Ok((token, page.map_or(0, |page| page.parameters.len())))
}

/// Takes the rest, in another process if need be: with the token of the last page that was dealt with.
async fn go_on(client: &Client, path: &str, token: Option<String>) -> Result<usize, ssm_client::Error> {
    let Some(token) = token else { return Ok(0) };
    let call = client.get_parameters_by_path(path).recursive(true).max_results(5);
    Ok(call.next_token(token).items().try_collect().await?.len())
}

fn join(parts: &[impl ToString], between: &str) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}
