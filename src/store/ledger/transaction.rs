//! The open transaction: what may be read and appended inside one writing transaction. Every append is judged by
//! the timeline first; rows are written when the act is whole.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use diesel::prelude::*;
use uuid::Uuid;

use super::batch::{Batch, Waiting};
use super::cached_shipment::CachedShipment;
use super::judging::{check_numbers, extend};
use super::{Act, ActRefused, Judgement, Objection, Receipt};
use crate::domain::actor::Actor;
use crate::domain::codes::Reference;
use crate::domain::event::{Event, Recorded};
use crate::domain::seal::{Layout, NO_SEAL, Seal, SealedCommand};
use crate::domain::time::Moment;
use crate::domain::{history, identifier};
use crate::store::connection::{AnyConnection, CACHE_KIB};
use crate::store::engine::{self, insert_all, on_each};
use crate::store::error::Error;
use crate::store::imports::{self, ImportAct, NewImport};
use crate::store::places::{self, LaneTarget};
use crate::store::schema::{act_keys, commands, ledger_head, shipments};
use crate::store::{settings, spellings};

/// Shipments that the writer keeps between transactions.
const SHIPMENTS_KEPT: usize = 8_000;
/// Shipments, and commands, of a long act that wait before their rows are written. Where many shipments go on side by side,
/// the rows of each are then written once for several of its commands.
const SHIPMENTS_WAITING: usize = 4_000;
const COMMANDS_WAITING: usize = 20_000;

/// Page cache of SQLite in a long act, in KiB.
const CACHE_OF_A_LONG_ACT: u32 = 131_072;

/// What an act does to one shipment.
#[derive(Debug, Clone)]
pub struct Command {
    /// The shipment, which the first entry opens.
    pub shipment: Reference,
    /// The number of the last event that the form saw; none asks for no comparison.
    pub seen: Option<u32>,
    /// New events, with the number to give them or none for the next.
    pub events: Vec<(Option<u32>, Event)>,
}

/// One command that was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Its place in the ledger.
    pub sequence: i64,
    /// The numbers of its events.
    pub numbers: Vec<u32>,
}

/// The end of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    sequence: i64,
    recorded_at: i64,
    seal: Seal,
}

impl Head {
    pub(super) fn sequence(self) -> i64 {
        self.sequence
    }
}

/// What the writer remembers of the ledger between transactions.
#[derive(Debug, Default)]
pub(super) struct Memory {
    cached_shipments: HashMap<Reference, CachedShipment>,
    head: Option<Head>,
    next_shipment: i64,
}

/// The ledger inside a writing transaction.
pub struct LedgerTransaction<'w> {
    connection: &'w mut AnyConnection,
    memory: &'w mut Memory,
    head: Head,
    actor: Arc<Actor>,
    source: &'static str,
    places: Vec<String>,
    waiting: Vec<Waiting>,
    touched: BTreeSet<Reference>,
    /// Shipments that were opened and are not written yet, by the form in which their references are compared.
    opened: HashMap<String, Reference>,
    keeps_spellings: bool,
    keys: HashMap<Uuid, Receipt>,
    has_room: bool,
}

impl std::fmt::Debug for LedgerTransaction<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LedgerTransaction").field("head", &self.head).finish_non_exhaustive()
    }
}

impl Drop for LedgerTransaction<'_> {
    fn drop(&mut self) {
        if self.has_room {
            // A cache that stays large is no harm.
            drop(engine::set_cache(self.connection, CACHE_KIB));
        }
    }
}

impl<'w> LedgerTransaction<'w> {
    /// Opens the transaction in a transaction that has just begun to write.
    pub(super) fn open(connection: &'w mut AnyConnection, memory: &'w mut Memory) -> Result<Self, Error> {
        let head = memory.refresh(connection)?;
        let (places, waiting, touched) = (Vec::new(), Vec::new(), BTreeSet::new());
        let (actor, opened, keys) = (Arc::new(Actor::named("")), HashMap::new(), HashMap::new());
        Ok(Self {
            connection,
            memory,
            head,
            actor,
            source: "",
            places,
            waiting,
            touched,
            opened,
            keeps_spellings: false,
            keys,
            has_room: false,
        })
    }

    /// The moment of an act that happens now: later than every act before it (rule 2).
    pub fn moment(&self, now: Moment) -> Moment {
        now.later_than(self.head.recorded_at)
    }

    /// Whether nothing was ever recorded.
    pub fn is_empty(&self) -> bool {
        self.head.sequence == 0
    }

    /// Says who acts from here on, and by which way.
    pub fn acting(&mut self, actor: &Actor, source: &'static str) {
        if *self.actor != *actor {
            self.actor = Arc::new(actor.clone());
        }
        self.source = source;
    }

