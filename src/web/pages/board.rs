//! The board: the sentence, five reaches with a mark for every open shipment, what needs someone now.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::codes::{Cell, PlaceCode};
use crate::domain::local_time;
use crate::domain::stage::Stage;
use crate::domain::time::{Moment, Stamp};
use crate::i18n::{clock, offset};
use crate::office::board::{self, Board, Holder, Look, Mark, Reach};
use crate::office::find::ListedShipment;
use crate::office::reference_data::ReferenceData;
use crate::office::rights::Right;
use crate::values;
use crate::web::app::AppState;
use crate::web::app_error::AppError;
use crate::web::form;
use crate::web::frame::Frame;
use crate::web::list_filter::NOBODY;
use crate::web::page::rendered_page;
use crate::web::presenter::Presenter;
use crate::web::request_user::RequestUser;
use crate::web::row::{RowWords, ShipmentRow};

/// The cookie that remembers who looked at the board, since when what changed is shown, and when they looked last.
const LOOKED_COOKIE: &str = "looked";
/// Whoever comes back sooner is still looking: what changed stays in sight.
const ONE_LOOK: i64 = 30 * 60 * 1_000_000;
/// How long it is remembered.
const REMEMBERED: Duration = Duration::days(30);
/// Columns of a reach's drawing, and how many of them lie within the target.
const COLUMNS: usize = 52;
const WITHIN: usize = 40;
/// Marks within the target and beyond it, beyond which each stands for several.
const MOST_MARKS: [usize; 2] = [150, 100];
/// Places that are named; the others are counted together.
const MOST_PLACES: usize = 8;
/// The highest pile of marks.
const PILE: usize = 10;

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage<'p> {
    frame: Frame,
    sentence: String,
    when: String,
    reaches: Vec<ReachView>,
    not_begun: Option<String>,
    parts: [Part<'p>; 2],
    /// What an office does first, where nothing was ever registered.
    first_steps: Vec<FirstStep>,
    changed: Vec<ShipmentRow<'p>>,
    since: Option<String>,
    places: Vec<PlaceRow>,
    holds: Vec<HoldRow>,
    can_register: bool,
}

/// The shipments that are the office's to do, or those that wait for others.
struct Part<'p> {
    title: String,
    rows: Vec<ShipmentRow<'p>>,
    all: Option<String>,
    path: &'static str,
    /// What stands where there are none.
    none: Option<String>,
}

/// What an office does before its first shipment is tracked.
struct FirstStep {
    path: &'static str,
    text: String,
    about: String,
    is_done: bool,
}

