//! The share that has ended by a time, where some have not ended yet: Kaplan and Meier's product-limit estimate
//! (J. Am. Stat. Assoc. 53, 1958). Those that run count as long as they were seen.

/// A step of the curve: by this time, this share has ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// Time since the start, in the unit that was given.
    pub at: i64,
    /// Between 0 and 1.
    pub share: f64,
}

/// The curve of times that ended and times that were only seen so far. At one time, ends come first.
pub fn ended_by(ended: &[i64], running: &[i64]) -> Vec<SurvivalStep> {
    let mut times: Vec<(i64, bool)> = ended.iter().map(|at| (*at, false)).chain(running.iter().map(|at| (*at, true))).collect();
    times.sort_unstable();
    let (mut at_risk, mut surviving) = (times.len(), 1.0);
    let mut steps: Vec<SurvivalStep> = Vec::new();
    for group in times.chunk_by(|a, b| a.0 == b.0) {
        let ends = group.iter().filter(|(_, is_running)| !is_running).count();
        if ends > 0 {
            surviving *= 1.0 - ends as f64 / at_risk as f64;
            steps.push(SurvivalStep { at: group[0].0, share: 1.0 - surviving });
        }
        at_risk -= group.len();
    }
    steps
}

/// The share that has ended by a time.
pub fn share_by(steps: &[SurvivalStep], at: i64) -> f64 {
    let passed = steps.partition_point(|step| step.at <= at);
    passed.checked_sub(1).map_or(0.0, |last| steps[last].share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remission of leukaemia under 6-mercaptopurine (Freireich and others, Blood 21, 1963), the textbook example.
    #[test]
    fn the_textbook_example_comes_out() {
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        let running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        let steps = ended_by(&ended, &running);
        let expected = [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)];
        assert_eq!(steps.len(), expected.len());
        for (step, (at, survival)) in steps.iter().zip(expected) {
            assert_eq!(step.at, at);
            assert!((1.0 - step.share - survival).abs() < 0.0006, "{step:?}");
        }
        assert!((share_by(&steps, 15) - 0.310).abs() < 0.001);
        assert!(share_by(&steps, 5).abs() < f64::EPSILON);
    }

    #[test]
    fn without_running_ones_it_is_the_plain_share() {
        let steps = ended_by(&[1, 2, 2, 4], &[]);
        assert!((share_by(&steps, 2) - 0.75).abs() < 1e-12 && (share_by(&steps, 4) - 1.0).abs() < 1e-12);
        assert!(ended_by(&[], &[5]).is_empty());
    }
}