    /// Opens shipments from here on though their references read as those of others: what was two is not made one.
    pub fn keep_spellings(&mut self) {
        self.keeps_spellings = true;
    }

    /// Takes more memory for what is read again and again, until the transaction ends: for a long act that goes over all of
    /// the ledger.
    pub fn make_room(&mut self) -> Result<(), Error> {
        self.has_room = true;
        Ok(engine::set_cache(self.connection, CACHE_OF_A_LONG_ACT)?)
    }

    /// Creates places of which only the code is known.
    pub fn create_places(&mut self, codes: &[String]) {
        self.places.extend_from_slice(codes);
    }

    /// Notes that the commands after a sequence are an act of an import, and gives the import's number; none where
    /// there are no commands. `number` is the import's, where it had an act before.
    pub fn note_import(
        &mut self,
        import: &NewImport,
        number: Option<i64>,
        after: i64,
        recorded_at: Moment,
        (shipments, events): (u64, u64),
    ) -> Result<Option<i64>, Error> {
        if self.head.sequence == after {
            return Ok(number);
        }
        self.write()?;
        let act = ImportAct { number, recorded_at, commands: (after + 1, self.head.sequence), shipments, events };
        let (actor, source) = (Arc::clone(&self.actor), self.source);
        imports::note(self.connection, import, act, (&actor, source)).map(Some)
    }

    /// The sequence of the last command.
    pub fn sequence(&self) -> i64 {
        self.head.sequence
    }

    /// Sets a lane's targets.
    pub fn set_targets(&mut self, targets: &[LaneTarget]) -> Result<(), Error> {
        places::set_targets(self.connection, targets)
    }

    /// Says that the database holds a sample, for good.
    pub fn mark_sample(&mut self) -> Result<(), Error> {
        settings::set(self.connection, settings::SAMPLE, "true")
    }

    /// The history of a shipment as it stands in the transaction; empty if there is none.
    pub fn history(&mut self, shipment: &Reference) -> Result<&[Recorded], Error> {
        Ok(&self.cached(shipment)?.events)
    }

    fn cached(&mut self, reference: &Reference) -> Result<&mut CachedShipment, Error> {
        if !self.memory.cached_shipments.contains_key(reference) {
            match CachedShipment::load(self.connection, reference)? {
                Some(cached) => drop(self.memory.cached_shipments.insert(reference.clone(), cached)),
                None => self.assume_new(reference),
            }
        }
        self.memory.cached_shipments.get_mut(reference).ok_or(Error::unexpected("a shipment that was touched is not remembered"))
    }

    /// Takes it as known that nothing was recorded of a shipment that is not at hand.
    pub fn assume_new(&mut self, reference: &Reference) {
        let memory = &mut *self.memory;
        memory.cached_shipments.entry(reference.clone()).or_insert_with(|| {
            memory.next_shipment += 1;
            CachedShipment::new(memory.next_shipment - 1, reference.clone())
        });
    }

    /// Appends one command: accepted if and only if the timeline with it is valid. Only a refusal copies the history.
    pub fn append(&mut self, command: Command, recorded_at: Moment) -> Result<Appended, ActRefused> {
        let Command { shipment, seen, events: new } = command;
        let is_opened = self.cached(&shipment)?.events.is_empty();
        if is_opened && let Some(other) = self.read_as(&shipment)? {
            return Err(Judgement::new(shipment, Vec::new(), new, Objection::ReadsAs { other }).into());
        }
        let cached = self.cached(&shipment)?;
        if let Err(objection) = check_numbers(&cached.events, seen, &new, recorded_at) {
            return Err(Judgement::new(shipment, cached.events.clone(), new, objection).into());
        }
        let mut events = std::mem::take(&mut cached.events);
        let from = events.len();
        extend(&mut events, new, recorded_at);
        let refused = match history::admit(&events, from) {
            Ok(replay) => {
                cached.advance(&replay, &events);
                None
            }
            Err(refusal) => Some(refusal),
        };
        if let Some(refusal) = refused {
            let judgement = Judgement::by_rule(shipment, events, from, refusal);
            cached.events.clone_from(&judgement.history);
            return Err(judgement.into());
        }
        cached.events = events;
        if is_opened {
            self.opened.insert(identifier::key(shipment.as_str()), shipment.clone());
        }
        Ok(self.seal(shipment, from, recorded_at))
    }

