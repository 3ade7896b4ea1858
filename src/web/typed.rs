//! Codes, numbers, days and times as people type them, in whichever language the page is. The only place where they are read;
//! what can be meant in two ways is told so, never guessed.

use chrono::{NaiveDate, NaiveTime};

use super::presenter::word_of;
use crate::domain::local_time;
use crate::domain::money;
use crate::domain::named::CURRENCIES;
use crate::domain::normal_form::{digits, nfkc, tariff_code};
use crate::i18n::{Language, month};

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is no such thing.
    No,
    /// It can be meant in two ways.
    Ambiguous,
}

/// A cell as codes and numbers are written in files: digits and letters of full width as the usual ones; codes without
/// blanks and in capitals, customs tariff codes without the points between their parts; numbers with a point and without
/// the marks that group their thousands; days and times as ISO 8601 has them. What cannot be read so stays as it was typed.
pub fn as_code(name: &str, typed: &str) -> String {
    let read = match name {
        "hs_code" | "tnved_code" => tariff_code(typed),
        "currency" => Some(digits(&word_of(typed, "currency", CURRENCIES)).to_uppercase()),
        "country" => Some(digits(typed).to_uppercase()),
        "packages" => whole_number(&digits(typed)).ok(),
        name if is_decimal(name) => number(typed).ok(),
        name if name.starts_with("target_") => Some(digits(typed)),
        "day" | "from_day" => day(typed).ok().map(|day| day.to_string()),
        "time" => time(typed).map(to_minute),
        _ => None,
    };
    read.unwrap_or_else(|| typed.to_owned())
}

/// Whether a cell is a number that may have decimals.
pub fn is_decimal(name: &str) -> bool {
    ["gross_kg", "value", "quantity"].contains(&name)
}

/// A number with a point before its decimals, and nothing between its thousands. Of two marks the last is the point; one
/// that stands several times groups. One mark alone is the point, unless three digits follow as behind thousands: then
/// nobody but the writer knows.
pub fn number(typed: &str) -> Result<String, Unread> {
    let joined = digits(typed).replace(['\'', '\u{2019}'], "");
    let is_mark = |c: char| c == '.' || c == ',';
    let (Some(first), Some(last)) = (joined.find(is_mark), joined.rfind(is_mark)) else { return plain(&joined, "") };
    let (first_mark, last_mark) = (&joined[first..=first], &joined[last..=last]);
    if first == last {
        let (whole, fraction) = (&joined[..first], &joined[last + 1..]);
        if fraction.is_empty() {
            return Err(Unread::No);
        }
        return if money::is_ambiguous(&format!("{whole}.{fraction}")) { Err(Unread::Ambiguous) } else { plain(whole, fraction) };
    }
    if first_mark == last_mark { grouped(&joined, first_mark) } else { decimal(&joined[..last], first_mark, &joined[last + 1..]) }
}

/// A whole number: its marks can only group.
fn whole_number(joined: &str) -> Result<String, Unread> {
    match joined.chars().find(|c| !c.is_ascii_digit()) {
        Some(mark @ ('.' | ',')) => grouped(joined, &mark.to_string()),
        _ => plain(joined, ""),
    }
}

/// Decimals behind a whole number whose thousands are grouped.
fn decimal(whole: &str, mark: &str, fraction: &str) -> Result<String, Unread> {
    plain(&grouped(whole, mark)?, fraction)
}

/// A whole number in groups of three.
fn grouped(text: &str, mark: &str) -> Result<String, Unread> {
    let mut parts = text.split(mark);
    let is_grouped = parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3);
    if is_grouped { plain(&text.replace(mark, ""), "") } else { Err(Unread::No) }
}

fn plain(whole: &str, fraction: &str) -> Result<String, Unread> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match (are_digits(whole) && are_digits(fraction), whole.is_empty(), fraction.is_empty()) {
        (false, ..) | (_, true, _) => Err(Unread::No),
        (true, false, true) => Ok(whole.to_owned()),
        (true, false, false) => Ok(format!("{whole}.{fraction}")),
    }
}