struct ReachView {
    depth: usize,
    name: String,
    path: String,
    count: String,
    marks: Vec<MarkView>,
    budget: String,
    each: Option<String>,
    counts: Vec<(&'static str, String, String, bool)>,
    label: String,
}

struct MarkView {
    x: String,
    y: usize,
    class: &'static str,
}

/// Holds by who must act and why.
struct HoldRow {
    who: String,
    reason: String,
    count: String,
    path: String,
}

struct PlaceRow {
    name: String,
    clock: String,
    count: String,
    path: String,
    width: usize,
}

/// Shows it.
pub async fn show(office: web::Data<AppState>, request_user: RequestUser, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let person = request_user.id();
    let cookie = request.cookie(LOOKED_COOKIE);
    let since = since(cookie.as_ref().map_or("", Cookie::value), person, office.now().micros());
    let looked = since.and_then(Moment::from_micros);
    let who = request_user.clone();
    let shown = office.run_as(&request_user, move |office, context| {
        let board = board::board(office, context, looked)?;
        let now = board.now.unwrap_or_else(Moment::earliest);
        let presenter = Presenter::new(&who, ReferenceData::load(office, context)?);
        let words = RowWords::new(&presenter, now.instant());
        Ok::<_, AppError>((now, view(&who, (&presenter, &words), &board, looked, now).render()?))
    });
    let (now, html) = shown.await?;
    let mut answer = rendered_page(html);
    let kept = Cookie::build(LOOKED_COOKIE, format!("{person}.{}.{}", since.unwrap_or(-1), now.micros()))
        .path("/")
        .max_age(REMEMBERED)
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(office.settings.is_secure())
        .finish();
    answer.add_cookie(&kept).map_err(|error| AppError::Broken(error.to_string()))?;
    Ok(answer)
}

/// Since when what changed is new to someone: since they looked last, before this look began; none at the first.
fn since(cookie: &str, person: i64, now: i64) -> Option<i64> {
    let mut parts = cookie.split('.').map(|part| part.parse::<i64>().ok());
    let (who, since, last) = (parts.next()??, parts.next()??, parts.next()??);
    let since = if now.saturating_sub(last) > ONE_LOOK { last } else { since };
    (who == person && since >= 0).then_some(since)
}

fn view<'p>(
    request_user: &RequestUser,
    (presenter, words): (&'p Presenter, &'p RowWords<'p>),
    board: &'p Board,
    looked: Option<Moment>,
    now: Moment,
) -> BoardPage<'p> {
    let language = request_user.language;
    let sentence = language.format("board-sentence", values!(open = board.open, overdue = board.overdue));
    let most = board.places.first().map_or(1, |(_, count)| *count);
    BoardPage {
        frame: Frame::new(request_user, language.text("nav-board")),
        sentence,
        when: presenter.moment(now),
        reaches: Stage::ALL.iter().zip(&board.reaches).map(|(stage, reach)| reach_view(presenter, *stage, reach)).collect(),
        not_begun: (board.not_begun > 0).then(|| language.format("board-not-begun", values!(count = board.not_begun))),
        parts: [
            part(words, ("board-to-do", Some("board-calm"), "/shipments?state=to_do"), &board.to_do, board.to_do_count),
            part(words, ("board-waiting", None, "/shipments?state=waiting"), &board.waiting, board.waiting_count),
        ],
        first_steps: if board.is_empty { first_steps(request_user, presenter) } else { Vec::new() },
        changed: words.rows(&board.changed),
        since: looked.map(|looked| presenter.moment(looked)),
        places: board
            .places
            .iter()
            .take(MOST_PLACES)
            .map(|(code, count)| place_row(presenter, code.as_deref(), *count, most, now))
            .chain(other_places(presenter, &board.places, most))
            .collect(),
        holds: board.holds.iter().map(|(holder, count)| hold_row(presenter, holder, *count)).collect(),
        can_register: request_user.may(Right::Register),
    }
}

fn part<'p>(
    words: &'p RowWords<'p>,
    (title, none, path): (&str, Option<&str>, &'static str),
    listed: &'p [ListedShipment],
    count: usize,
) -> Part<'p> {
    let language = words.language();
    Part {
        title: language.text(title),
        rows: words.rows(listed),
        all: (count > listed.len()).then(|| language.format("board-all", values!(count = count))),
        path,
        none: none.filter(|_| listed.is_empty()).map(|none| language.text(none)),
    }
}

/// Places, lanes with targets, the office's own file, the first shipment: those that the reader may do.
fn first_steps(request_user: &RequestUser, presenter: &Presenter) -> Vec<FirstStep> {
    let known = &presenter.known;
    let steps = [
        ("/admin/places", ["first-places", "first-places-about"], Right::ManagePlaces, known.has_places()),
        ("/admin/lanes", ["first-lanes", "first-lanes-about"], Right::SetTargets, !known.lanes.is_empty()),
        ("/imports", ["first-file", "first-file-about"], Right::Import, false),
        ("/shipments/new", ["first-shipment", "first-shipment-about"], Right::Register, false),
    ];
    let may = steps.into_iter().filter(|(_, _, right, _)| request_user.may(*right));
    may.map(|(path, [text, about], _, is_done)| FirstStep { path, text: presenter.say(text), about: presenter.say(about), is_done })
        .collect()
}

