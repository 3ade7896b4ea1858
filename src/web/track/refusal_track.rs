//! The small drawing beside a refused time: the time that was entered, what stands in its way, and how far now is.

use askama::Template;
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::Scene;
use super::axis::until;
use super::label::{Align, Label, Wanted, lay_out, width};
use super::pieces::Stretch;
use super::scale::{DAY, HOUR, Scale, Share};
use super::wording;
use crate::domain::intervals::Intervals;
use crate::domain::measure::{self, Span};
use crate::domain::time::Instant;
use crate::i18n;
use crate::values;

const SIZE: f64 = 12.0;
/// The least that is shown on either side of the two times.
const CONTEXT: i64 = 12 * HOUR;
/// Now is drawn where it lies within so many times that.
const NEAR: i64 = 3;

/// The way around a refused time.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "parts/refusal-track.html")]
pub struct RefusalTrack {
    labels: Vec<Label>,
    tall: bool,
    grid: Vec<Share>,
    /// With the depth of the stage.
    bars: Vec<(usize, Stretch)>,
    holds: Vec<Stretch>,
    yours: Share,
    obstacle: Option<Share>,
    /// Now, where it is inside.
    now: Option<Share>,
    /// What did not happen yet: from now, or from the left edge, to the right one.
    ahead: Option<(Share, Share)>,
    spoken: String,
}

impl RefusalTrack {
    /// `yours` is the refused instant and `zone` that of the place it was entered for; the obstacle is named as in
    /// “hold lifted”: its time is added.
    pub fn new(scene: &Scene<'_>, yours: Instant, zone: Tz, obstacle: Option<(Instant, String)>) -> Self {
        let now = scene.now();
        let scale = scale(yours, obstacle.as_ref().map(|(at, _)| *at), now);
        let is_near = (scale.left()..scale.right()).contains(&now.seconds());
        let words = RefusalWords { scene, yours, zone, obstacle };
        let wanted = words.wanted(&scale, is_near);
        let labels = lay_out(&wanted);
        let drawn = |span: Span| span.0.seconds() < scale.right() && span.1.seconds() > scale.left();
        let still: Vec<Span> = Intervals::from_replay(scene.replay).stillness(now).into_iter().filter(|span| drawn(*span)).collect();
        Self {
            tall: labels.iter().any(|label| label.line == 0),
            labels,
            grid: words.hours(&scale).into_iter().map(|(at, _)| scale.share(at)).collect(),
            bars: bars(scene, &scale, &still).into_iter().collect(),
            holds: still.iter().map(|hold| Stretch::new(&scale, *hold, words.hold(*hold))).collect(),
            yours: scale.share(yours),
            obstacle: words.obstacle.as_ref().map(|(at, _)| scale.share(*at)),
            now: is_near.then(|| scale.share(now)),
            ahead: (now.seconds() < scale.right()).then(|| (scale.share(now), Share(100.0) - scale.share(now))),
            spoken: words.spoken(),
        }
    }
}

/// The two times with as much around them that their distance is seen, and now, where it is near.
fn scale(yours: Instant, obstacle: Option<Instant>, now: Instant) -> Scale {
    let (yours, now) = (yours.seconds(), now.seconds());
    let other = obstacle.map_or(yours, |at| at.seconds());
    let (mut first, mut last) = (yours.min(other), yours.max(other));
    let context = ((last - first) * 2).max(CONTEXT);
    if now < first && first - now <= NEAR * context {
        first = now;
    }
    if now > last && now - last <= NEAR * context {
        last = now;
    }
    Scale::with_margin((first - context).max(0), last + context, 0.0)
}

fn bars(scene: &Scene<'_>, scale: &Scale, still: &[Span]) -> Vec<(usize, Stretch)> {
    let visits = scene.replay.visits.iter().flat_map(|visit| {
        let span = visit.span(until(scene));
        let title = wording::visit(scene, visit, span);
        let parts = measure::without(still, span).into_iter();
        parts.map(move |part| (visit.stage as usize + 1, part, title.clone()))
    });
    let inside = visits.filter(|(_, (from, to), _)| from.seconds() < scale.right() && to.seconds() > scale.left());
    inside.map(|(depth, part, title)| (depth, Stretch::new(scale, part, title))).collect()
}

struct RefusalWords<'a> {
    scene: &'a Scene<'a>,
    yours: Instant,
    zone: Tz,
    obstacle: Option<(Instant, String)>,
}

