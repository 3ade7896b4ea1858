//! Dates, numbers and durations as the reader's language writes them (CLDR, by ICU4X). A number never parts
//! from its unit: the space between them does not break.

use std::borrow::Cow;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use icu::calendar::Date;
use icu::datetime::fieldsets::zone::ExemplarCity;
use icu::datetime::fieldsets::{M, MD, MDE, YMD};
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::{Locale, locale};
use icu::time::TimeZone;

use super::Language;
use crate::values;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

type Gregorian = icu::calendar::Gregorian;

/// What is made once for each language, for making it costs more than using it.
struct Formatters {
    day: FixedCalendarDateTimeFormatter<Gregorian, MD>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, MDE>,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    number: DecimalFormatter,
    city: NoCalendarFormatter<ExemplarCity>,
}

impl Formatters {
    /// None only if the compiled data lacks a language of the house, which the tests would see.
    fn for_language(language: Language) -> Option<&'static Self> {
        static ALL: OnceLock<[Option<Formatters>; 3]> = OnceLock::new();
        let all = ALL.get_or_init(|| Language::ALL.map(|language| Self::make(language.locale())));
        all[language as usize].as_ref()
    }

    fn make(locale: Locale) -> Option<Self> {
        Some(Self {
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), MD::medium()).ok()?,
            weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), MDE::medium()).ok()?,
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::medium()).ok()?,
            number: DecimalFormatter::try_new((&locale).into(), icu::decimal::options::DecimalFormatterOptions::default()).ok()?,
            city: NoCalendarFormatter::try_new((&locale).into(), ExemplarCity).ok()?,
        })
    }
}

fn gregorian(day: NaiveDate) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// What durations are told in.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Days,
    Hours,
    Minutes,
}

impl Unit {
    const ALL: [Self; 3] = [Self::Days, Self::Hours, Self::Minutes];

    fn key(self) -> &'static str {
        match self {
            Self::Days => "unit-days",
            Self::Hours => "unit-hours",
            Self::Minutes => "unit-minutes",
        }
    }

    /// Below which number it is worded once for all: a year of days, and what makes up the next larger unit.
    fn worded(self) -> i64 {
        match self {
            Self::Days => 366,
            Self::Hours => DAY / HOUR,
            Self::Minutes => HOUR / MINUTE,
        }
    }
}