fn hold_row(presenter: &Presenter, (who, reason): &Holder, count: usize) -> HoldRow {
    let asked = [("state", Some("held")), ("responsible", who.as_deref().or(Some(NOBODY))), ("reason", reason.as_deref())];
    HoldRow {
        who: who.as_deref().map_or_else(|| presenter.say("board-nobody"), |who| presenter.responsible(who)),
        reason: reason.as_deref().map(|reason| presenter.reason(reason)).unwrap_or_default(),
        count: presenter.language.number(count as u64),
        path: format!("/shipments?{}", form::query(asked.into_iter().filter_map(|(name, text)| Some((name, text?))))),
    }
}

fn place_row(presenter: &Presenter, code: Option<&str>, count: usize, most: usize, now: Moment) -> PlaceRow {
    let zone = code.and_then(PlaceCode::read).and_then(|place| presenter.known.zone(&place));
    let shown = zone.map(|zone| {
        let east = local_time::stamp(now.instant(), zone).map_or(0, Stamp::offset);
        format!("{} {}", clock(local_time::shown(now.instant(), zone)), offset(east))
    });
    PlaceRow {
        name: code.map_or_else(|| presenter.say("board-nowhere"), |code| presenter.place(code)),
        clock: shown.unwrap_or_default(),
        count: presenter.language.number(count as u64),
        path: code.map(|code| format!("/shipments?{}", form::query([("state", "open"), ("place", code)]))).unwrap_or_default(),
        width: (count * 100).div_ceil(most.max(1)),
    }
}

/// The shipments at the places that are not named, so that all of them add up.
fn other_places(presenter: &Presenter, places: &[(Option<String>, usize)], most: usize) -> Option<PlaceRow> {
    let others = places.get(MOST_PLACES..).filter(|others| !others.is_empty())?;
    let count: usize = others.iter().map(|(_, count)| count).sum();
    let name = presenter.language.format("board-other-places", values!(count = others.len()));
    let width = (count * 100).div_ceil(most.max(1)).min(100);
    Some(PlaceRow { name, clock: String::new(), count: presenter.language.number(count as u64), path: String::new(), width })
}

