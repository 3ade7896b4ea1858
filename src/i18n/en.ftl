## Rules of time and fields: what is wrong, and what to do.
## $value: what stood in the cell; $way: the event in the way, as a row or a number.

rule-kind_unknown = “{ $value }” is not a kind of event. Use registered, entered, skipped, held, released, noted, milestone, customs, amended, split, packed, unpacked, scanned, attached, delivered, returned, refused, seized, destroyed, lost, cancelled or retracted.
rule-field_missing = This cell must be filled for this kind of event.
rule-field_unexpected = “{ $value }” does not belong here: this kind of event has no such field. Are the columns shifted?
rule-reason_missing = Give a reason: a hold or a retraction without one does not exist.
rule-stage_unknown = “{ $value }” is not a stage. Use declaration, quarantine, inspection, transport or delivery, in small letters.
rule-time_invalid = “{ $value }” is not a date and time with an offset. Write it like 2021-07-19T14:05:00+08:00.
rule-value_invalid = “{ $value }” cannot be read here, or is not one of the allowed values.
rule-in_future = “{ $value }” lies more than five minutes ahead of its recording. Check the day, the clock and the offset.
rule-place_unknown = The place “{ $value }” is not known. Correct it, or allow places to be created (--create-places).
rule-number_invalid = “{ $value }” is not a number of its own within the shipment. Number all of its rows from 1, or none.
rule-recorded_backwards = It was recorded before the event before it ({ $way }). Numbers follow the order of recording.
rule-not_registered = The first event of a shipment, number 1, must be registered.
rule-registered_twice = The shipment is registered already ({ $way }).
rule-refers_unknown = No earlier event of the shipment has that number.
rule-cannot_retract = A registration, a split or a retraction cannot be retracted ({ $way }). Enter what is right as a new event.
rule-already_retracted = That event is retracted already ({ $way }).
rule-after_outcome = The shipment has its outcome already ({ $way }). Retract the outcome first, or correct the time.
rule-no_open_hold = There is no open hold that this releases. Check the number, the reason and the time.
rule-hold_ambiguous = More than one hold is open ({ $way } is one). Say which by its number in refers_to.
rule-release_before_hold = The hold began later ({ $way }). Correct one of the two times.
rule-no_stage = It cannot be delivered: it was never in any stage.
rule-already_in_stage = It is in that stage already ({ $way }).
rule-back_without_reason = It goes back to an earlier stage (after { $way }). Give the reason, or correct the time.
rule-already_entered = That stage was entered ({ $way }), so it cannot be skipped.
rule-already_skipped = That stage is skipped already ({ $way }).
rule-hold_open = A hold is open at that time ({ $way }). Release it first, or correct the time.
rule-split_exceeds = More would leave than there is ({ $way }).

## The file itself, and what may stand in a cell

file-column-missing = The file has no column named { $column }. Is its first row the headings, separated by commas, in UTF-8?
file-column-twice = The column { $column } stands twice.
file-no-detail = An amendment must change at least one detail.
file-quote-open = A quotation mark is opened and never closed: all that follows it was read as one cell.
file-cells = The row has more or fewer cells than the headings.
file-not-utf8 = “{ $value }” is not UTF-8. Save the file as “CSV UTF-8”.
form-reference = A reference has 1 to 64 characters, no / and no space at its ends, and is not “new”.
form-place = A place is a code without spaces, such as CNHCG or RU-X-KRASKINO.
form-mode = Use 9610, 1210, 9710, 9810 or 0110.
form-hs-code = Use ten digits.
form-goods-lines = Use a JSON array of lines with description, hs_code, tnved_code, quantity, unit and value, each as text.
form-whole = Use a whole number.
form-decimal = Use a number of 0 or more with a decimal point, such as 850.5.
form-currency = Use three capitals, such as CNY.
form-country = Use two capitals, such as CN.
form-classifier = Use planned, estimated or actual.
form-pauses = Use true or false.
form-parcels = Separate codes by spaces; the check digit of a 13-character code (UPU S10) must be right.
form-document = Use the 64 hexadecimal digits of SHA-256.
form-minutes = Use whole minutes, 1 or more.

fault-where = Row { $row }
fault-shipment = shipment { $shipment }
fault-column = column { $column }
way-row = row { $row }
way-number = recorded event { $number }
way-none = none

## Words

