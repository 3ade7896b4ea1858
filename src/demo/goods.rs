//! What is in the boxes: shoes above all (chapter 64), hats (65) and what travels with them; lines whose values
//! add up to the declared value, to the cent.

use serde::Serialize;

use super::chance::Dice;

/// One kind of goods.
#[derive(Debug, PartialEq, Eq)]
pub struct Ware {
    /// In the words of the declaration.
    pub name: &'static str,
    /// China's code.
    pub hs: &'static str,
    /// The EAEU's.
    pub tnved: &'static str,
    /// Pairs or pieces.
    pub unit: &'static str,
    /// A usual price in fen.
    pub price: i64,
    /// What one weighs, in grams.
    pub grams: i64,
    /// How often it is sent.
    pub weight: u32,
}

const fn ware(name: &'static str, codes: [&'static str; 2], unit: &'static str, price: i64, grams: i64, weight: u32) -> Ware {
    let [hs, tnved] = codes;
    Ware { name, hs, tnved, unit, price, grams, weight }
}

/// All kinds.
pub static WARES: [Ware; 18] = [
    ware("人造革女式凉鞋 / Босоножки женские", ["6402992900", "6402993900"], "pair", 7_850, 620, 14),
    ware("运动鞋 / Кроссовки", ["6404110000", "6404110000"], "pair", 11_860, 760, 20),
    ware("皮面男鞋 / Туфли мужские кожаные", ["6403990090", "6403999600"], "pair", 16_500, 1_050, 10),
    ware("女式皮靴 / Сапоги женские кожаные", ["6403919200", "6403919800"], "pair", 21_400, 1_400, 9),
    ware("雪地靴 / Угги", ["6403919900", "6403919600"], "pair", 14_200, 1_150, 8),
    ware("胶靴 / Сапоги резиновые", ["6401929000", "6401929000"], "pair", 4_600, 1_500, 5),
    ware("布面拖鞋 / Тапочки домашние", ["6404199000", "6404191000"], "pair", 1_950, 300, 9),
    ware("童鞋 / Обувь детская", ["6402992100", "6402999300"], "pair", 5_400, 450, 7),
    ware("塑料拖鞋 / Шлёпанцы", ["6402200000", "6402200000"], "pair", 1_480, 350, 6),
    ware("针织帽 / Шапки вязаные", ["6505009900", "6505009000"], "piece", 2_150, 90, 12),
    ware("毛皮帽 / Шапки меховые", ["6506999000", "6506999000"], "piece", 18_800, 310, 4),
    ware("草帽 / Шляпы соломенные", ["6504000000", "6504000000"], "piece", 2_680, 120, 4),
    ware("棒球帽 / Бейсболки", ["6505009900", "6505003000"], "piece", 1_760, 95, 6),
    ware("手提包 / Сумки женские", ["4202220000", "4202221000"], "piece", 9_400, 700, 5),
    ware("化纤羽绒服 / Пуховики", ["6202409000", "6202400000"], "piece", 19_900, 980, 6),
    ware("儿童玩具 / Игрушки детские", ["9503002900", "9503002900"], "piece", 3_350, 400, 5),
    ware("塑料餐具 / Посуда пластмассовая", ["3924100000", "3924100000"], "piece", 1_240, 260, 3),
    ware("手机保护壳 / Чехлы для телефонов", ["3926909090", "3926909709"], "piece", 690, 45, 4),
];

/// The goods of one shipment.
#[derive(Debug, Clone)]
pub struct Cargo {
    /// In words.
    pub words: String,
    /// Main goods: China's code and the EAEU's.
    pub codes: (&'static str, &'static str),
    /// The lines as JSON.
    pub lines: String,
    /// Declared value in hundredths of `currency`.
    pub cents: i64,
    /// ISO 4217.
    pub currency: &'static str,
    /// Packages.
    pub packages: u32,
    /// Gross weight in tens of grams.
    pub weight: i64,
}

/// One line before it is written: the ware, how many, and the price in hundredths.
pub type Line<'a> = (&'a Ware, i64, i64);

#[derive(Serialize)]
struct Written<'a> {
    description: &'a str,
    hs_code: &'a str,
    tnved_code: &'a str,
    quantity: String,
    unit: &'a str,
    value: String,
}