impl Language {
    /// English is written as in Britain: the day before the month, hours to 24.
    fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en-GB"),
            Self::ZhCn => locale!("zh-CN"),
            Self::Ru => locale!("ru-RU"),
        }
    }

    /// “18 Jul”.
    pub fn day(self, day: NaiveDate) -> String {
        self.dated(day, |formatters, date| formatters.day.format(&date).to_string())
    }

    /// “Sun 18 Jul”.
    pub fn weekday(self, day: NaiveDate) -> String {
        self.dated(day, |formatters, date| formatters.weekday.format(&date).to_string())
    }

    /// “18 Jul 2021”.
    pub fn date(self, day: NaiveDate) -> String {
        self.dated(day, |formatters, date| formatters.date.format(&date).to_string())
    }

    fn dated(self, day: NaiveDate, write: impl Fn(&Formatters, Date<Gregorian>) -> String) -> String {
        let written = Formatters::for_language(self).zip(gregorian(day)).map(|(formatters, date)| write(formatters, date));
        unbroken(&written.unwrap_or_else(|| day.to_string()))
    }

    /// “18 Jul, 21:15”.
    pub fn day_and_time(self, local: NaiveDateTime) -> String {
        self.format("local-day-time", values!(day = self.day(local.date()), time = clock(local)))
    }

    /// “18 Jul 2021, 21:15”.
    pub fn date_and_time(self, local: NaiveDateTime) -> String {
        self.format("local-day-time", values!(day = self.date(local.date()), time = clock(local)))
    }

    /// A decimal with its thousands grouped, “2,612,480.00”; digits after the mark stay as they are.
    pub fn decimal(self, text: &str) -> String {
        let read = text.parse::<Decimal>().ok().zip(Formatters::for_language(self));
        read.map_or_else(|| text.to_owned(), |(decimal, formatters)| formatters.number.format_to_string(&decimal))
    }

    /// A whole number with its thousands grouped.
    pub fn number(self, number: u64) -> String {
        self.decimal(&number.to_string())
    }

    /// A time zone by the city that it is named after, beside its name in the IANA database: “Шанхай (Asia/Shanghai)”.
    pub fn zone(self, zone: Tz) -> String {
        self.zone_city(zone)
            .map_or_else(|| zone.name().to_owned(), |city| self.format("zone-named", values!(city = city, zone = zone.name())))
    }

    /// The same with its offset at a moment, as a list of zones has it: “Шанхай (Asia/Shanghai, UTC+8)”.
    pub fn zone_with_offset(self, zone: Tz, seconds: i32) -> String {
        let city = self.zone_city(zone).unwrap_or_else(|| zone.name().to_owned());
        self.format("zone-offset", values!(city = city, zone = zone.name(), offset = offset(seconds)))
    }

    /// The city of a zone; none of UTC and its like, which are named after none.
    fn zone_city(self, zone: Tz) -> Option<String> {
        let (region, _) = zone.name().split_once('/').filter(|(region, _)| *region != "Etc")?;
        let known = TimeZone::from_iana_id(zone.name());
        let city = Formatters::for_language(self)?.city.format(&known.without_offset()).to_string();
        (known != TimeZone::UNKNOWN && !region.is_empty()).then_some(city)
    }

    /// A duration in its two largest units: “14 d 6 h”, “20 h 55 min”, “31 min”. Never negative.
    pub fn duration(self, seconds: i64) -> String {
        let seconds = seconds.max(0);
        let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
        let units = match (days, hours, minutes) {
            (0, 0, minutes) => [None, Some((Unit::Minutes, minutes))],
            (0, hours, 0) => [None, Some((Unit::Hours, hours))],
            (0, hours, minutes) => [Some((Unit::Hours, hours)), Some((Unit::Minutes, minutes))],
            (days, 0, _) => [None, Some((Unit::Days, days))],
            (days, hours, _) => [Some((Unit::Days, days)), Some((Unit::Hours, hours))],
        };
        let mut written = String::new();
        for (unit, number) in units.into_iter().flatten() {
            if !written.is_empty() {
                written.push('\u{a0}');
            }
            written.push_str(&self.units(unit, number));
        }
        written
    }

    /// So many of a unit, “6 h”. A list says hundreds, of few numbers: those are worded once.
    fn units(self, unit: Unit, number: i64) -> Cow<'static, str> {
        static WORDED: OnceLock<[[Vec<String>; 3]; 3]> = OnceLock::new();
        let word = |language: Self, unit: Unit, number: i64| unbroken(&language.format(unit.key(), values!(number = number)));
        let all = |language: Self, unit: Unit| (0..unit.worded()).map(|number| word(language, unit, number)).collect();
        let worded = WORDED.get_or_init(|| Self::ALL.map(|language| Unit::ALL.map(|unit| all(language, unit))));
        let of_unit = &worded[self as usize][unit as usize];
        let found = usize::try_from(number).ok().and_then(|number| of_unit.get(number));
        found.map_or_else(|| Cow::Owned(word(self, unit, number)), |text| Cow::Borrowed(text.as_str()))
    }

    /// A whole number of days, where it is one, else a duration: “20 days”.
    pub fn days(self, seconds: i64) -> String {
        if seconds % DAY == 0 { unbroken(&self.format("local-days", values!(days = seconds / DAY))) } else { self.duration(seconds) }
    }
}

impl Language {
    /// A day as it stands in a field, to be typed over: “18 Jul 2021”, “2021-07-18”, “18.07.2021”.
    pub fn typed_day(self, day: NaiveDate) -> String {
        match self {
            Self::En => self.date(day).replace('\u{a0}', " "),
            Self::ZhCn => day.to_string(),
            Self::Ru => day.format("%d.%m.%Y").to_string(),
        }
    }

    /// A day as it is typed, to show the order.
    pub fn example_day(self) -> String {
        NaiveDate::from_ymd_opt(2026, 11, 28).map(|day| self.typed_day(day)).unwrap_or_default()
    }

    /// The names of a month, alone, with a day, and in short, in small letters.
    fn names_of_month(self, day: NaiveDate) -> Vec<String> {
        let locale = self.locale();
        let alone = FixedCalendarDateTimeFormatter::<Gregorian, M>::try_new((&locale).into(), M::long()).ok();
        let written = FixedCalendarDateTimeFormatter::<Gregorian, MD>::try_new((&locale).into(), MD::long()).ok();
        let texts = gregorian(day).map(|date| {
            let alone = alone.map(|formatter| formatter.format(&date).to_string());
            alone.into_iter().chain(written.map(|formatter| formatter.format(&date).to_string())).collect::<Vec<_>>()
        });
        let texts = texts.unwrap_or_default().into_iter().chain([self.day(day)]);
        texts.map(|text| text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()).collect()
    }
}

/// The letters of a month's name that tell it from others.
const TELLING: usize = 3;

