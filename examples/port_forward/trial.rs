//! A forward without arguments, on a node inside this program.

use std::io::Write;

use ssm_examples::{Stop, start_local};
use ssm_local::NodeOptions;
use ssm_session::PortForward;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Forwards a local port to one of a node inside this program, and sends a line there and back.
pub(crate) fn run() -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(async {
        let (client, local) = start_local().await?;
        let node = local.add_node(NodeOptions::new()).await.map_err(|error| Stop::failure(&error))?;
        let port = serve().await.map_err(|error| Stop::cannot("listen on a port", &error))?;

        let forward = PortForward::to_port(&client, &node, port).start().await;
        let forward = forward.map_err(|error| Stop::failure(&error))?;
        let listener = forward.bind("127.0.0.1:0").await.map_err(|error| Stop::failure(&error))?;
        let address = listener.local_addr();
        writeln!(std::io::stdout(), "{address} leads to port {port} of {node}")?;

        let answer = exchange(&address.to_string(), "ssm is spelt").await;
        let answer = answer.map_err(|error| Stop::cannot("use the forwarded port", &error))?;
        writeln!(std::io::stdout(), "sent      ssm is spelt\nreceived  {answer}")?;
        drop(listener);
        forward.terminate().await.map_err(|error| Stop::failure(&error))?;
        local.shutdown().await;
        Ok(())
    })
}

/// Sends a text to its end, and takes all that comes back.
async fn exchange(address: &str, text: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(text.as_bytes()).await?;
    stream.shutdown().await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// What the port leads to: it hears all of a text, and sends it back backwards.
async fn serve() -> std::io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        let mut text = Vec::new();
        stream.read_to_end(&mut text).await?;
        text.reverse();
        stream.write_all(&text).await
    });
    Ok(port)
}
