//! What the board reads: every open shipment as far as its reach goes, and the counts by place.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::list::{ListQuery, count, promise_run, stage_now};
use super::schema::shipment_summary;
use crate::domain::commitment::{CommitmentRun, SlaStatus};
use crate::domain::next_step::waits_for_others;
use crate::domain::shipment_state::StageNow;
use crate::domain::stage::Stage;
use crate::domain::time::Instant;

/// An open shipment on the board, in seconds; the largest integer is an instant that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = shipment_summary)]
#[allow(missing_docs)]
pub struct OpenShipment {
    pub shipment: i64,
    pub reference: String,
    pub stage: Option<String>,
    pub stage_since: i64,
    pub stage_accrued: i64,
    pub stage_target: i64,
    pub open_holds: i32,
    pub held_reason: Option<String>,
    pub responsible: Option<String>,
    pub place: Option<String>,
    pub promise_start: i64,
    pub promise_target: i64,
    pub due_at: i64,
    pub risk_at: i64,
    pub promise_end: i64,
    pub promise_state: i16,
    pub recorded_at: i64,
}

impl OpenShipment {
    /// The stage it is in.
    pub fn stage_now(&self) -> Option<StageNow> {
        stage_now(self.stage.as_deref().and_then(Stage::parse), self.stage_since, self.stage_accrued, self.stage_target)
    }

    /// Whether others must act before the office can.
    pub fn waits_for_others(&self) -> bool {
        waits_for_others(self.open_holds.unsigned_abs(), self.responsible.as_deref())
    }

    /// The promised clock, once it has started.
    pub fn promise(&self) -> Option<CommitmentRun> {
        let ended = (self.promise_state, self.promise_end);
        promise_run((self.promise_start, self.promise_target), ended, None, self.risk_at)
    }

    /// How it stands against its commitment.
    pub fn status(&self, at: Instant) -> SlaStatus {
        self.promise().map_or(SlaStatus::None, |run| run.status(at))
    }
}

/// What stands: the open shipments, and how many there are in all.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// By what is due.
    pub open: Vec<OpenShipment>,
    /// The open and the ended.
    pub all: usize,
}

/// All open shipments, by what is due.
fn open(connection: &mut AnyConnection) -> Result<Vec<OpenShipment>, Error> {
    Ok(on_each!(connection, c => {
        shipment_summary::table.filter(shipment_summary::closed_at.eq(i64::MAX)).order((shipment_summary::due_at, shipment_summary::reference)).select(OpenShipment::as_select()).load(c)
    })?)
}

impl Store {
    /// The open shipments, and how many there are in all.
    pub fn standing(&self) -> Result<Standing, Error> {
        self.read(|connection| Ok(Standing { open: open(connection)?, all: count(connection, &ListQuery::default())? }))
    }
}
