//! The parts of a call one by one, with what each allocates.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot run says so by panicking")]

use std::time::SystemTime;

use aws_credential_types::Credentials;
use awsjson_transport::{Signer, SigningScope};
use awsjson_wire::{Blank, Reading, Slot, Structure, Value, read, to_json};
use divan::{AllocProfiler, Bencher, black_box};
use ssm_benches::clients::{ACCESS_KEY_ID, NAME, REGION, SECRET_ACCESS_KEY, ours};
use ssm_benches::{answers, runtime, server};
use ssm_client::operation::{
    GetParameterRequest, GetParameterResponse, GetParametersByPathResponse, ListCommandsResponse,
};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench]
fn encode_get_parameter(bencher: Bencher) {
    let request = GetParameterRequest::new(NAME).with_decryption(true);
    bencher.bench_local(|| to_json(Value::Structure(black_box(&request))).expect("a request can be written"));
}

#[divan::bench]
fn decode_get_parameter(bencher: Bencher) {
    decode::<GetParameterResponse>(bencher, &answers::get_parameter());
}

#[divan::bench]
fn decode_page_of_10_parameters(bencher: Bencher) {
    decode::<GetParametersByPathResponse>(bencher, &answers::get_parameters_by_path(None));
}

#[divan::bench]
fn decode_page_of_50_commands(bencher: Bencher) {
    decode::<ListCommandsResponse>(bencher, &answers::list_commands());
}

fn decode<R: Structure + Blank>(bencher: Bencher, json: &str) {
    bencher.bench_local(|| {
        let mut response = R::blank();
        read(black_box(json.as_bytes()), Slot::Structure(&mut response), Reading::Lenient)
            .expect("the answer can be read");
        response
    });
}

#[divan::bench]
fn sign_get_parameter(bencher: Bencher) {
    let signer = Signer::new();
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "bench");
    let scope = SigningScope { region: REGION, service: "ssm", time: SystemTime::now() };
    let request = || {
        http::Request::post("https://ssm.eu-central-1.amazonaws.com/")
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", "AmazonSSM.GetParameter")
            .body(format!(r#"{{"Name":"{NAME}","WithDecryption":true}}"#))
            .expect("it is a request")
    };
    bencher.with_inputs(request).bench_local_values(|mut request| {
        signer.sign(&mut request, &credentials, &scope).expect("it can be signed");
        request
    });
}

#[divan::bench]
fn call_get_parameter(bencher: Bencher) {
    let (runtime, client) = (runtime(), ours(&server::start()));
    bencher.bench_local(|| runtime.block_on(client.get_parameter(NAME).with_decryption(true).send()));
}

#[divan::bench]
fn call_page_of_10_parameters(bencher: Bencher) {
    let (runtime, client) = (runtime(), ours(&server::start()));
    bencher.bench_local(|| runtime.block_on(client.get_parameters_by_path("/app").send()));
}

#[divan::bench]
fn call_page_of_50_commands(bencher: Bencher) {
    let (runtime, client) = (runtime(), ours(&server::start()));
    bencher.bench_local(|| runtime.block_on(client.list_commands().send()));
}
