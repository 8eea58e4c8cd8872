//! A figure: the best of several runs, and how far from it the others lay.

/// What was measured for one peer.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    /// The best run: noise only ever adds cost.
    pub(crate) best: f64,
    /// How much worse the middle run was, as a share of the best; `None` for a single run.
    pub(crate) spread: Option<f64>,
}

impl Figure {
    /// A figure that was taken once, or that does not change.
    pub(crate) fn single(value: f64) -> Self {
        Self { best: value, spread: None }
    }

    /// Several runs of which the lowest counts.
    pub(crate) fn lowest(mut runs: Vec<f64>) -> Self {
        runs.sort_by(f64::total_cmp);
        Self::best_first(&runs)
    }

    /// Several runs of which the highest counts.
    pub(crate) fn highest(mut runs: Vec<f64>) -> Self {
        runs.sort_by(|a, b| b.total_cmp(a));
        Self::best_first(&runs)
    }

    fn best_first(runs: &[f64]) -> Self {
        let best = runs.first().copied().unwrap_or(f64::NAN);
        let middle = runs.get(runs.len() / 2).copied().unwrap_or(f64::NAN);
        let spread = (middle / best).max(best / middle) - 1.0;
        Self { best, spread: (runs.len() > 1).then_some(spread) }
    }
}