stage-declaration = Declaration
stage-quarantine = Quarantine
stage-inspection = Inspection
stage-transport = Transport
stage-delivery = Delivery
clock-door_to_door = Door to door
clock-release = Release
clock-clearance = Clearance
clock-declaration = Declaration
clock-quarantine = Quarantine
clock-inspection = Inspection
clock-transport = Transport
clock-delivery = Delivery
outcome-delivered = Delivered
outcome-returned = Returned
outcome-refused = Refused
outcome-seized = Seized
outcome-destroyed = Destroyed
outcome-lost = Lost
outcome-cancelled = Cancelled
cohort-completed = completed in the period
cohort-started = started in the period
state-running = running
state-ended = ended
state-stopped = stopped
warning-entered_after_skip = entered although it had been skipped
warning-stage_missing = neither entered nor skipped
warning-zero_visit = a visit of 0 seconds
unit-days = { $number } d
unit-hours = { $number } h
unit-minutes = { $number } min
local-day-time = { $day }, { $time }
local-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
yes = yes
no = no

## The clearance report

report-title = Clearance report
report-as-of = As of { $as_of }; ledger { $sequence }, seal { $seal }
report-period = Period { $from } – { $to }, { $cohort }, days of { $zone }
report-open-day = open
report-lane = Lane { $origin } → { $destination }
report-shipments = { $total ->
    [one] { $total } shipment
   *[other] { $total } shipments
}, { $open } open
report-gross = Gross (holds included)
report-net = Net (without pausing holds)
report-targets = Against the targets, and what is not counted
report-with-target = With target
report-ends = Door to door ends with the delivery; release when declaration to inspection are left behind; clearance when quarantine to transport are, so it includes the carriage. A stage adds up its visits.
report-lane-unknown = The place { $place } is not known: no shipment can have it.
report-clock = Clock
report-n = n
report-mean = Mean
report-sd = SD
report-min = Min
report-median = Median
report-p90 = P90
report-max = Max
report-within = Within target
report-late = Late
report-open = Open
report-open-late = Open, late
report-excluded = Left out
report-partial = Partial
report-notes = n counts clocks that ended; open ones and those stopped by an exception (left out) are in no mean. Partial: a stage of the span is missing, so it may be too short. Quantiles: linear interpolation (type 7); SD of the sample (n − 1). Days of 24 hours.
report-few = * fewer than 5 shipments: no quantiles, no deviation

## Timelines

timeline-as-of = As of { $as_of }
timeline-stage = Stage: { $stage }
timeline-no-stage = In no stage
timeline-outcome = { $outcome } at { $at }
timeline-visits = Visits
timeline-holds = Holds
timeline-clocks = Clocks
timeline-warnings = Warnings
timeline-customs = Customs
timeline-stage-head = Stage
timeline-clock-head = Clock
timeline-entered = Entered
timeline-left = Left
timeline-duration = Duration
timeline-number = No.
timeline-reason = Reason
timeline-held = Held
timeline-released = Ended
timeline-pauses = Pauses
timeline-start = Start
timeline-end = End
timeline-gross = Gross
timeline-net = Net
timeline-target = Target
timeline-within = Within
timeline-state = State
timeline-skipped = Skipped: { $stages }

## The drawing of a shipment

track-caption = The way of the shipment: time to scale, by stage
track-clock-clearance = Clearance clock: quarantine to transport
track-clock-door = Door-to-door clock: declaration to delivery
track-clock-waits = Target { $target }: its clock has not started
track-day-zero = day 0
track-now = now
track-at-day = { $what }, day { $day }
track-at-hours = { $what }, after { $after }
track-target = Target { $target }
track-due = { $target }: due { $at }, { $place }
track-spent = Spent
track-budget = Budget
track-left = Left / over
track-since = Since { $day }
track-since-at = Since { $day }, { $place }
track-visits = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
track-visits-at = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}: { $places }
track-held = held { $duration }
track-skipped = not required
track-missing = missing
track-not-entered = { $stage }: not entered yet
track-visit = { $stage }: { $from } to { $to }, { $duration }
track-visit-open = { $stage }: since { $from }, { $duration }
track-hold = held { $from } to { $to }, { $duration }
track-hold-open = held since { $from }, { $duration }
track-budget-of = budget { $duration }
track-over-by = { $duration } over the budget
track-customs = Customs { $country }
track-legend = Legend
track-legend-stage = in the stage
track-legend-held = held
track-legend-budget = stage budget
track-legend-plan = budget of a stage to come
track-legend-over = over the budget
track-legend-target = target
track-legend-released = released
track-yours = yours { $time }
track-not-yet = not yet
track-now-time = now { $time }
track-row = { $share } % of the target used
track-row-no-target = no target
track-pips = Stage { $number } of 5: { $stage }
track-pips-none = In no stage

## What the commands say