    /// The shipment that people read this reference as, of one that is not there itself.
    fn read_as(&mut self, reference: &Reference) -> Result<Option<Reference>, Error> {
        if self.keeps_spellings {
            return Ok(None);
        }
        if let Some(opened) = self.opened.get(&identifier::key(reference.as_str())) {
            return Ok(Some(opened.clone()));
        }
        Ok(spellings::read_as(self.connection, reference)?.into_iter().next())
    }

    /// Adds the accepted command to the chain.
    fn seal(&mut self, shipment: Reference, from: usize, recorded_at: Moment) -> Appended {
        let sequence = self.head.sequence + 1;
        let events = self.memory.cached_shipments.get(&shipment).map_or(&[][..], |cached| &cached.events[from..]);
        let command = SealedCommand { sequence, recorded_at, actor: &self.actor, source: self.source, shipment: &shipment, events };
        let layout = Layout::for_new(&command);
        let seal = layout.seal(&self.head.seal, &command);
        let numbers = events.iter().map(|recorded| recorded.number).collect();
        let range = from..from + events.len();
        self.head = Head { sequence, recorded_at: recorded_at.micros(), seal };
        let (actor, recorded_at) = (Arc::clone(&self.actor), recorded_at.micros());
        let (version, source) = (layout.version, self.source);
        self.waiting.push(Waiting { sequence, recorded_at, actor, source, version, seal, shipment: shipment.clone(), events: range });
        self.touched.insert(shipment);
        Appended { sequence, numbers }
    }

    /// Records an act whole or not at all; a refused one takes nothing with it. The outer error is of the
    /// transaction itself, which an engine may have rolled back whole: then nothing of the batch stands.
    pub(super) fn record(&mut self, act: Act, now: Moment) -> Result<Result<Receipt, ActRefused>, Error> {
        if let Some(receipt) = self.repeated(act.key)? {
            return Ok(Ok(receipt));
        }
        let recorded_at = self.moment(now);
        self.acting(&act.actor, act.source);
        let entries = match orderly(act.entries) {
            Ok(entries) => entries,
            Err(refused) => return Ok(Err(refused)),
        };
        let done = match <[Command; 1]>::try_from(entries) {
            // One command that is refused leaves nothing behind; its rows are written with those of the whole batch.
            Ok([only]) => self.append(only, recorded_at).map(drop),
            Err(several) => self.record_several(several, recorded_at)?,
        };
        Ok(done.map(|()| {
            let receipt = Receipt { recorded_at, sequence: self.head.sequence, repeated: false };
            self.keys.extend(act.key.map(|key| (key, receipt.clone())));
            receipt
        }))
    }

    /// Records several commands, all or none. What others did in the batch is written first, and stays.
    fn record_several(&mut self, entries: Vec<Command>, recorded_at: Moment) -> Result<Result<(), ActRefused>, Error> {
        self.write()?;
        let before = self.head;
        engine::savepoint(self.connection)?;
        let done = self.append_all(entries, recorded_at).and_then(|()| self.write().map_err(ActRefused::from));
        let Err(refused) = done else {
            engine::keep(self.connection)?;
            return Ok(Ok(()));
        };
        if let Err(not_undone) = engine::undo(self.connection) {
            // An engine that has no room, or is gone, rolls back all by itself: that, not what followed from it, is wrong.
            return Err(if let ActRefused::Store(cause) = refused { cause } else { not_undone.into() });
        }
        self.head = before;
        self.waiting.clear();
        self.opened.clear();
        for touched in std::mem::take(&mut self.touched) {
            self.memory.cached_shipments.remove(&touched);
        }
        Ok(Err(refused))
    }

    /// Appends the commands of an act. Each is judged, though one before it was refused: all that refuse are named.
    fn append_all(&mut self, entries: Vec<Command>, recorded_at: Moment) -> Result<(), ActRefused> {
        let mut judgements = Vec::new();
        for entry in entries {
            match self.append(entry, recorded_at) {
                Ok(_) => {}
                Err(ActRefused::Judged(refusing)) => judgements.extend(refusing),
                Err(other) => return Err(other),
            }
        }
        if judgements.is_empty() { Ok(()) } else { Err(ActRefused::Judged(judgements)) }
    }

    /// What came of a form's key, in this batch or before.
    fn repeated(&mut self, key: Option<Uuid>) -> Result<Option<Receipt>, Error> {
        let Some(key) = key else { return Ok(None) };
        match self.keys.get(&key) {
            Some(receipt) => Ok(Some(Receipt { repeated: true, ..receipt.clone() })),
            None => receipt(self.connection, key),
        }
    }

    /// Writes what waits once there is much of it: a long act stays small in memory.
    pub fn write_if_many(&mut self) -> Result<(), Error> {
        if self.touched.len() >= SHIPMENTS_WAITING || self.waiting.len() >= COMMANDS_WAITING {
            self.write()?;
            self.memory.forget();
        }
        Ok(())
    }