impl RefusalWords<'_> {
    fn local(&self, at: Instant) -> NaiveDateTime {
        wording::local(at, self.zone).time
    }

    /// The time alone where all that is named lies on one day, else with its day, and with its year if they differ.
    fn time(&self, at: Instant) -> String {
        let (language, local) = (self.scene.language, self.local(at));
        let named = [self.yours, self.obstacle.as_ref().map_or(self.scene.now(), |(at, _)| *at), at].map(|at| self.local(at).date());
        if named.iter().all(|day| *day == named[0]) {
            i18n::clock(local)
        } else if named.iter().all(|day| day.year() == named[0].year()) {
            language.day_and_time(local)
        } else {
            language.date_and_time(local)
        }
    }

    fn yours(&self) -> String {
        self.scene.language.format("track-yours", values!(time = self.time(self.yours)))
    }

    fn obstacle(&self) -> Option<(Instant, String)> {
        self.obstacle.as_ref().map(|(at, what)| (*at, format!("{what} {}", self.time(*at))))
    }

    fn now(&self) -> String {
        self.scene.language.format("track-now-time", values!(time = self.time(self.scene.now())))
    }

    fn hold(&self, span: Span) -> String {
        let is_open = self.scene.state.is_held() && span.1 == self.scene.now();
        self.scene.replay.registered.map(|recorded| wording::hold(self.scene, recorded, span, is_open)).unwrap_or_default()
    }

    fn spoken(&self) -> String {
        let zone = i18n::offset(wording::local(self.yours, self.zone).offset());
        let parts = [Some(self.yours()), self.obstacle().map(|(_, text)| text), Some(self.now())];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(self.scene.language.clause_mark());
        format!("{parts} ({zone})")
    }

    /// Labels over the drawing (lines 0 and 1), in it (2) and under it (3).
    fn wanted(&self, scale: &Scale, is_near: bool) -> Vec<Wanted> {
        let label = |at: Share, text: String, class: &'static str, lines: &'static [usize], ways: &'static [Align]| {
            let bold = !["hour", "ahead"].contains(&class);
            Wanted { at, width: width(&text, SIZE, bold), text, class, lines, ways, only_wide: false }
        };
        let obstacle = self.obstacle();
        let yours_first = obstacle.as_ref().is_none_or(|(at, _)| self.yours <= *at);
        const BEFORE: &[Align] = &[Align::Before, Align::Edge, Align::Middle];
        const AFTER: &[Align] = &[Align::After, Align::Edge, Align::Middle];
        let (mine, theirs) = if yours_first { (BEFORE, AFTER) } else { (AFTER, BEFORE) };
        let mine = if obstacle.is_none() { &[Align::Middle, Align::Edge] as &[Align] } else { mine };
        let mut wanted = vec![label(scale.share(self.yours), self.yours(), "yours", &[1], mine)];
        if let Some((at, text)) = obstacle {
            wanted.push(label(scale.share(at), text, "obstacle", &[1, 0], theirs));
        }
        if is_near {
            let now = self.scene.now();
            wanted.push(label(scale.share(now), self.now(), "now", &[3], &[Align::Middle, Align::Edge]));
        }
        let ahead = self.scene.language.text("track-not-yet");
        if self.scene.now().seconds() < scale.right() {
            wanted.push(label(scale.share(self.scene.now()), ahead, "ahead", &[2], &[Align::After]));
        }
        let hours = self.hours(scale).into_iter();
        wanted.extend(hours.map(|(at, text)| label(scale.share(at), text, "hour", &[3], &[Align::Middle])));
        wanted
    }

    /// Round hours of the place; midnight has its day.
    fn hours(&self, scale: &Scale) -> Vec<(Instant, String)> {
        let length = scale.length() as i64;
        let step = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR].into_iter().find(|step| length / step <= 6);
        let step = step.unwrap_or_else(|| (length / 4 / DAY).max(1) * DAY);
        let Some(left) = Instant::from_seconds(scale.left().max(0)) else { return Vec::new() };
        let midnight = self.local(left).date().and_time(NaiveTime::MIN);
        let locals = (0..).map_while(|count| midnight.checked_add_signed(TimeDelta::seconds(step * count)));
        let instants = locals.filter_map(|local| self.zone.from_local_datetime(&local).earliest().map(|at| (local, at.timestamp())));
        let inside = instants.skip_while(|(_, at)| *at <= scale.left()).take_while(|(_, at)| *at < scale.right());
        inside.filter_map(|(local, at)| Instant::from_seconds(at).map(|at| (at, self.hour(local)))).collect()
    }

    fn hour(&self, local: NaiveDateTime) -> String {
        if local.time() == NaiveTime::MIN { self.scene.language.day(local.date()) } else { i18n::clock(local) }
    }
}
