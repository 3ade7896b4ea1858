//! Labels on an axis that never run into each other: laid out twice, for a narrow drawing and for a wide one,
//! by an estimate of their widths that errs to the wide side. The sheet shows one of the two.

use super::scale::Share;

/// The narrowest drawing: the screen of a small phone without its gutters, in px.
const NARROW: f64 = 288.0;
/// The least width at which `track.css` shows the wide layout, in px.
const WIDE: f64 = 640.0;
/// The least room between two labels, in px.
const GAP: f64 = 7.0;
/// How far a label may hang over the edge of the drawing, in px: less than the page's gutter.
const OVERHANG: f64 = 6.0;
/// From a line to the label beside it, in px.
const BESIDE: i32 = 6;

/// A text on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where it is anchored.
    pub x: Share,
    /// How far it is moved from there, in px.
    pub dx: i32,
    /// On which line, from the top.
    pub line: usize,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// What it says.
    pub text: String,
    /// What it is, and `narrow` or `wide` if it is for one of the two only.
    pub class: String,
}

/// How a label stands to the point that it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    /// Over it.
    Middle,
    /// Left of it.
    Before,
    /// Right of it.
    After,
    /// From it to the right, without a gap.
    From,
    /// At the nearer edge of the drawing.
    Edge,
}

/// A label that wants a place: the lines and ways it would take, the best first.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub at: Share,
    pub text: String,
    pub class: &'static str,
    /// In px.
    pub width: f64,
    pub lines: &'static [usize],
    pub ways: &'static [Align],
    /// Shown in the wide layout only.
    pub only_wide: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    line: usize,
    x: Share,
    dx: i32,
    anchor: &'static str,
    from: f64,
    to: f64,
}

/// Finds places, the first label first; one that finds none is left out.
pub(super) fn lay_out(wanted: &[Wanted]) -> Vec<Label> {
    let narrow = places(wanted, NARROW, |label| !label.only_wide);
    let wide = places(wanted, WIDE, |_| true);
    let mut labels = Vec::new();
    for ((label, narrow), wide) in wanted.iter().zip(narrow).zip(wide) {
        let same = |a: &Place, b: &Place| (a.line, a.x, a.dx, a.anchor) == (b.line, b.x, b.dx, b.anchor);
        let mut push = |place: &Place, layout: &str| labels.push(written(label, place, layout));
        match (&narrow, &wide) {
            (Some(narrow), Some(wide)) if same(narrow, wide) => push(narrow, ""),
            (narrow, wide) => {
                narrow.iter().for_each(|place| push(place, " narrow"));
                wide.iter().for_each(|place| push(place, " wide"));
            }
        }
    }
    labels
}

fn written(label: &Wanted, place: &Place, layout: &str) -> Label {
    let class = format!("{}{layout}", label.class);
    Label { x: place.x, dx: place.dx, line: place.line, anchor: place.anchor, text: label.text.clone(), class }
}

fn places(wanted: &[Wanted], drawing: f64, shown: impl Fn(&Wanted) -> bool) -> Vec<Option<Place>> {
    let mut taken: Vec<Place> = Vec::new();
    let mut find = |label: &Wanted| {
        let tried = label.lines.iter().flat_map(|line| label.ways.iter().map(|way| place(label, *line, *way, drawing)));
        let free = |place: &Place| {
            let inside = place.from >= -OVERHANG && place.to <= drawing + OVERHANG;
            inside && taken.iter().all(|other| other.line != place.line || place.to + GAP <= other.from || other.to + GAP <= place.from)
        };
        let found = tried.into_iter().find(free);
        taken.extend(found);
        found
    };
    wanted.iter().map(|label| if shown(label) { find(label) } else { None }).collect()
}

fn place(label: &Wanted, line: usize, way: Align, drawing: f64) -> Place {
    let right = label.at.0 > 50.0;
    let (x, dx, anchor) = match way {
        Align::Middle => (label.at, 0, "middle"),
        Align::Before => (label.at, -BESIDE, "end"),
        Align::After => (label.at, BESIDE, "start"),
        Align::From => (label.at, 0, "start"),
        Align::Edge if right => (Share(100.0), 0, "end"),
        Align::Edge => (Share(0.0), 0, "start"),
    };
    let anchored = x.0 / 100.0 * drawing + f64::from(dx);
    let from = match anchor {
        "start" => anchored,
        "middle" => anchored - label.width / 2.0,
        _ => anchored - label.width,
    };
    Place { line, x, dx, anchor, from, to: from + label.width }
}

/// How wide a text is at most, in px: measured on the widest of the house's fonts.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(em).sum();
    ems * size * if bold { 1.08 } else { 1.0 }
}

fn em(character: char) -> f64 {
    match character {
        ' ' | '\u{a0}' | '\u{202f}' => 0.28,
        ',' | '.' | ':' | ';' | '\u{b7}' | 'i' | 'l' | 'j' | 'I' | '\'' => 0.3,
        '0'..='9' | 'a'..='z' | '\u{2013}' | '-' | '+' => 0.6,
        'A'..='Z' => 0.7,
        // Cyrillic capitals; small letters, of which some are as wide as capitals.
        '\u{400}'..='\u{42f}' => 0.74,
        '\u{430}'..='\u{4ff}' => 0.64,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(at: f64, text: &str) -> Wanted {
        Wanted {
            at: Share(at),
            text: text.to_owned(),
            class: "day",
            width: width(text, 12.0, false),
            lines: &[1],
            ways: &[Align::Middle],
            only_wide: false,
        }
    }

    fn shown(labels: &[Label]) -> Vec<(&str, &str, usize, &str)> {
        labels.iter().map(|label| (label.text.as_str(), label.class.as_str(), label.line, label.anchor)).collect()
    }

    #[test]
    fn what_has_no_room_on_a_narrow_drawing_is_shown_on_a_wide_one() {
        // “10” is 14.4 px wide: at 50 % and 56 % the two are 17.3 px apart of 288, 38.4 of 640.
        let labels = lay_out(&[day(50.0, "10"), day(56.0, "12"), day(51.0, "11")]);
        assert_eq!(shown(&labels), [("10", "day", 1, "middle"), ("12", "day wide", 1, "middle")]);
    }

    #[test]
    fn a_label_steps_aside_before_it_steps_up() {
        let wide = |at, ways| Wanted { width: 90.0, lines: &[1, 0], ways, ..day(at, "x") };
        let labels = lay_out(&[wide(90.0, &[Align::Middle, Align::Edge]), wide(66.0, &[Align::Middle, Align::Before])]);
        // 90 px at 90 % of 288 would end at 304: it goes to the edge, 198 to 288. At 66 %, 145 to 235 is taken, 94 to 184 free.
        assert_eq!(
            shown(&labels),
            [("x", "day narrow", 1, "end"), ("x", "day wide", 1, "middle"), ("x", "day narrow", 1, "end"), ("x", "day wide", 1, "middle")]
        );
        let labels = lay_out(&[wide(90.0, &[Align::Edge]), wide(85.0, &[Align::Before])]);
        assert_eq!(shown(&labels)[1], ("x", "day narrow", 0, "end"));
    }
}