/// The number of the month that a word in small letters means in any language of the house, in full or in short.
pub fn month(word: &str) -> Option<u32> {
    static NAMES: OnceLock<Vec<(u32, String)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let first_of = |month: u32| NaiveDate::from_ymd_opt(2001, month, 1).map(|day| (month, day));
        let of = |(month, day): (u32, NaiveDate)| {
            Language::ALL.into_iter().flat_map(move |language| language.names_of_month(day)).map(move |name| (month, name))
        };
        (1..=12).filter_map(first_of).flat_map(of).filter(|(_, name)| name.chars().count() >= TELLING).collect()
    });
    let is_meant = |(_, name): &&(u32, String)| word.chars().count() >= TELLING && name.starts_with(word);
    names.iter().find(is_meant).map(|(month, _)| *month)
}

/// “21:15”.
pub fn clock(local: NaiveDateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// “UTC+8”, “UTC+5:30”: an offset in seconds as people write it.
pub fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    let minutes = seconds.abs() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(write: impl Fn(Language) -> String) -> [String; 3] {
        Language::ALL.map(|language| write(language).replace(['\u{a0}', '\u{202f}'], " "))
    }

    #[test]
    fn dates_and_numbers_are_written_as_the_language_writes_them() {
        let day = NaiveDate::from_ymd_opt(2021, 7, 18).unwrap_or_default();
        assert_eq!(say(|l| l.day(day)), ["18 Jul", "7月18日", "18 июл."]);
        assert_eq!(say(|l| l.date(day)), ["18 Jul 2021", "2021年7月18日", "18 июл. 2021 г."]);
        assert_eq!(say(|l| l.weekday(day)), ["Sun 18 Jul", "7月18日周日", "вс, 18 июл."]);
        assert_eq!(say(|l| l.decimal("2612480.00")), ["2,612,480.00", "2,612,480.00", "2 612 480,00"]);
        assert_eq!(say(|l| l.number(999)), ["999", "999", "999"]);
    }

    // Expected names by CLDR's charts.
    #[test]
    fn a_zone_is_named_by_its_city() {
        assert_eq!(say(|l| l.zone(Tz::Asia__Shanghai)), ["Shanghai (Asia/Shanghai)", "上海（Asia/Shanghai）", "Шанхай (Asia/Shanghai)"]);
        assert_eq!(
            say(|l| l.zone(Tz::Asia__Yekaterinburg))[1..],
            ["叶卡捷琳堡（Asia/Yekaterinburg）", "Екатеринбург (Asia/Yekaterinburg)"]
        );
        assert_eq!(say(|l| l.zone(Tz::America__Indiana__Knox))[2], "Нокс, Индиана (America/Indiana/Knox)");
        assert_eq!(say(|l| l.zone(Tz::UTC)), ["UTC"; 3]);
        assert_eq!(say(|l| l.zone_with_offset(Tz::Europe__Moscow, 10_800))[2], "Москва (Europe/Moscow, UTC+3)");
        for zone in chrono_tz::TZ_VARIANTS.iter().filter(|zone| zone.name().starts_with("Asia/")) {
            assert!(!Language::Ru.zone(*zone).starts_with(|c: char| c.is_ascii()), "{zone}");
        }
    }

    #[test]
    fn months_are_known_by_their_names() {
        for (word, expected) in
            [("nov", Some(11)), ("sept", Some(9)), ("ноября", Some(11)), ("май", Some(5)), ("мая", Some(5)), ("ма", None), ("novel", None)]
        {
            assert_eq!(month(word), expected, "{word}");
        }
        let day = NaiveDate::from_ymd_opt(2021, 7, 8).unwrap_or_default();
        assert_eq!(say(|l| l.typed_day(day)), ["8 Jul 2021", "2021-07-08", "08.07.2021"]);
    }

    #[test]
    fn durations_have_two_units() {
        assert_eq!(say(|l| l.duration(14 * DAY + 6 * HOUR + 59)), ["14 d 6 h", "14 天 6 小时", "14 д 6 ч"]);
        assert_eq!(say(|l| l.duration(20 * HOUR + 55 * MINUTE)), ["20 h 55 min", "20 小时 55 分钟", "20 ч 55 мин"]);
        assert_eq!(say(|l| l.duration(0)), ["0 min", "0 分钟", "0 мин"]);
        assert_eq!(say(|l| l.days(20 * DAY)), ["20 days", "20 天", "20 дней"]);
        assert_eq!(say(|l| l.days(DAY)), ["1 day", "1 天", "1 день"]);
        assert_eq!(offset(5 * 3600 + 1800), "UTC+5:30");
    }
}