/// A day: `2026-11-28`, `28.11.2026`, `28 Nov 2026`, `2026年11月28日`, `28 ноября 2026 г.`, `20261128`. Between points the day
/// stands first; between other marks it is known only where the numbers tell.
pub fn day(typed: &str) -> Result<NaiveDate, Unread> {
    let text = nfkc(typed).trim().to_lowercase();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return of(&text[..4], &text[4..6], &text[6..]);
    }
    let (numbers, rest) = parts(&text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().find_map(|word| month(word));
    let mute = words_of("typed-day-words");
    let is_mute = |word: &&str| mute.iter().any(|mute| mute == word);
    if words.iter().any(|word| !is_mute(word) && month(word).is_none()) {
        return Err(Unread::No);
    }
    let is_year = |number: &str| number.len() == 4;
    match (numbers.as_slice(), named) {
        ([first, last], Some(month)) => {
            let month = month.to_string();
            if is_year(first) { of(first, &month, last) } else { of(last, &month, first) }
        }
        ([year, month, day], None) if is_year(year) => of(year, month, day),
        ([first, second, year], None) if is_year(year) && rest.chars().all(|c| matches!(c, '.' | '/' | '-' | ' ')) => {
            let (by_day, by_month) = (of(year, second, first), of(year, first, second));
            match (by_day, by_month) {
                (Ok(day), _) if rest.starts_with('.') => Ok(day),
                (Ok(day), Ok(other)) if day != other => Err(Unread::Ambiguous),
                (Ok(day), _) => Ok(day),
                (Err(_), Ok(day)) if !rest.starts_with('.') => Ok(day),
                _ => Err(Unread::No),
            }
        }
        // A year of two digits can stand at either end.
        ([_, _, _], None) if numbers.iter().all(|number| number.len() <= 2) => Err(Unread::Ambiguous),
        _ => Err(Unread::No),
    }
}

/// The runs of digits of a text, and what stands between and behind them.
fn parts(text: &str) -> (Vec<&str>, String) {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    (numbers, text.chars().filter(|c| !c.is_ascii_digit()).collect())
}

fn of(year: &str, month: &str, day: &str) -> Result<NaiveDate, Unread> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err(Unread::No);
    }
    local_time::day(&format!("{year}-{month:0>2}-{day:0>2}")).ok_or(Unread::No)
}

/// A time of day: `14:05`, `14.05`, `1405`, `2:05 pm`, `14时05分`, `下午2点05分`, with or without seconds.
pub fn time(typed: &str) -> Option<NaiveTime> {
    let text = nfkc(typed).trim().to_lowercase();
    let (text, half) = half_of_day(&text);
    let (mut numbers, marks) = parts(text);
    let marks: String = marks.chars().filter(|c| !c.is_whitespace()).collect();
    let is_known = matches!(marks.as_str(), "" | ":" | "." | "::" | "..") || words_of("typed-clock-words").contains(&marks);
    if !is_known {
        return None;
    }
    if marks.is_empty() {
        let [joined] = numbers.as_slice() else { return None };
        numbers = match (joined.len(), half) {
            (4, _) => vec![&joined[..2], &joined[2..]],
            (1 | 2, Some(_)) => vec![*joined],
            _ => return None,
        };
    }
    if numbers.is_empty() || numbers.iter().any(|number| number.len() > 2) {
        return None;
    }
    let number = |at: usize| numbers.get(at).map_or(Some(0), |number| number.parse::<u32>().ok());
    let hour = match (number(0)?, half) {
        (hour, None) => hour,
        (12, Some(false)) => 0,
        (12, Some(true)) => 12,
        (hour @ 1..12, Some(is_later)) => hour + if is_later { 12 } else { 0 },
        (hour @ 13..24, Some(true)) => hour,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, number(1)?, number(2)?)
}

