//! Checking the ledger: every seal verified, every projection made anew from the events and compared.

use super::{Context, Error, Office, Progress};
use crate::domain::codes::Reference;
use crate::domain::milestones::ShipmentDoubt;
use crate::store::Store;
pub use crate::store::{ChainFault, ChainHead, Difference};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The end of the chain.
    pub head: ChainHead,
    /// What is wrong with the ledger.
    pub broken: Vec<ChainFault>,
    /// What is wrong with the projections.
    pub different: Vec<Difference>,
    /// Shipments whose references are read as one another: no fault of the ledger, but something to know.
    pub read_alike: Vec<Vec<Reference>>,
    /// Milestones that cannot be as they stand: no fault of the ledger either.
    pub doubted_milestones: Vec<ShipmentDoubt>,
}

impl Checked {
    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        self.broken.is_empty() && self.different.is_empty()
    }
}

/// Checks all of it, for whoever runs the machine; changes nothing.
pub fn check(office: &Office, context: &Context, progress: &Progress) -> Result<Checked, Error> {
    context.require_machine()?;
    checked(office.store(), progress)
}

/// What a check of a store finds.
pub(super) fn checked(store: &Store, progress: &Progress) -> Result<Checked, Error> {
    let commands = store.head_as_of(store.now())?.sequence.unsigned_abs();
    let all = commands + store.count_shipments()?;
    let (mut broken, mut different) = (Vec::new(), Vec::new());
    let head = store.verify_chain(|found| broken.push(found), |verified| progress(verified.min(commands), all))?;
    store.compare_projections(|found| different.push(found), |made| progress(commands + made, all))?;
    different.sort();
    let (_, doubted_milestones) = store.doubted_milestones(usize::MAX)?;
    Ok(Checked { head, broken, different, read_alike: store.twins()?, doubted_milestones })
}
