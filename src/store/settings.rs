//! Settings of the whole office, and the words it keeps: why shipments are held, what customs codes mean.

use diesel::prelude::*;

use super::Store;
use super::connection::AnyConnection;
use super::engine::on_each;
use super::error::Error;
use super::schema::{customs_codes, hold_reasons, settings};

/// Whether the database holds a sample.
pub(super) const SAMPLE: &str = "sample";
/// The version of the projections.
pub(super) const PROJECTIONS: &str = "projections";
/// The time zone of the office, where the environment names none.
pub(super) const TIME_ZONE: &str = "time_zone";

/// A name in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
    /// Russian.
    pub ru: String,
}

impl Names {
    /// The name in a language of the house, by its tag (BCP 47).
    pub fn by_tag(&self, tag: &str) -> &str {
        match tag {
            "zh-CN" => &self.zh,
            "ru" => &self.ru,
            _ => &self.en,
        }
    }
}

/// Why a shipment is held, with the office's policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldReason {
    /// The word in files.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// Whether it pauses the net clocks.
    pub pauses: bool,
    /// Which authority acts.
    pub authority: Option<String>,
    /// Who must act.
    pub responsible: Option<String>,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// What a raw code of customs means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomsCode {
    /// Whose customs: ISO 3166-1 alpha-2.
    pub country: String,
    /// The raw code.
    pub code: String,
    /// What it means to the program: `released`, `closed`, `rejected` …
    pub meaning: String,
    /// Its name.
    pub names: Names,
}

#[derive(Queryable, Insertable, AsChangeset, Selectable)]
#[diesel(table_name = hold_reasons, treat_none_as_null = true)]
struct ReasonRow {
    code: String,
    name_en: String,
    name_zh: String,
    name_ru: String,
    pauses: bool,
    authority: Option<String>,
    responsible: Option<String>,
    retired: bool,
}

/// One setting.
pub(super) fn setting(connection: &mut AnyConnection, name: &str) -> Result<Option<String>, Error> {
    Ok(on_each!(connection, c => settings::table.find(name).select(settings::value).first(c).optional())?)
}

/// Sets one setting.
pub(super) fn set(connection: &mut AnyConnection, name: &str, value: &str) -> Result<(), Error> {
    on_each!(&mut *connection, c => diesel::delete(settings::table.find(name)).execute(c))?;
    let row = (settings::name.eq(name), settings::value.eq(value));
    on_each!(connection, c => diesel::insert_into(settings::table).values(row).execute(c))?;
    Ok(())
}

/// All reasons by code.
pub(super) fn reasons(connection: &mut AnyConnection) -> Result<Vec<HoldReason>, Error> {
    let rows: Vec<ReasonRow> = on_each!(connection, c => hold_reasons::table.order(hold_reasons::code).load(c))?;
    let reason = |row: ReasonRow| HoldReason {
        code: row.code,
        names: Names { en: row.name_en, zh: row.name_zh, ru: row.name_ru },
        pauses: row.pauses,
        authority: row.authority,
        responsible: row.responsible,
        retired: row.retired,
    };
    Ok(rows.into_iter().map(reason).collect())
}

/// Writes a reason: a new one, or in the place of the one of its code.
pub(super) fn keep_reason(connection: &mut AnyConnection, reason: &HoldReason) -> Result<(), Error> {
    let row = || ReasonRow {
        code: reason.code.clone(),
        name_en: reason.names.en.clone(),
        name_zh: reason.names.zh.clone(),
        name_ru: reason.names.ru.clone(),
        pauses: reason.pauses,
        authority: reason.authority.clone(),
        responsible: reason.responsible.clone(),
        retired: reason.retired,
    };
    let one = hold_reasons::table.find(reason.code.as_str());
    if on_each!(&mut *connection, c => diesel::update(one).set(row()).execute(c))? == 0 {
        on_each!(connection, c => diesel::insert_into(hold_reasons::table).values(row()).execute(c))?;
    }
    Ok(())
}

/// What customs codes mean.
pub(super) fn customs_codes(connection: &mut AnyConnection) -> Result<Vec<CustomsCode>, Error> {
    type ReasonColumns = (String, String, String, String, String, String);
    let rows: Vec<ReasonColumns> = on_each!(connection, c => customs_codes::table.load(c))?;
    let code = |(country, code, meaning, en, zh, ru): ReasonColumns| CustomsCode { country, code, meaning, names: Names { en, zh, ru } };
    Ok(rows.into_iter().map(code).collect())
}

impl Store {
    /// Whether the database holds a sample.
    pub fn is_sample(&self) -> Result<bool, Error> {
        Ok(self.read(|connection| setting(connection, SAMPLE))?.is_some())
    }

    /// The time zone that was chosen for the office.
    pub fn time_zone(&self) -> Result<Option<String>, Error> {
        self.read(|connection| setting(connection, TIME_ZONE))
    }

    /// Why shipments are held, by code.
    pub fn reasons(&self) -> Result<Vec<HoldReason>, Error> {
        self.read(reasons)
    }

    /// Adds a reason; false if its code is taken.
    pub fn add_reason(&self, reason: &HoldReason) -> Result<bool, Error> {
        self.change(|connection| {
            let is_new = reasons(connection)?.iter().all(|known| known.code != reason.code);
            if is_new {
                keep_reason(connection, reason)?;
            }
            Ok(is_new)
        })
    }

    /// Changes a reason by what it is now; none if there is none of that code.
    pub fn change_reason(&self, code: &str, change: impl FnOnce(HoldReason) -> HoldReason) -> Result<Option<HoldReason>, Error> {
        self.change(|connection| {
            let found = reasons(connection)?.into_iter().find(|reason| reason.code == code).map(change);
            if let Some(changed) = &found {
                keep_reason(connection, changed)?;
            }
            Ok(found)
        })
    }

    /// What customs codes mean.
    pub fn customs_codes(&self) -> Result<Vec<CustomsCode>, Error> {
        self.read(customs_codes)
    }
}
