//! The columns of a history (timeline.md §6): one list of names for files, forms, refusals and the hash.

use super::stage::{ClockName, words};

words! {
    /// A field of an event, in the order in which an export has them.
    Field {
        /// The shipment's reference.
        Shipment = "shipment",
        /// The kind of event.
        Event = "event",
        /// A stage.
        Stage = "stage",
        /// When it happened.
        OccurredAt = "occurred_at",
        /// Where.
        Place = "place",
        /// Why.
        Reason = "reason",
        /// In words.
        Note = "note",
        /// The event's place in its history.
        Number = "number",
        /// When it was recorded.
        RecordedAt = "recorded_at",
        /// Who recorded it.
        Actor = "actor",
        /// The number of another event.
        RefersTo = "refers_to",
        /// A code: of a milestone, a customs status, a document type, a scan.
        Code = "code",
        /// The country whose customs speaks.
        Country = "country",
        /// Planned, estimated or actual.
        Classifier = "classifier",
        /// Whether a hold pauses the net clocks.
        Pauses = "pauses",
        /// The parent or the child of a split.
        Related = "related",
        /// The authority that acts.
        Authority = "authority",
        /// Who must act.
        Responsible = "responsible",
        /// Barcodes, separated by spaces.
        Parcels = "parcels",
        /// SHA-256 of an attached file.
        Document = "document",
        /// Supervision mode.
        Mode = "mode",
        /// Where the shipment starts.
        Origin = "origin",
        /// Where it goes.
        Destination = "destination",
        /// Where it crosses the border.
        Crossing = "crossing",
        /// The goods in words.
        Goods = "goods",
        /// China's code of the main goods.
        HsCode = "hs_code",
        /// The EAEU's code of the main goods.
        TnvedCode = "tnved_code",
        /// The goods line by line.
        GoodsLines = "goods_lines",
        /// Number of packages.
        Packages = "packages",
        /// Gross weight in kilograms.
        GrossKg = "gross_kg",
        /// Declared value.
        Value = "value",
        /// Its currency.
        Currency = "currency",
        /// Who sends.
        Consignor = "consignor",
        /// Who receives.
        Consignee = "consignee",
        /// Who carries.
        Carrier = "carrier",
        /// Who declares for others.
        Broker = "broker",
        /// Through whom it is paid.
        Bank = "bank",
        /// Road, rail, sea, air or mail.
        TransportMode = "transport_mode",
        /// Number of the customs declaration.
        DeclarationNumber = "declaration_number",
        /// Number of the master waybill.
        MasterWaybill = "master_waybill",
        /// Target for the whole way, in minutes.
        TargetDoorToDoor = "target_door_to_door_minutes",
        /// Target for declaration to inspection, in minutes.
        TargetRelease = "target_release_minutes",
        /// Target for quarantine to transport, in minutes.
        TargetClearance = "target_clearance_minutes",
        /// Target for declaration, in minutes.
        TargetDeclaration = "target_declaration_minutes",
        /// Target for quarantine, in minutes.
        TargetQuarantine = "target_quarantine_minutes",
        /// Target for inspection, in minutes.
        TargetInspection = "target_inspection_minutes",
        /// Target for transport, in minutes.
        TargetTransport = "target_transport_minutes",
        /// Target for delivery, in minutes.
        TargetDelivery = "target_delivery_minutes",
        /// Kind and id of who recorded it; its command's.
        ActorId = "actor_id",
        /// By which way it came in; its command's.
        Source = "source",
    }
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Where it stands in the list.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether it is a detail of a shipment, one that `registered` and `amended` carry.
    pub fn is_detail(self) -> bool {
        (Self::Mode..=Self::TargetDelivery).contains(&self)
    }

    /// The details.
    pub fn details() -> &'static [Self] {
        &Self::ALL[Self::Mode.index()..=Self::TargetDelivery.index()]
    }

    /// The clock whose target it is.
    pub fn target_of(self) -> Option<ClockName> {
        let clock = self.index().checked_sub(Self::TargetDoorToDoor.index())?;
        ClockName::ALL.get(clock).copied()
    }

    /// Where the target of a clock stands.
    pub fn target(clock: ClockName) -> Self {
        Self::ALL[Self::TargetDoorToDoor.index() + clock.index()]
    }

    /// Whether it names a place, which must be known.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Place | Self::Origin | Self::Destination | Self::Crossing)
    }
}

/// The cells of one event as they were entered; an empty one is absent.
#[derive(Debug, Clone)]
pub struct Cells<'a>([&'a str; Field::COUNT]);

impl Default for Cells<'_> {
    fn default() -> Self {
        Self([""; Field::COUNT])
    }
}

impl<'a> Cells<'a> {
    /// Fills a cell; one of white space alone is as good as empty.
    pub fn set(&mut self, field: Field, text: &'a str) {
        self.0[field.index()] = if text.trim().is_empty() { "" } else { text };
    }

    /// What the cell holds.
    pub fn get(&self, field: Field) -> Option<&'a str> {
        Some(self.0[field.index()]).filter(|text| !text.is_empty())
    }

    /// The cells that are filled, in the order of the fields.
    pub fn filled(&self) -> impl Iterator<Item = (Field, &'a str)> {
        Field::ALL.iter().zip(self.0).filter(|(_, text)| !text.is_empty()).map(|(field, text)| (*field, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clock_has_its_target_field() {
        for clock in ClockName::ALL {
            assert_eq!(Field::target(*clock).word(), format!("target_{clock}_minutes"));
            assert_eq!(Field::target(*clock).target_of(), Some(*clock));
        }
        assert_eq!(Field::Value.target_of(), None);
        assert_eq!(Field::details().len(), 28);
    }
}
