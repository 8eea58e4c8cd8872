//! The processor time of the calling thread.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What the calling thread has spent so far, in the kernel and outside of it.
#[must_use]
pub fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().expect("a thread's time is not negative"),
        time.tv_nsec.try_into().expect("nanoseconds are below a second"),
    )
}
