use ssm_client::Client;
use ssm_toolkit::parameters::{Pacer, ParameterCache, Parameters, Tree, Watch};

#[test]
fn a_client_and_all_that_comes_of_it_can_be_passed_around() {
    fn is_shared<T: Clone + Send + Sync + 'static>() {}
    fn is_sent<T: Send + 'static>() {}
    is_shared::<Client>();
    is_shared::<Parameters>();
    is_shared::<ParameterCache>();
    is_shared::<Pacer>();
    is_shared::<Tree>();
    is_sent::<Watch>();
    assert_eq!(std::mem::size_of::<Client>(), std::mem::size_of::<usize>(), "a clone copies one pointer");
}
