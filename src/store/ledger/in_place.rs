//! The row of a shipment in `shipment_summary`, changed where it is. Diesel prepares an update, or an insert that meets its row,
//! anew each time, which costs more than all else of a short act; this one stays prepared.

use diesel::expression::Expression;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sqlite::Sqlite;

use crate::store::connection::AnyConnection;
use crate::store::engine::on_each;
use crate::store::projection::SummaryRow;
use crate::store::schema::shipment_summary;

/// Whether a row keeps its place in every order that has an index.
pub(super) fn stays(stored: &SummaryRow, row: &SummaryRow) -> bool {
    (stored.closed_at, stored.due_at, stored.registered_at) == (row.closed_at, row.due_at, row.registered_at)
        && (&stored.reference, &stored.carrier, stored.outcome) == (&row.reference, &row.carrier, row.outcome)
}

/// Changes a row that stays in its place: all columns but those that have an index.
pub(super) fn change(connection: &mut AnyConnection, row: &SummaryRow) -> QueryResult<usize> {
    on_each!(connection, c => InPlace(row).execute(c))
}

struct InPlace<'r>(&'r SummaryRow);

impl QueryId for InPlace<'_> {
    type QueryId = InPlace<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C> RunQueryDsl<C> for InPlace<'_> {}

macro_rules! in_place {
    ($db:ty: $($column:ident),+) => {
        impl QueryFragment<$db> for InPlace<'_> {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $db>) -> QueryResult<()> {
                // A column that is new must be named: what follows does not compile without it.
                let SummaryRow { shipment: _, reference: _, registered_at: _, closed_at: _, due_at: _, carrier: _, outcome: _, $($column: _),+ } = self.0;
                let mut before = "UPDATE shipment_summary SET ";
                $(
                    out.push_sql(before);
                    out.push_identifier(stringify!($column))?;
                    out.push_sql(" = ");
                    out.push_bind_param::<<shipment_summary::$column as Expression>::SqlType, _>(&self.0.$column)?;
                    before = ", ";
                )+
                let _ = before;
                out.push_sql(" WHERE shipment = ");
                out.push_bind_param::<<shipment_summary::shipment as Expression>::SqlType, _>(&self.0.shipment)
            }
        }
    };
}

macro_rules! on_both {
    ($($column:ident),+ $(,)?) => {
        in_place!(Sqlite: $($column),+);
        in_place!(Pg: $($column),+);
    };
}

on_both!(
    recorded_at,
    stage,
    stage_since,
    stage_accrued,
    stage_target,
    stages,
    delivered_at,
    open_holds,
    held_since,
    held_reason,
    responsible,
    milestone,
    place,
    mode,
    origin,
    destination,
    goods,
    value,
    promised,
    promise_start,
    promise_target,
    risk_at,
    promise_end,
    promise_state,
    intervals,
);