import-done = Recorded { $events ->
    [one] { $events } event
   *[other] { $events } events
} of { $shipments ->
    [one] { $shipments } shipment
   *[other] { $shipments } shipments
}.
import-passed-over = { $rows ->
    [one] { $rows } row was there already and is passed over.
   *[other] { $rows } rows were there already and are passed over.
}
import-created-places = { $places ->
    [one] { $places } place was created: { $codes }
   *[other] { $places } places were created: { $codes }
}
import-unknown-columns = Columns that are not known are passed over: { $columns }
import-refused = Nothing was imported: { $faults ->
    [one] { $faults } fault.
   *[other] { $faults } faults.
}
import-not-empty = Nothing was imported: --as-recorded needs a database without shipments. Use an empty database, or leave the option out.
export-done = Wrote { $events ->
    [one] { $events } event
   *[other] { $events } events
} of { $shipments ->
    [one] { $shipments } shipment
   *[other] { $shipments } shipments
}.
demo-done = Filled { $database } with { $shipments ->
    [one] { $shipments } shipment
   *[other] { $shipments } shipments
} and { $events ->
    [one] { $events } event
   *[other] { $events } events
} (seed { $seed }, as of { $at }). These are samples: real work begins with a new database.
demo-not-empty = { $database } has shipments already. Samples go into an empty database only.
migrate-done = { $database } is up to date.
check-fine = Everything agrees: ledger { $sequence }, seal { $seal }.
check-wrong = { $count ->
    [one] { $count } thing does not agree
   *[other] { $count } things do not agree
} (ledger { $sequence }, seal { $seal }).
check-commands-missing = Commands { $from } to { $to } are missing from the ledger.
check-seal-differs = Command { $sequence } of { $shipment } is not what was sealed (events { $numbers }).
check-event-unreadable = Event { $number } of { $shipment } is not as the ledger writes it.
check-event-without-command = Event { $number } of { $shipment } belongs to no command of it.
check-shipment-without-events = Shipment { $shipment } has no registered event.
check-head-differs = The head says { $head }, the last command is { $last }.
check-rows-differ = Projection { $table } of { $shipment } is not what its events make.
check-history-refused = The history of { $shipment } breaks a rule at event { $event }: { $code }.
check-unknown = unknown
error-no-database = There is no database at { $path }. Make one with “tumen demo”, “tumen import” or “tumen migrate”, or set DATABASE_URL.
error-database = The database failed: { $error }
error-file-changed = { $path } changed while it was read: nothing was imported.
error-busy = The ledger is busy: try again in a moment.
error-stopped = The ledger has stopped: start the program again, and look into its log.
error-damaged = Event { $number } of { $shipment } is damaged: run “tumen check”.
error-file = { $path }: { $error }
error-not-found = There is no shipment { $shipment } as of then.
error-reference = “{ $value }” cannot be a reference.
error-instant = “{ $value }” is not a date and time with an offset, like 2021-07-19T14:05:00+08:00.
error-future = { $value } lies in the future: a report as of then could still change.
error-day = “{ $value }” is not a day, like 2021-07-19.
error-period = The period ends ({ $to }) before it begins ({ $from }).
error-zone = “{ $value }” is not a time zone of the IANA database, like Asia/Shanghai.
error-lane = “{ $value }” is not a lane, like CNHCG:RUYEK.
error-cohort = “{ $value }” is not a cohort: completed or started.
error-which = Name a shipment, or ask for --all.
progress-import = Importing
progress-export = Exporting
progress-check = Checking
progress-demo = Filling

## Help of the command line

cli = Tracks shipments through declaration, quarantine, inspection, transport and delivery, and measures how long clearing takes.
cli-usage = Usage:
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-help = Print this help
cli-version = Print the version
cli-demo = Fill an empty database with sample shipments on six lanes
cli-demo-shipments = How many shipments
cli-demo-seed = The same seed gives the same shipments
cli-demo-at = The moment that is “now” in the samples (RFC 3339; default: now)
cli-import = Import histories.csv, whole or not at all
cli-import-file = The file
cli-import-create_places = Create places that are not known
cli-import-as_recorded = Keep the file's own times of recording (into an empty database)
cli-import-json = Print the result as JSON
cli-export = Take data away
cli-export-histories = All histories as histories.csv
cli-export-histories-out = Write to this file instead of the standard output
cli-timeline = Show where a shipment is, or was
cli-timeline-reference = The shipment
cli-timeline-all = All shipments, as JSON Lines
cli-timeline-json = Print JSON
cli-timeline-as_of = As of this past moment (RFC 3339; default: now)
cli-report = Reports
cli-report-clearance = How long clearing takes, clock by clock
cli-report-clearance-from = First day
cli-report-clearance-to = Last day, included
cli-report-clearance-cohort = Count clocks that were completed or started in the period
cli-report-clearance-time_zone = Whose days (default: TIME_ZONE, else UTC)
cli-report-clearance-lane = Only this lane, ORIGIN:DESTINATION
cli-report-clearance-as_of = As of this past moment (RFC 3339; default: now)
cli-report-clearance-json = Print JSON
cli-check = Verify every seal, rebuild every projection, and say what differs
cli-check-json = Print JSON
cli-migrate = Create the database, or bring its tables up to this version
