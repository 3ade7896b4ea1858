//! Money: an amount has no more decimals than its currency has (ISO 4217's minor units).

use super::codes::{Amount, Currency};
use super::details::Details;

/// An amount with more decimals than its currency has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooFine {
    /// The amount.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// How many decimals the currency has.
    pub decimals: u16,
    /// Which goods line has it, from 0; none where it is the declared value.
    pub line: Option<usize>,
}

/// How many decimals a currency has; none where ISO 4217 gives none, or does not know it.
fn decimals(currency: &Currency) -> Option<u16> {
    iso_currency::Currency::from_code(currency.as_str())?.exponent()
}

/// The amounts of details that are finer than their currency.
pub fn too_fine(details: &Details) -> Vec<TooFine> {
    let Some((currency, decimals)) = details.currency.as_ref().and_then(|currency| Some((currency, decimals(currency)?))) else {
        return Vec::new();
    };
    let lines = details.goods_lines.iter().flat_map(|lines| lines.lines()).enumerate();
    let of_lines = lines.filter_map(|(at, line)| Some((Some(at), line.value.as_ref()?)));
    let all = details.value.iter().map(|value| (None, value)).chain(of_lines);
    let is_finer = |amount: &Amount| amount.as_str().split_once('.').is_some_and(|(_, fraction)| fraction.len() > usize::from(decimals));
    all.filter(|(_, amount)| is_finer(amount))
        .map(|(line, amount)| TooFine { amount: amount.clone(), currency: currency.clone(), decimals, line })
        .collect()
}

/// What may have been meant by an amount that is too fine: its point as a mark between thousands, where three digits
/// follow it, and without the zeros at its end.
pub fn meant(amount: &str) -> Vec<String> {
    let Some((whole, fraction)) = amount.split_once('.') else { return Vec::new() };
    let thousands = (fraction.len() == 3 && !whole.trim_start_matches('0').is_empty()).then(|| format!("{whole}{fraction}"));
    let shorter = fraction.trim_end_matches('0');
    let shorter = if shorter.is_empty() { whole.to_owned() } else { format!("{whole}.{shorter}") };
    thousands.into_iter().chain((shorter != amount).then_some(shorter)).collect()
}

/// Whether the point of an amount can be a mark between thousands too: three digits follow it, and as many as thousands
/// have, none a zero at their beginning, stand before it.
pub fn is_ambiguous(amount: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    amount.split_once('.').is_some_and(|(whole, fraction)| {
        (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3 && digits(whole) && digits(fraction)
    })
}

/// The same amount written so that it can be read in one way only: `12.345` as `12.3450`, `1.500` as `1.5`.
pub fn unmistakable(amount: &str) -> String {
    if !is_ambiguous(amount) {
        return amount.to_owned();
    }
    let shorter = amount.trim_end_matches('0').trim_end_matches('.');
    if shorter == amount { format!("{amount}0") } else { shorter.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Cell;

    #[test]
    fn an_amount_is_no_finer_than_its_currency() {
        for (value, currency, is_fine) in [
            ("1.500", "CNY", false),
            ("1.50", "CNY", true),
            ("2600000.00", "RUB", true),
            ("100.0", "JPY", false),
            ("100", "JPY", true),
            ("1.500", "KWD", true),
            ("1.5000", "KWD", false),
            // What ISO 4217 does not know, or gives no minor unit, cannot be judged.
            ("1.50000", "QQQ", true),
            ("1.50000", "XAU", true),
        ] {
            let details = Details { value: Amount::read(value), currency: Currency::read(currency), ..Details::default() };
            assert_eq!(too_fine(&details).is_empty(), is_fine, "{value} {currency}");
        }
        let lines = Cell::read(r#"[{"description":"x","value":"1.00"},{"description":"y","value":"1.001"}]"#);
        let details = Details { goods_lines: lines, currency: Currency::read("CNY"), ..Details::default() };
        assert_eq!(too_fine(&details).iter().map(|fine| fine.line).collect::<Vec<_>>(), [Some(1)]);
    }

    #[test]
    fn an_amount_can_be_written_so_that_it_is_one() {
        for (amount, expected) in
            [("12.345", "12.3450"), ("1.500", "1.5"), ("1.000", "1"), ("0.125", "0.125"), ("1234.567", "1234.567"), ("1.50", "1.50")]
        {
            assert_eq!(unmistakable(amount), expected, "{amount}");
            assert!(!is_ambiguous(expected), "{expected}");
        }
    }

    #[test]
    fn what_was_meant_is_one_of_two() {
        for (amount, expected) in
            [("1.500", vec!["1500", "1.5"]), ("1.5000", vec!["1.5"]), ("0.125", vec![]), ("12.345", vec!["12345"]), ("100.0", vec!["100"])]
        {
            assert_eq!(meant(amount), expected, "{amount}");
        }
    }
}