/// A time as fields have it: `14:05`, with its seconds only where it has some.
pub fn to_minute(time: NaiveTime) -> String {
    let text = time.format("%H:%M:%S").to_string();
    text.strip_suffix(":00").map_or_else(|| text.clone(), str::to_owned)
}

/// A time without the word for its half of the day, and whether that is the later one.
fn half_of_day(text: &str) -> (&str, Option<bool>) {
    for (key, is_later) in [("typed-before-noon", false), ("typed-after-noon", true)] {
        for word in words_of(key) {
            if let Some(rest) = text.strip_prefix(&word).or_else(|| text.strip_suffix(&word)) {
                return (rest.trim(), Some(is_later));
            }
        }
    }
    (text, None)
}

/// What people of any language write so, in small letters: what they type is read whatever the page's language is.
fn words_of(key: &str) -> Vec<String> {
    let words = |language: Language| language.text(key).split(' ').map(str::to_owned).collect::<Vec<_>>();
    Language::ALL.into_iter().flat_map(words).collect()
}

/// A day with the time of day that is typed behind it, if one is: `28.11.2026 14:05`, `2026年11月28日14时05分`.
pub fn day_and_time(typed: &str) -> Result<(NaiveDate, Option<NaiveTime>), Unread> {
    let alone = day(typed);
    if let Ok(day) = alone {
        return Ok((day, None));
    }
    let words = words_of("typed-day-words");
    let is_word = |c: &str| words.iter().any(|word| word == c);
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '\u{ff0c}' | 'T') || is_word(c.encode_utf8(&mut [0; 4]));
    let ends = typed.char_indices().filter(|(_, c)| is_end(*c)).map(|(at, c)| (at, at + c.len_utf8()));
    for (at, end) in ends {
        let first = if is_word(&typed[at..end]) { &typed[..end] } else { &typed[..at] };
        match (day(first), time(&typed[end..])) {
            (Ok(day), Some(time)) => return Ok((day, Some(time))),
            (Err(Unread::Ambiguous), Some(_)) => return Err(Unread::Ambiguous),
            _ => {}
        }
    }
    Err(alone.err().unwrap_or(Unread::No))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let check = |typed: &str, expected: &str| assert_eq!(number(typed).as_deref(), Ok(expected), "{typed}");
        for (typed, expected) in [
            ("1,250.5", "1250.5"),
            ("1250,5", "1250.5"),
            ("1.250,5", "1250.5"),
            ("32\u{a0}000,50", "32000.50"),
            ("1,250,000", "1250000"),
            ("1.250.000", "1250000"),
            ("1,5", "1.5"),
            ("12,34", "12.34"),
            ("007.50", "007.50"),
            ("0,125", "0.125"),
            ("1234,567", "1234.567"),
            ("1,2345", "1.2345"),
            ("1'250.5", "1250.5"),
            ("\u{ff11}\u{ff0c}\u{ff12}\u{ff15}\u{ff10}\u{ff0e}\u{ff15}", "1250.5"),
        ] {
            check(typed, expected);
        }
        for typed in ["1,000", "1.500", "32,000", "999.999", "\u{ff11}\u{ff0c}\u{ff10}\u{ff10}\u{ff10}"] {
            assert_eq!(number(typed), Err(Unread::Ambiguous), "{typed}");
        }
        for typed in ["400 pairs", "1,25,000", "1.2.3", ",5", "", "1,", "-1"] {
            assert_eq!(number(typed), Err(Unread::No), "{typed}");
        }
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (name, typed, expected) in [
            ("packages", "\u{ff14}\u{ff10}", "40"),
            ("packages", "1,286", "1286"),
            ("packages", "1 286", "1286"),
            ("packages", "1.5", "1.5"),
            ("tnved_code", "6404 11 000 0", "6404110000"),
            ("hs_code", "6404.11.00.00", "6404110000"),
            ("hs_code", "\u{ff16}\u{ff14}04.1100.00", "6404110000"),
            ("hs_code", "6404.11 sports", "6404.11 sports"),
            ("currency", "cny ", "CNY"),
            ("currency", "人民币", "CNY"),
            ("currency", "российский рубль", "RUB"),
            ("note", " a, b ", " a, b "),
            ("value", "1.500", "1.500"),
            ("day", "28.11.2026", "2026-11-28"),
            ("time", "9.05", "09:05"),
        ] {
            assert_eq!(as_code(name, typed), expected, "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let read = NaiveDate::from_ymd_opt(2026, 11, 28).ok_or(Unread::No);
        for typed in [
            "2026-11-28",
            "2026/11/28",
            "2026.11.28",
            "20261128",
            "28.11.2026",
            "28/11/2026",
            "11/28/2026",
            "28-11-2026",
            "28 Nov 2026",
            "28 November 2026",
            "Nov 28, 2026",
            "28 ноября 2026",
            "28 нояб. 2026 г.",
            "28 Ноябрь 2026",
            "2026年11月28日",
            "2026 年 11 月 28 日",
            "２０２６年１１月２８日",
            "2026年11月28号",
            " 28.11.2026 ",
        ] {
            assert_eq!(day(typed), read, "{typed}");
        }
        assert_eq!(day("5/5/2026"), NaiveDate::from_ymd_opt(2026, 5, 5).ok_or(Unread::No));
        assert_eq!(day("1 мая 2026"), NaiveDate::from_ymd_opt(2026, 5, 1).ok_or(Unread::No));
        assert_eq!(day("1 сент. 2026"), NaiveDate::from_ymd_opt(2026, 9, 1).ok_or(Unread::No));
        assert_eq!(day("11.12.2026"), NaiveDate::from_ymd_opt(2026, 12, 11).ok_or(Unread::No));
        for typed in ["11/12/2026", "11-12-2026", "11 12 2026", "28.11.26", "26-11-28"] {
            assert_eq!(day(typed), Err(Unread::Ambiguous), "{typed}");
        }
        for typed in ["", "2026-02-30", "31.02.2026", "11.28.2026", "28 novel 2026", "28 ма 2026", "2026", "28.11", "x", "2026-11-28x"] {
            assert_eq!(day(typed), Err(Unread::No), "{typed}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for typed in [
            "14:05",
            "14.05",
            "1405",
            "14：05",
            "14:05:00",
            "2:05 pm",
            "2:05PM",
            "14时05分",
            "14点5分",
            "下午2:05",
            "下午 2点05分",
            "14 ч 05 мин",
        ] {
            assert_eq!(time(typed), NaiveTime::from_hms_opt(14, 5, 0), "{typed}");
        }
        assert_eq!(time("9:05"), NaiveTime::from_hms_opt(9, 5, 0));
        assert_eq!(time("12 am"), NaiveTime::from_hms_opt(0, 0, 0));
        assert_eq!(time("9点"), NaiveTime::from_hms_opt(9, 0, 0));
        for typed in ["", "25:00", "24:00", "23:59:60", "14", "x", "14:05 x", "13:00 am", "99999"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_time_may_stand_behind_its_day() {
        let wall =
            |typed: &str| day_and_time(typed).map(|(day, time)| format!("{day} {}", time.map(|time| time.to_string()).unwrap_or_default()));
        for typed in [
            "28.11.2026 14:05",
            "2026年11月28日 14:05",
            "2026年11月28日14时05分",
            "28 Nov 2026, 14:05",
            "28 нояб. 2026 г., 14:05",
            "2026-11-28T14:05",
        ] {
            assert_eq!(wall(typed).as_deref(), Ok("2026-11-28 14:05:00"), "{typed}");
        }
        assert_eq!(wall("28.11.2026").as_deref(), Ok("2026-11-28 "));
        assert_eq!(wall("11/12/2026 14:05"), Err(Unread::Ambiguous));
        assert_eq!(wall("28.11.2026 25:05"), Err(Unread::No));
    }
}
