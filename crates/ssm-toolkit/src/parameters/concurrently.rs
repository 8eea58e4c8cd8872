//! Several futures at a time, within one task.

use std::future::poll_fn;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs the futures of `work`, `limit` of them at a time, and hands over what each gives. Once that breaks
/// off, no further one is begun, and those under way are brought to their end. They end at once if this is
/// dropped, since no other task runs them.
pub(super) async fn concurrently<F: Future>(
    limit: usize,
    work: impl IntoIterator<Item = F>,
    mut hand_over: impl FnMut(F::Output) -> ControlFlow<()>,
) {
    let mut waiting = work.into_iter();
    let mut running: Vec<Pin<Box<F>>> = Vec::new();
    let mut goes_on = true;
    loop {
        while goes_on && running.len() < limit {
            match waiting.next() {
                Some(future) => running.push(Box::pin(future)),
                None => goes_on = false,
            }
        }
        if running.is_empty() {
            return;
        }
        let output = poll_fn(|context| poll_any(&mut running, context)).await;
        goes_on &= hand_over(output).is_continue();
    }
}

/// The few that run are all looked at again, whichever of them woke the task.
fn poll_any<F: Future>(running: &mut Vec<Pin<Box<F>>>, context: &mut Context<'_>) -> Poll<F::Output> {
    for index in 0..running.len() {
        if let Some(Poll::Ready(output)) = running.get_mut(index).map(|future| future.as_mut().poll(context))
        {
            drop(running.swap_remove(index));
            return Poll::Ready(output);
        }
    }
    Poll::Pending
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn so_many_run_at_a_time_and_none_is_begun_after_the_break() {
        let (running, most, begun) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let work = (0..100_u64).map(async |number| {
            begun.fetch_add(1, Ordering::Relaxed);
            most.fetch_max(running.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(number % 7)).await;
            running.fetch_sub(1, Ordering::Relaxed);
            number
        });
        let (mut ended, mut begun_by_then) = (0, None);
        concurrently(3, work, |number| {
            ended += 1;
            if number < 20 {
                return ControlFlow::Continue(());
            }
            begun_by_then.get_or_insert(begun.load(Ordering::Relaxed));
            ControlFlow::Break(())
        })
        .await;
        assert_eq!((most.into_inner(), running.into_inner()), (3, 0));
        assert_eq!(begun_by_then, Some(begun.load(Ordering::Relaxed)));
        assert_eq!(ended, begun.into_inner(), "what was under way is handed over");
    }
}
