//! What calls weigh and where they can go.

use ssm_client::Client;
use ssm_tests::loopback;
use ssm_tests::registry::Registry;

/// The most that the future of a call may take, in bytes: a box and a little, so that an application's own
/// futures do not grow with the calls in them.
const MOST: usize = 64;

fn is_send_and_static<T: Send + 'static>(value: T) -> T {
    value
}

#[test]
fn the_future_of_every_call_is_small() {
    let client = loopback::client("http://127.0.0.1:1", "eu-central-1");
    let sizes = Registry::of_client().operations.into_iter().map(|o| ((o.future_size)(&client), o.name));
    let mut sizes: Vec<_> = sizes.collect();
    sizes.sort_unstable();
    let (largest, operation) = *sizes.last().unwrap();
    println!("the largest future: {largest} bytes of {operation}");
    assert!(largest < MOST, "{operation} takes {largest} bytes");
}

#[test]
fn a_call_can_go_to_another_task() {
    let client = loopback::client("http://127.0.0.1:1", "eu-central-1");
    let call = is_send_and_static(client.get_parameter("x"));
    let future = is_send_and_static(call.send());
    let size = std::mem::size_of_val(&future);
    println!("the future of GetParameter: {size} bytes");
    assert!(size < MOST);
    let _ = is_send_and_static(client.get_parameters_by_path("/").pages());
    let _ = is_send_and_static(client.get_parameters_by_path("/").items());
    let _ = is_send_and_static(client.get_command_invocation("c", "i").wait_until_executed());
}

#[test]
fn clients_are_shared_by_cloning() {
    fn is_shareable<T: Clone + Send + Sync + Unpin + 'static>() {}
    is_shareable::<Client>();
    assert!(std::mem::size_of::<Client>() <= 2 * std::mem::size_of::<usize>());
}

#[test]
fn errors_can_go_to_another_task_and_are_small() {
    use ssm_client::error::{Error, GetParameterError};
    fn is_portable<T: std::error::Error + Send + Sync + 'static>() {}
    is_portable::<Error>();
    is_portable::<Error<GetParameterError>>();
    assert!(std::mem::size_of::<Error<GetParameterError>>() <= 2 * std::mem::size_of::<usize>());
}