    /// Writes the rows of all commands that wait, and the keys of their forms.
    pub(super) fn write(&mut self) -> Result<(), Error> {
        let touched = std::mem::take(&mut self.touched);
        self.opened.clear();
        let cached_shipments = touched.iter().filter_map(|reference| self.memory.cached_shipments.remove(reference)).collect();
        let batch = Batch { places: std::mem::take(&mut self.places), commands: std::mem::take(&mut self.waiting), cached_shipments };
        batch.write(self.connection)?;
        for (reference, mut cached) in touched.into_iter().zip(batch.cached_shipments) {
            cached.settle();
            self.memory.cached_shipments.insert(reference, cached);
        }
        let keys = self.keys.drain().map(|(key, receipt)| (act_keys::key.eq(key.to_string()), act_keys::sequence.eq(receipt.sequence)));
        Ok(insert_all!(&mut *self.connection, act_keys::table, keys)?)
    }

    /// Writes what still waits; what was appended becomes durable with the transaction and its head.
    pub(super) fn close(mut self) -> Result<Head, Error> {
        self.write()?;
        self.memory.forget();
        Ok(self.head)
    }
}

/// What came of a form's key, if it was recorded.
pub(in crate::store) fn receipt(connection: &mut AnyConnection, key: Uuid) -> Result<Option<Receipt>, Error> {
    let found: Option<(i64, i64)> = on_each!(connection, c => {
        let act = act_keys::table.filter(act_keys::key.eq(key.to_string())).select(act_keys::sequence);
        let sequence: Option<i64> = act.first(c).optional()?;
        sequence.map(|s| commands::table.find(s).select((commands::sequence, commands::recorded_at)).first(c)).transpose()
    })?;
    Ok(found.and_then(|(sequence, micros)| Some(Receipt { recorded_at: Moment::from_micros(micros)?, sequence, repeated: true })))
}

impl Memory {
    /// The head as it is stored. What is remembered holds as long as no other process has written since.
    pub(super) fn refresh(&mut self, connection: &mut AnyConnection) -> Result<Head, Error> {
        let (sequence, recorded_at, seal): (i64, i64, Vec<u8>) = on_each!(&mut *connection, c => {
            ledger_head::table.select((ledger_head::sequence, ledger_head::recorded_at, ledger_head::seal)).first(c)
        })?;
        let head = Head { sequence, recorded_at, seal: seal.try_into().unwrap_or(NO_SEAL) };
        if self.head != Some(head) {
            let last: Option<i64> = on_each!(connection, c => shipments::table.select(diesel::dsl::max(shipments::id)).first(c))?;
            *self = Self { head: Some(head), next_shipment: last.unwrap_or(0) + 1, ..Self::default() };
        }
        Ok(head)
    }

    /// The sequence of the last command that it knows of.
    pub(super) fn sequence(&self) -> Option<i64> {
        self.head.map(|head| head.sequence)
    }

    /// Writes the head, if it moved.
    pub(super) fn store(&mut self, connection: &mut AnyConnection, head: Head) -> Result<(), Error> {
        if self.head != Some(head) {
            let moved = (
                ledger_head::sequence.eq(head.sequence),
                ledger_head::recorded_at.eq(head.recorded_at),
                ledger_head::seal.eq(&head.seal[..]),
            );
            on_each!(connection, c => diesel::update(ledger_head::table).set(moved).execute(c))?;
        }
        self.head = Some(head);
        Ok(())
    }

    /// Lets go of shipments when there are too many to remember: of those that are closed, for little is recorded of
    /// them; of all, where too many are open.
    fn forget(&mut self) {
        if self.cached_shipments.len() <= SHIPMENTS_KEPT {
            return;
        }
        self.cached_shipments.retain(|_, cached| cached.is_open());
        if self.cached_shipments.len() > SHIPMENTS_KEPT - SHIPMENTS_KEPT / 40 {
            self.cached_shipments.clear();
        }
    }
}

/// One command a shipment, in order of reference (rule 2); a shipment may not stand twice.
fn orderly(mut entries: Vec<Command>) -> Result<Vec<Command>, ActRefused> {
    entries.sort_by(|a, b| a.shipment.cmp(&b.shipment));
    let doubled = entries.windows(2).find(|pair| pair[0].shipment == pair[1].shipment);
    match doubled.or_else(|| entries.iter().find(|entry| entry.events.is_empty()).map(std::slice::from_ref)) {
        Some(wrong) => Err(ActRefused::Malformed { shipment: wrong[0].shipment.clone() }),
        None => Ok(entries),
    }
}
