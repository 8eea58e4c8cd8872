use allocation_counter::measure;
use ssm_benches::clients::{NAME, ours};
use ssm_benches::{runtime, server};

/// Of one GetParameter on an open connection, HTTP client and runtime included.
const MOST: u64 = 50;

#[test]
fn a_get_parameter_allocates_little() {
    let (runtime, client) = (runtime(), ours(&server::start()));
    let call = || {
        let call = client.get_parameter(NAME).with_decryption(true).send();
        runtime.block_on(call).expect("the call succeeds");
    };
    for _ in 0..10 {
        call();
    }
    let calls = 50;
    let counted = measure(|| (0..calls).for_each(|_| call()));
    let each = counted.count_total.div_ceil(calls);
    println!("{each} allocations, {} bytes a GetParameter", counted.bytes_total / calls);
    assert!(each > 0, "nothing was counted");
    assert!(each <= MOST, "{each} allocations");
    assert!(counted.count_current <= 10, "{} are never freed", counted.count_current);
}
