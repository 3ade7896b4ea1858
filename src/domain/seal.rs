//! The seal of a command: SHA-256 over the seal before it and the command's canonical bytes, so that one
//! chain holds the whole ledger and a changed, added or removed event shows. design.md "The ledger".
//!
//! Canonical bytes: a version byte, then each field as a tag byte, a length (u32, big endian) and its bytes.
//! Text stands as it was entered, numbers big endian, row ids nowhere. An absent field is left out, so a
//! field added by a later version leaves the seals of older ones as they are. A command is sealed in the first
//! layout that covers it, so one without a later version's fields has the seal that it would have had before.

use sha2::{Digest, Sha256};

use super::actor::{Actor, ActorKind};
use super::codes::Reference;
use super::event::Recorded;
use super::field::Field;
use super::time::Moment;

/// A seal: 32 bytes.
pub type Seal = [u8; 32];

/// The seal before the first command.
pub const NO_SEAL: Seal = [0; 32];

/// What one act did to one shipment.
#[derive(Debug, Clone, Copy)]
pub struct SealedCommand<'a> {
    /// Its place in the ledger, from 1, without gaps.
    pub sequence: i64,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// Who acted.
    pub actor: &'a Actor,
    /// By which way it came in.
    pub source: &'a str,
    /// The shipment.
    pub shipment: &'a Reference,
    /// Its events, by number.
    pub events: &'a [Recorded],
}

/// Which fields of a command and its events a version of the canonical bytes covers, with their tags.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The version byte.
    pub version: u8,
    /// Whether the actor's kind and id are covered, besides the name.
    pub actor_ids: bool,
    /// Tag and field; a tag is never used for another field.
    pub fields: &'static [(u8, Field)],
}

mod tag {
    pub(super) const SEQUENCE: u8 = 1;
    pub(super) const RECORDED_AT: u8 = 2;
    pub(super) const ACTOR: u8 = 3;
    pub(super) const SOURCE: u8 = 4;
    pub(super) const SHIPMENT: u8 = 5;
    pub(super) const EVENT: u8 = 6;
    pub(super) const NUMBER: u8 = 7;
    pub(super) const OCCURRED: u8 = 8;
    pub(super) const ACTOR_KIND: u8 = 9;
    pub(super) const ACTOR_ID: u8 = 10;
}

const VERSION_1: Layout = Layout { version: 1, actor_ids: false, fields: FIELDS_1 };
const VERSION_2: Layout = Layout { version: 2, actor_ids: true, fields: FIELDS_1 };

const FIELDS_1: &[(u8, Field)] = &[
    (16, Field::Event),
    (17, Field::Stage),
    (18, Field::Place),
    (19, Field::Reason),
    (20, Field::Note),
    (21, Field::Actor),
    (22, Field::RefersTo),
    (23, Field::Code),
    (24, Field::Country),
    (25, Field::Classifier),
    (26, Field::Pauses),
    (27, Field::Related),
    (28, Field::Authority),
    (29, Field::Responsible),
    (30, Field::Parcels),
    (31, Field::Document),
    (32, Field::Mode),
    (33, Field::Origin),
    (34, Field::Destination),
    (35, Field::Crossing),
    (36, Field::Goods),
    (37, Field::HsCode),
    (38, Field::TnvedCode),
    (39, Field::GoodsLines),
    (40, Field::Packages),
    (41, Field::GrossKg),
    (42, Field::Value),
    (43, Field::Currency),
    (44, Field::Consignor),
    (45, Field::Consignee),
    (46, Field::Carrier),
    (47, Field::Broker),
    (48, Field::Bank),
    (49, Field::TransportMode),
    (50, Field::DeclarationNumber),
    (51, Field::MasterWaybill),
    (52, Field::TargetDoorToDoor),
    (53, Field::TargetRelease),
    (54, Field::TargetClearance),
    (55, Field::TargetDeclaration),
    (56, Field::TargetQuarantine),
    (57, Field::TargetInspection),
    (58, Field::TargetTransport),
    (59, Field::TargetDelivery),
];

/// Sealed by a form of their own: with the command, or as numbers.
const BESIDES: [Field; 6] = [Field::Shipment, Field::OccurredAt, Field::Number, Field::RecordedAt, Field::ActorId, Field::Source];

impl Layout {
    /// The layout that covers all that can be said today.
    pub const CURRENT: Self = VERSION_2;

    /// The layout of a new command: the first that covers it.
    pub fn for_new(command: &SealedCommand<'_>) -> Self {
        if VERSION_1.covers(command) { VERSION_1 } else { Self::CURRENT }
    }

    /// The layout of a version, if there ever was such a one.
    pub fn of_version(version: u8) -> Option<Self> {
        [VERSION_1, VERSION_2].into_iter().find(|layout| layout.version == version)
    }

    /// Whether all that the command and its events say is under its seal: a field that a later version added is not.
    pub fn covers(&self, command: &SealedCommand<'_>) -> bool {
        if command.actor.is_known() && !self.actor_ids {
            return false;
        }
        let sealed = |field: &Field| BESIDES.contains(field) || self.fields.iter().any(|(_, covered)| covered == field);
        let uncovered = || Field::ALL.iter().filter(|field| !sealed(field));
        command.events.iter().all(|recorded| uncovered().all(|field| recorded.event.cell(*field).is_none()))
    }

    /// The seal of a command that follows `previous`.
    pub fn seal(&self, previous: &Seal, command: &SealedCommand<'_>) -> Seal {
        let mut bytes = Vec::with_capacity(256 * command.events.len() + 128);
        self.write(&mut bytes, command);
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(&bytes);
        hasher.finalize().into()
    }

    /// The canonical bytes of a command.
    pub fn write(&self, bytes: &mut Vec<u8>, command: &SealedCommand<'_>) {
        bytes.push(self.version);
        put(bytes, tag::SEQUENCE, &command.sequence.to_be_bytes());
        put(bytes, tag::RECORDED_AT, &command.recorded_at.micros().to_be_bytes());
        put(bytes, tag::ACTOR, command.actor.name.as_bytes());
        if self.actor_ids && command.actor.kind != ActorKind::Unknown {
            put(bytes, tag::ACTOR_KIND, command.actor.kind.word().as_bytes());
        }
        if self.actor_ids && !command.actor.id.is_empty() {
            put(bytes, tag::ACTOR_ID, command.actor.id.as_bytes());
        }
        put(bytes, tag::SOURCE, command.source.as_bytes());
        put(bytes, tag::SHIPMENT, command.shipment.as_str().as_bytes());
        for recorded in command.events {
            bytes.push(tag::EVENT);
            let length_at = bytes.len();
            bytes.extend([0; 4]);
            self.write_event(bytes, recorded);
            let length = (bytes.len() - length_at - 4) as u32;
            bytes[length_at..length_at + 4].copy_from_slice(&length.to_be_bytes());
        }
    }

    fn write_event(&self, bytes: &mut Vec<u8>, recorded: &Recorded) {
        let occurred = recorded.event.occurred;
        put(bytes, tag::NUMBER, &recorded.number.to_be_bytes());
        let [seconds, offset] = [occurred.instant.seconds(), i64::from(occurred.offset())].map(i64::to_be_bytes);
        put(bytes, tag::OCCURRED, &[seconds, offset].concat());
        for (tag, field) in self.fields {
            if let Some(text) = recorded.event.cell(*field) {
                put(bytes, *tag, text.as_bytes());
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, tag: u8, value: &[u8]) {
    bytes.push(tag);
    bytes.extend((value.len() as u32).to_be_bytes());
    bytes.extend(value);
}