fn reach_view(presenter: &Presenter, stage: Stage, reach: &Reach) -> ReachView {
    let language = presenter.language;
    let each = each(&reach.marks);
    let path = |state: &str| format!("/shipments?state={state}&stage={stage}");
    let counted =
        |class, state: &str, key: &str, count: usize| (class, path(state), language.format(key, values!(count = count)), count == 0);
    let without = reach.marks.iter().filter(|mark| mark.share.is_none()).count();
    let label = values!(
        stage = presenter.stage(stage),
        count = reach.marks.len(),
        overdue = reach.overdue,
        risk = reach.at_risk,
        held = reach.held,
        missed = reach.missed
    );
    ReachView {
        depth: stage as usize + 1,
        name: presenter.stage(stage),
        path: path("open"),
        count: language.number(reach.marks.len() as u64),
        marks: marks(&reach.marks, each),
        budget: if without > 0 { language.format("board-without-budget", values!(count = without)) } else { language.text("board-budget") },
        each: (each > 1).then(|| language.format("board-each", values!(count = each))),
        counts: [
            Some(counted("overdue", "overdue", "board-overdue", reach.overdue)),
            (reach.missed > 0).then(|| counted("missed", "missed", "board-missed", reach.missed)),
            Some(counted("risk", "at_risk", "board-at-risk", reach.at_risk)),
            Some(counted("held", "held", "board-held", reach.held)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        label: language.format("board-reach", label),
    }
}

/// Whether a mark lies past the target.
fn is_past(mark: &Mark) -> bool {
    mark.share.is_some_and(|share| share > 1.0)
}

/// For how many shipments a mark stands, so that all of them have room.
fn each(marks: &[Mark]) -> usize {
    let past = marks.iter().filter(|mark| is_past(mark)).count();
    [marks.len() - past, past].into_iter().zip(MOST_MARKS).map(|(count, most)| count.div_ceil(most)).max().unwrap_or(1).max(1)
}

/// A mark for each shipment, or for several that are shown alike, where its share of the promise puts it; what finds no
/// room there stands as near as there is room, on its own side of the target. The worst come first: they stand at the
/// bottom, in their own place.
fn marks(marks: &[Mark], each: usize) -> Vec<MarkView> {
    let mut alike: BTreeMap<(bool, Reverse<Look>, Reverse<bool>), Vec<f64>> = BTreeMap::new();
    for mark in marks {
        let key = (is_past(mark), Reverse(mark.look), Reverse(mark.is_held));
        alike.entry(key).or_default().push(mark.share.unwrap_or(0.0));
    }
    let mut piles = [0_usize; COLUMNS];
    let mut views = Vec::new();
    for ((is_past, Reverse(look), Reverse(is_held)), mut shares) in alike {
        shares.sort_unstable_by(f64::total_cmp);
        let side = if is_past { WITHIN..COLUMNS } else { 0..WITHIN };
        for share in shares.chunks(each).filter_map(|alike| alike.get(alike.len() / 2)) {
            let own = ((share * WITHIN as f64) as usize).clamp(side.start, side.end - 1);
            let room = side.clone().filter(|column| piles[*column] < PILE);
            let Some(column) = room.min_by_key(|column| column.abs_diff(own)) else { continue };
            piles[column] += 1;
            views.push(MarkView {
                x: format!("{:.2}%", column as f64 * 100.0 / COLUMNS as f64),
                y: 60 - piles[column] * 6,
                class: match (look, is_held) {
                    (Look::Fine, false) => "fine",
                    (Look::Fine, true) => "held",
                    (Look::AtRisk, false) => "risk",
                    (Look::AtRisk, true) => "risk held",
                    (Look::Missed, false) => "missed",
                    (Look::Missed, true) => "missed held",
                    (Look::Overdue, false) => "overdue",
                    (Look::Overdue, true) => "overdue held",
                },
            });
        }
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_marks_are_drawn_as_there_are_shipments() {
        let mark = |share, look, is_held| Mark { share, look, is_held };
        // Fifty that have not begun, all in one place; forty overdue in one place, some held; two at the target's line.
        let mut reach = vec![mark(None, Look::Fine, false); 50];
        reach.extend(vec![mark(Some(1.01), Look::Overdue, false); 37]);
        reach.extend(vec![mark(Some(1.01), Look::Overdue, true); 3]);
        reach.extend([mark(Some(1.0), Look::AtRisk, false), mark(Some(1.000_001), Look::Missed, false)]);
        let drawn = marks(&reach, each(&reach));
        let count = |word: &str| drawn.iter().filter(|mark| mark.class.split(' ').any(|class| class == word)).count();
        assert_eq!((drawn.len(), count("overdue"), count("held"), count("risk"), count("missed")), (92, 40, 3, 1, 1));
        let places: std::collections::BTreeSet<_> = drawn.iter().map(|mark| (&mark.x, mark.y)).collect();
        assert_eq!(places.len(), drawn.len(), "no mark hides another");
        let line = WITHIN as f64 * 100.0 / COLUMNS as f64;
        for mark in &drawn {
            let x: f64 = mark.x.trim_end_matches('%').parse().unwrap_or_default();
            assert_eq!(x >= line - 0.01, mark.class.contains("overdue") || mark.class.contains("missed"), "{} {x}", mark.class);
        }
        // Of many each stands for several.
        let many = vec![mark(Some(0.5), Look::Fine, false); 301];
        assert_eq!((each(&many), marks(&many, each(&many)).len()), (3, 101));
    }

    #[test]
    fn what_changed_stays_in_sight_as_long_as_someone_looks() {
        for (cookie, now, expected) in [
            ("", 5, None),
            ("7.-1.1000", 2_000, None),
            ("7.-1.1000", 1_001 + ONE_LOOK, Some(1_000)),
            ("7.1000.5000", 5_000 + ONE_LOOK, Some(1_000)),
            ("7.1000.5000", 5_001 + ONE_LOOK, Some(5_000)),
            ("8.1000.5000", 6_000, None),
            ("7.1000", 6_000, None),
            ("x", 6_000, None),
        ] {
            assert_eq!(since(cookie, 7, now), expected, "{cookie}");
        }
    }
}