impl Cargo {
    /// Draws the goods of a shipment.
    pub fn draw(dice: &mut Dice) -> Self {
        let currency = *dice.pick(&["CNY", "CNY", "CNY", "CNY", "CNY", "CNY", "CNY", "CNY", "USD", "RUB"]);
        let size = dice.about(1.0, 0.7);
        let wanted = 1 + dice.below(4);
        let mut lines: Vec<Line<'static>> = Vec::new();
        while lines.len() < wanted {
            let Some(ware) = dice.weigh(WARES.iter(), |ware| ware.weight) else { break };
            if lines.iter().any(|(other, ..)| *other == ware) {
                break;
            }
            let price = in_currency(dice.about(ware.price as f64, 0.18) as i64, currency).max(1);
            let quantity = (dice.about(9_000_000.0 * size / ware.price as f64, 0.5) as i64).max(6);
            lines.push((ware, quantity, price));
        }
        let pieces: i64 = lines.iter().map(|(_, quantity, _)| quantity).sum();
        let per_package = dice.between(18, 48);
        Self::new(&lines, currency, (pieces / per_package).max(2) as u32)
    }

    /// The goods that some lines make.
    pub fn new(lines: &[Line<'_>], currency: &'static str, packages: u32) -> Self {
        let written: Vec<Written<'_>> = lines.iter().map(|line| written(*line)).collect();
        let names: Vec<&str> = lines.iter().map(|(ware, ..)| ware.name).collect();
        let main = lines.iter().max_by_key(|(_, quantity, price)| quantity * price);
        let net: i64 = lines.iter().map(|(ware, quantity, _)| ware.grams * quantity).sum();
        Self {
            words: names.join("; "),
            codes: main.map_or((WARES[0].hs, WARES[0].tnved), |(ware, ..)| (ware.hs, ware.tnved)),
            lines: serde_json::to_string(&written).unwrap_or_default(),
            cents: lines.iter().map(|(_, quantity, price)| quantity * price).sum(),
            currency,
            packages,
            weight: net * 107 / 1000 + i64::from(packages) * 45,
        }
    }

    /// Whether shoes or hats are the main goods.
    pub fn is_worn(&self) -> bool {
        self.codes.0.starts_with("64") || self.codes.0.starts_with("65")
    }
}

/// Hundredths as a decimal.
pub fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn written<'a>((ware, quantity, price): Line<'a>) -> Written<'a> {
    Written {
        description: ware.name,
        hs_code: ware.hs,
        tnved_code: ware.tnved,
        quantity: quantity.to_string(),
        unit: ware.unit,
        value: decimal(quantity * price),
    }
}

/// Fen in hundredths of another currency, at a rate of some year.
fn in_currency(fen: i64, currency: &str) -> i64 {
    match currency {
        "USD" => fen * 10 / 72,
        "RUB" => fen * 113 / 10,
        _ => fen,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use crate::domain::codes::{Amount, Cell, HsCode};
    use crate::domain::goods::GoodsLines;
    use rust_decimal::Decimal;

    #[test]
    fn codes_agree_in_six_digits() {
        for ware in &WARES {
            assert!(HsCode::read(ware.hs).is_some() && HsCode::read(ware.tnved).is_some(), "{}", ware.name);
        }
        let shoes = WARES.iter().filter(|ware| ware.hs.starts_with("64"));
        assert!(shoes.clone().count() >= 8);
        assert!(WARES.iter().all(|ware| ware.hs[..6] == ware.tnved[..6]));
    }

    #[test]
    fn lines_add_up_to_the_value() {
        let mut dice = Dice::new(5, 5);
        for _ in 0..300 {
            let cargo = Cargo::draw(&mut dice);
            let lines = GoodsLines::read(&cargo.lines).expect("readable lines");
            let sum: Decimal = lines.lines().iter().filter_map(|line| line.value.as_ref()).map(Amount::value).sum();
            assert_eq!(Amount::read(&decimal(cargo.cents)).map(|value| value.value()), Some(sum));
            assert!((1..=4).contains(&lines.lines().len()) && cargo.packages >= 2 && cargo.weight > 0);
        }
    }
}
