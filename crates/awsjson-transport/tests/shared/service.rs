//! A service to call, and the way to call it.

use awsjson_transport::{
    CallOptions, Failure, JsonVersion, OperationInfo, Reply, Safety, Service, Transport,
};

pub static SSM: Service = Service {
    id: "SSM",
    target_prefix: "AmazonSSM",
    signing_name: "ssm",
    endpoint_prefix: "ssm",
    json_version: JsonVersion::V1_1,
};

pub static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);

pub async fn call(transport: &Transport, operation: &'static OperationInfo) -> Result<Reply, Failure> {
    transport.invoke(operation, None, b"{}".to_vec(), CallOptions::new()).await
}
