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
rule-parcel_elsewhere = It is in another open shipment: { $way }.
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

file-separator = The headings are not separated by commas: “{ $value }”. Save the file as “CSV UTF-8” with commas.
file-column-missing = The file has no column named { $column }. Is its first row the headings, separated by commas, in UTF-8?
file-column-twice = The column { $column } stands twice.
file-reads-as = “{ $value }” is read as a reference that is registered already ({ $way }). Every shipment has one of its own.
file-too-fine = { $value } has more decimals than its currency has. { $meant }
file-no-detail = An amendment must change at least one detail.
file-quote-open = A quotation mark is opened and never closed: all that follows it was read as one cell.
file-cells = The row has more or fewer cells than the headings.
file-not-utf8 = “{ $value }” is not UTF-8. Save the file as “CSV UTF-8”.
file-workbook = This is a workbook, not a text file. Save it as “CSV UTF-8” with commas.
file-nothing-registered = The file registers nothing, and the shipments that it goes on with are not here. Begin each with a row “registered”.
form-reference = A reference has 1 to 64 characters, no / and no space at its ends, and is not “new”.
form-place = A place is a code without spaces, such as CNHCG or RU-X-KRASKINO.
form-mode = Use 9610 (direct B2C retail), 1210 (retail through a bonded zone), 9710 (direct B2B), 9810 (to an overseas warehouse) or 0110 (general trade).
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
fault-also = { $count ->
    [one] The same in { $count } more row: { $rows }.
   *[other] The same in { $count } more rows: { $rows }.
}
way-row = row { $row }
way-number = recorded event { $number }
way-shipment = shipment { $shipment }
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
doubted-before = { $milestone } stands before { $other }: one of the two is likely wrong.
doubted-after = { $milestone } stands after { $other }: one of the two is likely wrong.
doubted-again = { $milestone } stands a second time, and nothing says how the goods came back since { $other }.
doubted-after_end = { $milestone } stands after the end, { $other }.
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
report-late = Missed
report-open = Open
report-open-late = Overdue
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
track-clock-clearance = Clearance: quarantine to transport
track-clock-door = Door to door: declaration to delivery
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
track-customs = Customs ({ $country })
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
import-doubtful = { $count ->
    [one] { $count } parcel code looks mistyped: it is taken, and marked where it stands.
   *[other] { $count } parcel codes look mistyped: they are taken, and marked where they stand.
}
import-doubted = { $count ->
    [one] { $count } milestone cannot be as it stands: it is taken, with a warning on the page of its shipment.
   *[other] { $count } milestones cannot be as they stand: they are taken, with a warning on the pages of their shipments.
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
check-read-alike = References that are read alike: { $references }.
read-alike = References that are read alike
read-alike-about = They were taken before they were compared as people read them. Both stay; a search finds each by its exact spelling.
check-doubted = { $shipment }: { $what }
doubted-title = Milestones that cannot be as they stand
doubted-about = They were taken as they were told. Open the shipment, look at both times and correct the wrong one.
doubted-more = { $count ->
    [one] And { $count } more: “tumen check” lists all.
   *[other] And { $count } more: “tumen check” lists all.
}
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
error-day = “{ $value }” is not a day, like 28 Nov 2026 or 2026-11-28.
error-day-ambiguous = “{ $value }” can be two different days: write the month as a word, or the year with four digits first.
error-period-ahead = The period begins ({ $value }) after the day that is asked about: nothing can have ended in it yet.
error-period = The period ends ({ $to }) before it begins ({ $from }).
error-zone = “{ $value }” is not a time zone of the IANA database, like Asia/Shanghai.
error-lane = “{ $value }” is not a lane, like CNHCG:RUYEK.
error-cohort = “{ $value }” is not a cohort: completed or started.
error-which = Name a shipment, or ask for --all.
progress-import = Importing
progress-export = Exporting
progress-check = Checking
progress-demo = Filling
serve-ready = Tumen serves on { $url }
serve-setup = There is no user yet. This link makes the administrator, once:
    { $link }
demo-user = Sign in as { $name } with { $password }
user-password-made = { $name } can sign in with { $password } (printed once; change it under your account).
user-disabled = { $name } can no longer sign in.
backup-done = Copied to { $path }: ledger { $sequence }, seal { $seal }.
restore-done = { $database } is brought back and verified: ledger { $sequence }, seal { $seal }.
backup-other-engine = { $database } is on PostgreSQL: use pg_dump and pg_restore, then “tumen check”.
backup-exists = { $database } is there already. Nothing was written: move it away or name another file.
restore-broken = { $database } does not agree with itself. Nothing was brought back: take another copy, and look at this one with “tumen check”.
error-listen = Cannot listen on { $address }: { $error }. Set LISTEN to another address.
error-randomness = The system gives no random bytes.
error-proxy = “{ $value }” in TRUSTED_PROXIES is not an IP address.
error-url = “{ $value }” in PUBLIC_URL does not begin with http:// or https://.
error-role = “{ $value }” is not a role: staff, manager or administrator.
error-language = “{ $value }” is not a language: en, zh-CN or ru.
error-user-taken = There is a user { $name } already.
error-user-last = { $name } is the last administrator: make someone else one first.
error-user-unknown = There is no user { $name }.
error-user-name = “{ $name }” cannot be a user name: 1 to 64 characters, no spaces.
user-still-disabled = { $name } is disabled: the password alone does not let them in.

## Around every page

nav-skip = Skip to the content
nav-name = Parts of the office
nav-shipments = Shipments
nav-register = Register
nav-lanes = Lanes
nav-places = Places
nav-reasons = Hold reasons
nav-directory = Names
nav-users = Users
nav-find = Reference, waybill, parcel…
nav-language = Language
nav-account = Your account
sample-notice = This is a sample: nothing in it happened. Real work begins with a new database.
role-staff = Logistics staff
role-manager = Manager
role-administrator = Administrator
unit-seconds = { $number } s
sample-short = Sample
sample-name = About this office
nav-more = More
nav-board = Board
nav-reports = Reports

## The door

door-motto = Where is it, how long has it taken, and will it make its day?
login-title = Sign in
login-kept = Your session has ended. What you typed is kept: sign in, and it stands here again.
form-other-language = The page in another language, with what is typed:
login-new = This office has no users yet. Open the set-up link that the server printed when it started.
login-wrong = Name and password do not belong together.
login-wrong-rule = Check both and try again.
login-forgotten = Forgotten it? An administrator of your office can set a new one.
user-name = User name
user-name-hint = For signing in. No spaces.
user-password = Password
user-password-hint = 12 characters or more. A sentence is good.
user-display-name = Name
user-display-name-hint = Stands in the histories beside what you record.
user-time-zone = Time zone
user-time-zone-hint = Sets the clock beside place times. Each event keeps its own zone.
user-role = Role
setup-motto = You are the first here.
setup-title = Set up Tumen
setup-about = Make the administrator; everything else can wait. This link works once.
setup-your-name = Your name
setup-start = Start with
setup-start-empty = An empty office: places and hold reasons in three languages, no shipments
setup-start-sample = A sample office of 2,000 shipments, to look around in
setup-do = Make administrator and start
user-fault-name = This cannot be a user name.
user-fault-name-rule = It has 1 to 64 characters and no spaces.
user-fault-name-taken = Someone has that user name already.
user-fault-name-taken-rule = Choose another.
user-fault-display-name = The name is empty or too long.
user-fault-display-name-rule = It has 1 to 64 characters.
user-fault-password = The password is too short or too long.
user-fault-password-rule = It has 12 to 256 characters.
user-fault-old-password = That is not your present password.
user-fault-old-password-rule = Nothing was changed.
user-fault-last-administrator = This is the last administrator.
user-fault-last-administrator-rule = Make someone else one first.
account-sign-out = Sign out
account-preferences = Language and clock
account-password = Password
account-old-password = Present password
account-new-password = New password
account-password-do = Set the new password
account-sessions = Where you are signed in
account-sessions-hint = A session ends after 12 hours without use, and after 7 days in any case. A new password ends all others.
account-this = this browser
account-agent-unknown = Unknown browser
account-opened = signed in
account-seen = last used
account-end = End it
account-end-others = End all others

## Forms

form-optional = optional
form-keep = Save
form-cancel = Cancel
form-refused = { $count ->
    [one] Nothing was recorded. One thing stands in the way
   *[other] Nothing was recorded. { $count } things stand in the way
}
done-account = Saved.
done-password = The new password holds. All other sessions are ended.
done-session-ended = The session is ended.
done-signed-out = You are signed out.
done-registered = Registered.
done-recorded = Recorded.
done-recorded-what = Recorded: { $event }.
done-take-back = Take it back
done-repeated = This form had been recorded before; it counts once.
done-corrected = Corrected. The history shows both.
done-amended = The details are amended.
done-packed = The parcels are recorded.
done-unpacked = The parcels are taken out.
done-kept = Saved.
done-user-added = The user can sign in.
done-retracted = Retracted. The history keeps it, struck through.

## The office’s pages

office-name-en = Name in English
office-name-zh = Name in Chinese
office-name-ru = Name in Russian
office-state = State
office-retired = Retired
office-doing = What can be done
office-change = Change
office-retire = Retire
office-bring-back = Bring back
office-fault-name = This name is missing or too long.
office-fault-name-rule = It has 1 to 64 characters.
places-about = A retired place stays on its shipments and is no longer offered in new forms. A place is never deleted.
places-new = New place
places-change = Change { $code }
places-code = Code
places-code-hint = A UN/LOCODE without its space (CNHCG), or a code of your own (RU-X-KRASKINO). It cannot be changed later.
places-zone-hint = From the IANA database, such as Asia/Shanghai. Without one, days here are counted in UTC.
places-fault-code = This cannot be the code of a place.
places-fault-code-rule = A place is a code of 1 to 64 characters without spaces, / or :, such as CNHCG or RU-X-KRASKINO.
places-fault-code-taken = There is a place of this code already.
places-fault-code-taken-rule = Change that one, or choose another code.
places-fault-zone = There is no such time zone.
places-fault-zone-rule = Use a name of the IANA database, such as Asia/Vladivostok, or leave it empty.
lanes-about = Targets are written on a shipment when it is registered: those in force on that day at its origin. A change here holds for shipments registered from then on and never restates the past.
lanes-new = New lane
lanes-empty = No lane has a target yet.
lanes-set = Set targets
lanes-none = none
lanes-budgets-over = { $clock }: the stages’ budgets come to { $budgets }, more than its target of { $target }. A shipment can keep each of them and miss it.
lanes-dated = All targets by day
lanes-from = From day
lanes-from-hint = A day at the origin. Empty: today there.
lanes-target = Target
lanes-holds = in force
lanes-by = Set by
lanes-at = Set at
lanes-in-force = in force today: { $target }
lanes-origin = Origin
lanes-destination = Destination
lanes-choose = Choose a place
lanes-targets = Targets from that day
lanes-targets-hint = In whole days, hours and minutes, added up. What is left empty stays as it is.
lanes-days = days
lanes-hours = hours
lanes-minutes = minutes
lanes-end = no target from that day
lanes-fault-place = No place is chosen.
lanes-fault-place-rule = Choose one that is in use.
lanes-fault-same = Origin and destination are the same.
lanes-fault-same-rule = A lane goes from one place to another.
lanes-fault-day = This is not a day.
lanes-fault-day-rule = Write it like 28 Nov 2026 or 2026-11-28, or leave it empty for today.
lanes-fault-nothing = No target would change.
lanes-fault-nothing-rule = Fill in at least one clock, or tick that it has no target.
lanes-fault-number = This is not a whole number.
lanes-fault-number-rule = Use digits only, at most six: 1 day 12 hours instead of 1.5 days.
lanes-fault-least = A target is at least one minute.
lanes-fault-least-rule = To end it, leave the numbers empty and tick that there is no target.
lanes-fault-both = This has a time and no target at once.
lanes-fault-both-rule = Keep one of the two.
directory-about = The names that were used lately, and those that were added here. A name may be shown otherwise in each language, and may be another spelling of one: then only that one is offered, and either finds the shipments of both. What is recorded stays as it was entered.
directory-new = New name
directory-name = Name
directory-name-hint = As it is entered.
directory-kind = What it is
directory-party = Party
directory-goods = Goods
directory-same = One with
directory-is-same = the same as { $name }
directory-has-same = also written { $names }
directory-change = How { $name } is called
directory-same-as = Another spelling of
directory-same-as-hint = The name that stands for both. What is a spelling of this one moves along.
directory-retire = No longer offered
directory-retire-hint = It stays where it was entered, and is still found.
directory-fault-name = This is no name.
directory-fault-name-rule = One line of at most 128 characters.
directory-fault-same = This name is not known here.
directory-fault-same-rule = Choose one from the list, and not the name itself.
reasons-about = A change here holds for holds recorded from now on: each hold keeps the policy of its day. A retired reason stays on its holds and is no longer offered.
reasons-new = New hold reason
reasons-change = Change { $code }
reasons-code = Code
reasons-code-hint = Small letters a to z, digits and _, such as border_queue. It stands in files and cannot be changed later.
reasons-pauses = Pauses
reasons-pauses-do = It pauses the net clocks
reasons-pauses-hint = The time on hold then counts in gross times only.
reasons-authority = Authority
reasons-authority-hint = Who acts officially: customs, quarantine, or the name of another.
reasons-responsible = Who must act
reasons-nobody = not said
reasons-fault-code = This cannot be the code of a reason.
reasons-fault-code-rule = It has 1 to 64 small letters a to z, digits and _.
reasons-fault-code-taken = There is a reason of this code already.
reasons-fault-code-taken-rule = Change that one, or choose another code.
reasons-fault-authority = This name is too long.
reasons-fault-authority-rule = It has up to 64 characters on one line.
reasons-fault-responsible = There is no such party.
reasons-fault-responsible-rule = Choose one of the list.
document-declaration = Customs declaration
document-export_list = Export list
document-order = Electronic order
document-payment_receipt = Payment receipt
document-waybill = Waybill
document-master_waybill = Master waybill
document-cmr = CMR note
document-smgs = SMGS note
document-manifest = Manifest
document-invoice = Commercial invoice
document-packing_list = Packing list
document-contract = Contract
document-power_of_attorney = Power of attorney
document-inspection_record = Inspection record
document-certificate_of_origin = Certificate of origin
document-phytosanitary_certificate = Phytosanitary certificate
document-veterinary_certificate = Veterinary certificate
document-fumigation_certificate = Fumigation certificate
document-destruction_record = Destruction record
document-delivery_proof = Proof of delivery
goods-unit-pair = pair
goods-unit-piece = piece
goods-unit-set = set
goods-unit-carton = carton
goods-unit-kg = kg
document-not-kept = The file itself is not kept here yet: this records that there is one.
responsible-customs = Customs
responsible-quarantine = Quarantine service
responsible-declarant = Declarant
responsible-consignor = Consignor
responsible-consignee = Consignee
responsible-carrier = Carrier
responsible-broker = Customs broker
responsible-bank = Bank
responsible-platform = E-commerce platform
responsible-force_majeure = No one: force majeure
users-about = A user is never deleted, for the histories name them. Who leaves is disabled.
users-new = New user
users-add = Add the user
users-since = Since
users-disabled = Disabled
users-display-name-hint = Stands in the histories beside what they record. Earlier records keep the earlier name.
users-password-hint = 12 characters or more. Empty: one is made and shown once.
users-password-about = It ends the user’s other sessions.
users-access = Access
users-disable-about = A disabled user cannot sign in; all sessions end at once.
users-disable = Disable
users-enable-about = The user cannot sign in now.
users-enable = Enable again
users-sessions = Where they are signed in
users-sessions-none = Nowhere.
users-end-all = End all
users-made-title = The new password
users-made-who = { $name } can sign in as { $user } with this password:
users-made-once = It is shown once and kept nowhere. Hand it over in person; it can be changed under “Your account”.
users-made-on = I have noted it

## What went wrong on the way to a page

fail-not-found = There is nothing here
fail-not-found-how = The address may be mistyped, or what you look for has another reference. Search above, or begin anew.
fail-not-allowed = Your role may not do this
fail-not-allowed-how = An administrator of your office can give you another role.
fail-cross-site = This form came from another site
fail-cross-site-how = Nothing was recorded. Open the page here and send the form again.
fail-method = This address does not take that
fail-method-how = Nothing was recorded. Go back and use the page’s own buttons.
fail-unreadable = What was sent cannot be read
fail-unreadable-how = Nothing was recorded. Go back, look at the form and send it again.
fail-too-large = This is more than is taken at once
fail-too-large-how = Nothing was recorded. Go back and send it in parts, up to 1 MB each.
fail-too-many = Too many tries
fail-too-many-how = To keep passwords from being guessed, wait { $wait } before the next try. A right password is still right then.
fail-setup-closed = This link does not open anything
fail-setup-closed-how = The office is set up already, or the server was started again and printed a new link. Sign in, or use the newest link.
fail-busy = The ledger is busy
fail-busy-how = Nothing was recorded. Wait a moment, go back and send the form again; sent twice it counts once.
fail-broken = Something broke on our side
fail-broken-how = It is in the server’s log. Go back and try again; if it stays so, tell your administrator.
fail-way-first = To the first page
fail-way-login = To the door

## Names of fields and codes

field-shipment = Reference
field-event = What happened
field-stage = Stage
field-occurred_at = When it happened
field-place = Place
field-reason = Reason
field-note = Note
field-number = Number
field-recorded_at = Recorded
field-actor = Recorded by
field-actor_id = Account that recorded it
field-source = Way it came in
field-refers_to = Which hold
field-code = Code
field-country = Customs of
field-classifier = Planned or actual
field-pauses = Pauses the clock
field-related = Related shipment
field-authority = Authority
field-responsible = Who must act
field-parcels = Parcel codes
field-document = Fingerprint of the file (SHA-256)
field-mode = Supervision mode
field-origin = Origin
field-destination = Destination
field-crossing = Border crossing
field-goods = Goods
field-hs_code = HS code, China
field-tnved_code = HS code, Russia (TN VED)
field-goods_lines = Goods lines
field-packages = Packages
field-gross_kg = Gross weight, kg
field-value = Declared value
field-currency = Currency
field-consignor = Consignor
field-consignee = Consignee
field-carrier = Carrier
field-broker = Customs broker
field-bank = Bank
field-transport_mode = Mode of transport
field-declaration_number = Customs declaration
field-master_waybill = Master waybill
field-target_door_to_door_minutes = Target: door to door, minutes
field-target_release_minutes = Target: release, minutes
field-target_clearance_minutes = Target: clearance, minutes
field-target_declaration_minutes = Target: declaration, minutes
field-target_quarantine_minutes = Target: quarantine, minutes
field-target_inspection_minutes = Target: inspection, minutes
field-target_transport_minutes = Target: transport, minutes
field-target_delivery_minutes = Target: delivery, minutes
field-milestone = Milestone
field-customs-code = Raw code
field-customs-text = Text as received
field-document-type = Type of document
field-outcome = How it ended
line-description = Description
line-quantity = Quantity
line-unit = Unit
line-number = Line { $number }
milestone-loaded = Loaded
milestone-departed = Departed
milestone-border_arrived = Arrived at the border
milestone-border_crossed = Border crossed
milestone-transshipped = Transshipped
milestone-arrived = Arrived
milestone-out_for_delivery = Out for delivery
milestone-attempted = Delivery attempt failed
classifier-actual = Actual
classifier-estimated = Estimated
classifier-planned = Planned
transport-mode-road = Road
transport-mode-rail = Rail
transport-mode-sea = Sea
transport-mode-air = Air
transport-mode-mail = Mail
mode-9610 = direct B2C retail
mode-1210 = retail through a bonded zone
mode-9710 = direct B2B
mode-9810 = to an overseas warehouse
mode-0110 = general trade
country-CN = China
country-RU = Russia
country-KZ = Kazakhstan
country-BY = Belarus
country-KG = Kyrgyzstan
country-AM = Armenia
country-MN = Mongolia
country-UZ = Uzbekistan
country-TJ = Tajikistan
country-TM = Turkmenistan
country-AZ = Azerbaijan
country-GE = Georgia
country-TR = Turkey
country-IR = Iran
country-KR = South Korea
country-KP = North Korea
country-JP = Japan
country-VN = Vietnam
country-HK = Hong Kong
country-PL = Poland
country-LV = Latvia
country-LT = Lithuania
country-FI = Finland
country-DE = Germany
currency-CNY = Chinese yuan
currency-RUB = Russian rouble
currency-USD = US dollar
currency-EUR = euro
currency-KZT = Kazakhstani tenge
currency-BYN = Belarusian rouble
currency-KGS = Kyrgystani som
currency-AMD = Armenian dram
currency-MNT = Mongolian tugrik
currency-UZS = Uzbekistani som
currency-TJS = Tajikistani somoni
currency-AZN = Azerbaijani manat
currency-GEL = Georgian lari
currency-TRY = Turkish lira
currency-AED = UAE dirham
currency-INR = Indian rupee
currency-KRW = South Korean won
currency-JPY = Japanese yen
currency-HKD = Hong Kong dollar
currency-VND = Vietnamese dong
currency-GBP = pound sterling
code-named = { $code } ({ $name })
zone-named = { $city } ({ $zone })
zone-offset = { $city } ({ $zone }, { $offset })
unit-kg = { $number } kg

## The history of a shipment

event-registered = Registered
event-entered = Entered
event-entered-again = Entered again:
event-skipped = Not required:
event-held = Held:
event-released = Hold lifted:
event-noted = Note
event-milestone-actual = Milestone:
event-milestone-estimated = Estimated:
event-milestone-planned = Planned:
event-customs = Customs of { $country }:
event-amended = Details amended
event-split = Split off:
event-packed = Packed:
event-unpacked = Taken out:
event-scanned = Scanned:
event-attached = Document:
event-closed = Ended:
event-retracted = Retracted: event
event-line = { $verb } { $about }
event-called = “{ $what }”, { $when }
quoted = “{ $text }”
recorded-ahead = recorded ahead
recorded-at-once = recorded at once
recorded-later = recorded { $after } later
history-title = History
history-past-plans = Earlier plans
history-count = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
history-latest = The latest { $shown } of { $count } events.
history-whole = Show the whole history
history-own-times = Show in { $zone } time
history-place-times = Show the times of the places
history-retracted = retracted
history-retracted-by = { $who }, { $when }
history-to-act = To act: { $who }
history-pauses = pauses the net clock
history-not-pauses = does not pause the net clock
history-reason = Reason: { $reason }
history-amended = { $field }: { $value }
history-lines = { $field }: new list

## The page of a shipment

stage-none = Not begun
chip-on-time = On time
chip-at-risk = At risk
chip-overdue = Overdue
chip-missed = Missed
chip-held = Held
words-title = What these words mean
words-promise = The target of the clearance clock, else of door to door. It is counted gross: no hold moves it.
words-on-time = The promised clock runs and is neither at risk nor overdue.
words-at-risk = The promised clock runs, and more than 80 % of the target is spent, or the stage has used up its own budget.
words-overdue = The promised clock runs, and its target is past.
words-kept = The promised clock has ended within its target.
words-missed = The promised clock has ended above its target, whether or not the shipment is still under way.
words-held = A hold is open. Net times leave out holds that pause the clock, and only those; gross times leave out none.
figure-time-left = Time left
figure-promise = Promise
figure-no-target = No target
figure-no-target-about = none was promised on this lane
figure-not-started = Not started
figure-not-started-about = target { $target }: { $clock }
figure-due = due { $when }
figure-plan-misses = by the stage budgets it would end { $by } too late
figure-missed = Missed
figure-kept = Kept
figure-stopped = Stopped
figure-missed-about = target { $target }, over by { $by }
figure-kept-about = target { $target }, { $by } to spare
list-kept = { $by } to spare
list-missed = over by { $by }
figure-so-far = { $clock } so far
figure-took = { $clock } took
figure-no-pause = no hold paused the clock: gross and net alike
figure-no-hold = never on hold: gross and net alike
figure-net = { $net } net, without { $held } of pausing holds
figure-in-stage = In stage: { $stage }
figure-stage = Stage
figure-stage-budget = of a budget of { $budget }
figure-stage-over = budget { $budget }, over by { $over }
figure-stage-no-budget = no budget for this stage
figure-on-hold = On hold
figure-holds-pause = pausing the net clock
figure-holds-run = the clocks run on
figure-holds-some = of them pausing the net clock: { $count }
figure-holds = { $count ->
    [one] { $count } hold
   *[other] { $count } holds
}
figure-held-now = now: { $reasons }
fact-size = Packages, gross weight
track-section = The way through the stages
warning-line = { $stage }: { $what }
details-title = Details
printed = Printed { $when }, { $who }
next-step = Next step
step-enter = Enter { $stage }
step-milestone = Record: { $milestone }
step-return = Record that it came back
received-packages = Packages received
received-parcels = Parcels received
received-hint = Only where not all arrived: how many, or which. The rest is listed as outstanding.
outstanding-packages = { $count ->
    [one] { $count } package is outstanding.
   *[other] { $count } packages are outstanding.
}
outstanding-parcels = { $count ->
    [one] One parcel is outstanding: { $codes }
   *[other] { $count } parcels are outstanding: { $codes }
}
step-deliver = Record the delivery
step-release = Lift the hold
step-hold = Put on hold…
step-customs = Customs status…
step-note = Add a note
step-skip = Not required
step-close = Delivered or ended
step-attach = Attach a document
clocks-title = All eight clocks
clocks-started = Started
clocks-ended = Ended
clocks-runs = runs
clocks-stopped = stopped
clocks-due = Due
clocks-from-to = { $clock }: from the first entry into { $first } until { $last } is left for a later stage, or delivery
clocks-stage = { $clock }: the sum of its visits
clock-ends-release = declaration to inspection
clock-ends-clearance = quarantine to transport
clock-ends-door_to_door = declaration to delivery
target-of = Target: { $clock }
figure-target-later = the lane has a target from { $day }; a manager may amend this shipment
fact-parties = Consignor → consignee
history-changed = { $field }: { $old } → { $new }
figure-gross-note = counted gross: holds do not move it
figure-to-act = to act: { $who }

## Recording, correcting, amending

record-title = Record an event
record-what = What happened
record-do = Record
what-entered = Enter a stage
what-skipped = Not required
what-held = Put on hold
what-released = Lift a hold
what-milestone = Milestone
what-customs = Customs status
what-noted = Note
what-attached = Document
what-closed = Delivered or ended
when-your-zone = Your own zone
when-no-place = No place
when-at-origin = At the origin
when-hint = The time on the wall there. { $place }, { $zone }: now { $time }.
when-day = Day
day-pick = Pick a day
when-time = Time
choose = Choose…
hold-reason-hint = Why it is put on hold: whoever reads it must know.
reason-hint = Needed when going back to an earlier stage: why?
reason-pausing = { $reason }
reason-not-pausing = { $reason } (does not pause)
country-hint = Two capitals, such as CN or RU.
customs-code-hint = As received: 800, 100… A code that is not known is kept and shown raw.
policy-hint = Empty: as the reason says.
policy-choice = As the reason says
written-as = Written to the history as { $who }, { $when }.
stale-heading = Others recorded meanwhile. Nothing of yours was recorded yet
stale-what = See what happened since, then record again: what you typed is still here
stale-since = What happened since
stale-how = If yours still holds, record it again below.
correct-title = Correct an event
correct-link = Correct
correct-about = The event is retracted and stays in the history, struck through, with your reason. What is right is entered as a new event.
correct-why = Why it is wrong
correct-why-hint = Such as: wrong shipment scanned; read the clock in Hunchun.
correct-retract = Only retract: it did not happen
correct-right = What is right
correct-do = Retract and enter it right
correct-with-release = Its release is corrected with it: { $release }.
amend-title = Amend details
amend-do = Amend
amend-about = Only what you change is recorded; the history keeps what stood before.
amend-reason-hint = Such as: misprint in the contract. A changed target is best explained.
register-title = Register a shipment
register-usual = As last time on
register-fill = Fill in as last time
register-filled = Filled in as { $shipment } was. Reference, parcels and the numbers of papers are left to you; look at the amounts.
register-none-yet = Nothing was registered on this lane yet.
register-like = Register one like this
register-move = Register, and move the parcels here
register-do = Register
register-about = The targets of the lane on that day are written on the shipment.
register-taken = Open the shipment that has this reference
reference-hint = 1 to 64 characters, unique in this office.
mode-hint = Always asked; there is no default.
value-hint = Empty: the sum of the lines.
group-way = Way
group-goods = Goods
group-amounts = Amounts
currency-hint = Needed with a value.
goods-hint = Empty: named by the lines.
group-parties = Parties
group-papers = Papers, and the goods in one name
group-targets = Targets of this shipment
group-when = Place and time
lines-hint = Line by line. A line that is begun needs its description; the values must come to the declared value.
lines-more = More lines
targets-hint = Only to put a wrong one right; the history shows who changed it.
parcels-title = Parcels
parcels-count = { $count ->
    [one] { $count } parcel
   *[other] { $count } parcels
}
parcels-none = None packed yet.
parcels-hint = Paste them: one a line, or with spaces or commas between. Check digits are looked at.
parcels-pack = Pack
parcels-not-as-declared = { $packages ->
    [one] { $packages } package is declared, parcels packed: { $packed }.
   *[other] { $packages } packages are declared, parcels packed: { $packed }.
}
parcels-move = Move here
parcel-elsewhere = { $code } on { $shipment } since { $since }
wrong-elsewhere = { $count ->
    [one] In another open shipment: { $parcels }. Move it here?
   *[other] In other open shipments: { $parcels }. Move them here?
}
wrong-elsewhere-rule = Moving takes them out there and packs them here in one act.
wrong-moved-early = { $parcel }: it cannot have left before.
wrong-moved-early-rule = Give a later time, or correct the packing there.
parcels-unpack = Take out
parcels-now = Packed now
parcels-doubtful = check digit is wrong
parcels-doubtful-list = { $count ->
    [one] One 18-digit code fails the SSCC check digit and is kept: { $codes }
   *[other] { $count } 18-digit codes fail the SSCC check digit and are kept: { $codes }
}
parcels-also = also in { $shipments }
parcels-odd = looks mistyped
parcels-odd-list = { $count ->
    [one] One code looks mistyped and is kept: { $codes }
   *[other] { $count } codes look mistyped and are kept: { $codes }
}
when-origin-hint = The time on the wall at the origin.
lines-too-many = There are more lines than a form shows; they stay as they are. Correct them by an import.

## What is wrong with a form

wrong-missing = { $field }: please fill this in.
wrong-reason = Give a reason.
wrong-reason-rule = Without one, a hold or a retraction does not exist.
wrong-time = “{ $value }” is no time there.
wrong-time-rule = Write the day like 28 Nov 2026 or 2026-11-28, the time like 14:05; at a change of clocks some times do not exist.
wrong-two-numbers = “{ $value }” can be read in two ways.
wrong-two-numbers-rule = Write { $meant }: whichever is meant.
wrong-place = The place “{ $value }” is not known.
wrong-place-rule = Choose one of the list; an administrator can add more.
wrong-which-hold = Several holds are open.
wrong-which-hold-rule = Choose the one that is lifted.
wrong-value = “{ $value }” cannot stand here: { $field }.
wrong-too-fine = { $value } has more decimals than { $currency } has ({ $decimals }).
wrong-too-fine-rule = Is it { $meant }?
wrong-taken = The reference “{ $value }” is taken.
wrong-reads-as = “{ $value }” reads as { $other }, which is registered: is it this one?
wrong-taken-rule = Every shipment has one of its own.
wrong-sum = The lines come to { $sum }, the declared value is { $value }.
wrong-sum-rule = Correct a line or the value; empty, the value is the sum.
wrong-currency-rule = A value without its currency says nothing.
wrong-emptied = { $field } cannot be emptied; it was “{ $value }”.
wrong-emptied-rule = What is recorded can be replaced, not removed.
wrong-unchanged = Nothing was changed.
wrong-unchanged-rule = Change a detail, or cancel.
wrong-unlikely-place = Really in { $place }?
wrong-not-there-yet = By its history the shipment has not crossed the border yet, and that is its destination. Say that it is so, or choose another place.
wrong-left-before = That is where the shipment set out from, and this happens after its way. Say that it is so, or choose another place.
wrong-not-at-border = That is one end of the way, and this happens at the border. Say that it is so, or choose another place.
place-sure = Yes, in { $place }
wrong-same-place = Origin and destination are the same place.
wrong-same-place-rule = A lane leads from one place to another.
wrong-repeated = { $count ->
    [one] { $count } code stands more than once: { $codes }
   *[other] { $count } codes stand more than once: { $codes }
}
wrong-repeated-rule = Nothing was recorded yet. Each now stands once in the list: look whether one is missing, and send it again.
wrong-check-digit = { $count ->
    [one] The check digit of one code is wrong: { $codes }
   *[other] The check digits of { $count } codes are wrong: { $codes }
}
wrong-check-digit-rule = Nothing was recorded. Scan these again, or take them out.
wrong-not-packed = { $count ->
    [one] One code is not packed: { $codes }
   *[other] { $count } codes are not packed: { $codes }
}
wrong-not-packed-rule = Only what is packed can be taken out.
wrong-what = Choose what happened.
wrong-twice = This time was shown twice there: clocks were set back.
wrong-twice-rule = Choose which is meant.
refuse-later = This would make a later event impossible: { $event }.
refuse-other = “{ $what }” is refused.
refuse-hold-open = “{ $what }” cannot be then: the shipment was on hold, { $way }.
refuse-hold-open-rule = A stage does not end while a hold is open.
refuse-after-outcome = “{ $what }” would come after the end: { $way }.
refuse-after-outcome-rule = After its outcome a shipment does not move. Correct the time, or the outcome.
refuse-already-in-stage = It is in that stage already: { $way }.
refuse-already-in-stage-rule = The stage one is in cannot be entered again; choose another.
refuse-back-without-reason = “{ $what }” goes back, behind { $way }.
refuse-back-without-reason-rule = Give the reason, so that it is not taken for a mis-keyed date.
refuse-already-entered = The stage was entered: { $way }.
refuse-already-entered-rule = What was entered cannot be skipped; correct the entry if it is wrong.
refuse-already-skipped = The stage is skipped already: { $way }.
refuse-already-skipped-rule = Once is enough.
refuse-release-before-hold = The hold began later: { $way }.
refuse-release-before-hold-rule = Correct one of the two times.
refuse-no-open-hold = There is no open hold to lift. { $way }
refuse-no-open-hold-rule = It was lifted before, or never began.
refuse-no-stage = It cannot be delivered: it was never in any stage.
refuse-no-stage-rule = Enter the stages first; late entry is fine.
refuse-already-retracted = It is retracted already: { $way }.
refuse-already-retracted-rule = Nothing more is needed.
refuse-in-future = This lies ahead: { $when }.
refuse-in-future-rule = What happened is at most five minutes ahead. Plans are milestones, planned or estimated.
repair-other-clock = Did you read a clock in { $place }? { $typed } there is { $time } in { $here }.
repair-use = Use { $time }
repair-at-end = Did it happen when the hold was lifted?
repair-correct = Is this wrong? { $event }. { $who }, { $later }.
repair-correct-do = Correct it
repair-release = Is the hold over? { $hold }
wrong-too-many = { $count } codes are more than { $most } at once.
wrong-too-many-rule = Nothing was recorded. Send them in parts.
wrong-too-long = { $field }: too long. At most { $most } characters.

## The list of shipments

list-empty-office = No shipment is registered yet.
list-empty-office-how = Register the first one, or import histories from a file.
list-empty = Nothing is found by that.
list-empty-how = Search by the beginning of a reference, declaration, waybill, parcel, party or goods.
list-all = All shipments
list-lane = Lane
list-state = State
list-next = Next page
lane = { $origin } → { $destination }
tabs-name = Lists
state-needing = Late, at risk or held
tab-open = Open
tab-overdue = Overdue
tab-at-risk = At risk
tab-held = Held
tab-closed = Ended
tab-all = All
list-search = Search
list-filters = Filters
list-apply = Apply
list-without = Take this filter out
list-goods = { $first } +{ $more }
list-sorted = sorted by
list-columns = Columns
list-track = Promise
list-count = { $count ->
    [one] { $count } shipment
   *[other] { $count } shipments
}
list-filter = { $name }: { $value }
sort-registered = Registered
filter-any = Any
filter-q = Words
filter-state = State
filter-stage = Stage
filter-lane = Lane
filter-lane-hint = ORIGIN:DESTINATION, such as CNHCG:RUYEK
filter-mode = Supervision mode
filter-carrier = Carrier
filter-place = Place
filter-reason = Held for
filter-outcome = Outcome
filter-day = { $day }, days of { $zone }
filter-retired = { $name } (retired)
filter-days-of = Days of { $zone }
filter-from = Registered from
filter-to = Registered to
view-keep = Keep this list
view-name = Name of the list
view-forget = Remove

## The board

board-sentence = { $open ->
    [one] { $open } shipment open
   *[other] { $open } shipments open
}, { $overdue } overdue
board-not-begun = { $count } registered and in no stage yet
board-to-do = What comes next
board-waiting = Waits for others
board-order = least time left first
board-all = { $count } in all
board-calm = Nothing is left for you to do: no shipment is open that does not wait for others.
first-places = See to the places
first-places-about = their names in three languages and their time zones
first-lanes = Set the lanes’ targets
first-lanes-about = how long each lane was promised to take, from which day on
first-file = Bring in your own histories
first-file-about = from a file of what you keep today
first-shipment = Register the first shipment
first-shipment-about = its reference and its route are enough to begin
first-done = Done:
board-stage-place = Stage and place
board-next = Next action, who
board-since = Since you last looked
board-nothing-new = Nothing new.
board-other-places = { $count ->
    [one] { $count } other place
   *[other] { $count } other places
}
board-places = By place
board-nowhere = Nowhere yet
board-budget = target
board-without-budget = target; { $count } at 0: no promise, or it has not begun
board-each = each mark is { $count } shipments
board-overdue = { $count } overdue
board-missed = { $count } missed
board-at-risk = { $count } at risk
board-held = { $count } held
board-reach = { $stage }: { $count } shipments by share of the target used; { $overdue } overdue, { $missed } missed, { $risk } at risk, { $held } held

## The page of the clearance report

report-usual = The last { $days } days.
report-all-time = Show all time
report-sentence = Half of { $n } shipments cleared within { $median }; { $share } met their target.
report-sentence-no-target = Half of { $n } shipments cleared within { $median }; none had a target.
report-sentence-few = { $n ->
    [one] { $n } shipment
   *[other] { $n } shipments
} cleared: too few for a statement.
report-sentence-none = No shipment cleared in this period.
report-of = { $part } of { $all } with a target
report-few-about = under 5: values only
report-range = range { $min } to { $max }
report-range-head = Range
report-late-about = ended above their target
report-open-about = not in these figures; { $late } overdue
report-curve = Share cleared by day
report-by-target = { $share } by then
report-curve-label = Share cleared by day: { $ended } ended and { $running } running clocks
report-by-day = By day
report-share = Share
report-where = Where the time goes
report-where-about = means in days, gross, one after the other; whisker to P90; hatched: on holds that pause
report-bar = Mean, to scale
report-cohort-note = Counted: { $n } clearance clocks, { $partial } of them partial. Beside the figures: { $open } that run, { $excluded } stopped by an exception{ $by }.
report-curve-note = The curve is Kaplan and Meier’s: it takes in clocks that still run, so its share can differ from the headline’s.
report-foot = As of { $as_of }; days of { $zone }; ledger { $sequence }, seal { $seal }; { $who }
report-from = From
report-to = To, included
report-cohort = Which clocks
report-as-of-field = As of
report-as-of-hint = A past moment, such as 2026-07-01T00:00:00+08:00; empty is now.
report-drill-down = { $clock }: { $figure }
report-narrow = Narrow the list
report-nobody = No shipment is behind this figure.
report-figure-ended = ended
report-figure-within = within target
report-figure-late = missed
report-figure-open = running
report-figure-open_late = overdue
report-figure-excluded = left out
report-figure-partial = partial

## Import and export in the browser

nav-exports = Export
nav-imports = Import
nav-office = Office
office-lanes-for = From where to where, and in how many days
office-places-for = Where things happen: names, codes and time zones
office-reasons-for = Why a shipment may stand still, and which clocks stand with it
office-directory-for = Parties and goods: mend, merge and translate their names
office-users-for = Who may sign in, and what each may do
export-about = The whole history of each shipment, one row an event, as a CSV file in UTF-8. Nothing leaves the database by this: it is a copy.
export-list = A filtered list
export-list-how = Choose filters in the list of shipments; its “Export” brings you back here.
export-choose = To the list of shipments
export-see-list = See the list
export-one = One shipment
export-all = All shipments
export-take = Download
export-this-list = Export this list
export-history = Export the history
export-no-shipment = No shipment has this reference.
export-no-shipment-how = Write the whole reference as it stands in the list.
export-notes = About the file
export-note-columns = Every column is there, retracted events too; times carry their offset from UTC. Excel shows Chinese and Russian because the file begins with a byte order mark.
export-note-formula = A cell that a spreadsheet would run as a formula begins with an apostrophe ('). An import takes it off, so that what was typed comes back.
export-note-again = The file can be imported again, here or in another office: the same histories come of it.
import-about = Brings in histories from a file: one row an event, the first row the headings. The file is read and judged first; you see what would be recorded before anything is.
import-file = File
import-file-hint = histories.csv, commas between cells, UTF-8, up to 1 GiB.
import-file-size = Size
import-size = { $number } KiB
import-session-ended = Your session has ended; nothing was sent, and the file is still chosen.
import-session-ended-how = Sign in again in another tab, then send it from here.
unsent = You began this form and did not send it.
unsent-fill = Fill it in again
unsent-drop = Drop it
import-send = Check the file
import-no-file = Choose a file first: none was sent, or it is empty.
import-too-many = Too many files are at work now. Wait until one is done.
import-note-whole = A file with a fault is not imported at all. More than 20,000 events are recorded in parts; others record in between.
import-note-judged = Each fault is named with its row, column, value and reason.
import-note-twice = Rows that are recorded already are passed over: the same file twice changes nothing.
import-kept = Your files
import-kept-hint = The last { $count } are kept, for { $days } days.
import-state-judging = being checked
import-state-judged = waiting for you to import it
import-state-nothing = all of it is recorded already
import-state-importing = being imported
import-state-done = imported
import-state-refused = refused
import-state-failed = not completed
import-judging = The file is being checked.
import-importing = The file is being imported.
import-progress = { $share } % done.
import-wait = You may leave this page; the work goes on.
import-would = No faults found. { $events ->
    [one] { $events } event
   *[other] { $events } events
} of { $shipments ->
    [one] { $shipments } shipment
   *[other] { $shipments } shipments
} would be recorded. Nothing is recorded yet.
import-nothing = Every row of the file is recorded already. There is nothing to import.
import-new-places = Places that are not known yet
import-new-places-hint = A mistyped code would become a place: look at each before you go on.
import-first-row = from row { $row }
import-create-places = Create these places
import-tick = The places are not known.
import-tick-how = Tick that they are to be created, or correct the file and send it again.
import-confirm = Import
import-discard = Discard the file
import-faults = What is wrong with the file
import-faults-shown = Faults { $first } to { $last } of { $all }.
import-row = Row
import-column = Column
import-value = Value
import-why = What is wrong, and the row
import-text = The row:
import-previous = Previous page
import-again = Mend the file and send it again
import-unreadable = The file cannot be read any more. Send it again.
import-left-out = { $shipments ->
    [one] { $shipments } shipment became impossible while the file was imported, and was left out. Mend its rows
   *[other] { $shipments } shipments became impossible while the file was imported, and were left out. Mend their rows
} and import the file again.
import-failed-partly = The import came to no end: { $events ->
    [one] { $events } event
   *[other] { $events } events
} of { $shipments ->
    [one] { $shipments } shipment
   *[other] { $shipments } shipments
} are recorded, the rest of the file is not.
import-failed = The work could not be done. Send the file again: rows that are recorded already are passed over. The server’s log says why.
import-created = Places that were created
import-created-hint = They have no names and no time zone yet: give them some.
import-recorded = Recorded
import-events = { $events ->
    [one] { $events } event
   *[other] { $events } events
}
import-more = And { $count ->
    [one] { $count } more shipment
   *[other] { $count } more shipments
}.
fail-upload-gone = This file is not kept any more
fail-upload-gone-how = It was discarded, or kept long enough. Send the file again: rows that are recorded already are passed over.
list-shown = { $shown } on this page
list-near-without = Without “{ $filter }”: { $count }
list-near-retyped = “{ $meant }”, if the keyboard was Russian: { $count }
list-near = Nearest, beginning with “{ $words }”:
refuse-later-rule = It is recorded as after this one. Check the day and the time here; or correct that event first.
filter-responsible = To act
state-not-begun = In no stage yet
board-holds = On hold, by who must act
board-nobody = Nobody named
list-find = Search in the shipments
list-held = { $reason }; { $who }
import-most-faults = The file was not read further: mend these first.
import-no-rows = The file has no rows below its headings.
import-size-large = { $number } MiB

## The clearance report: charts, comparison, shipments behind a figure

report-refused = This question cannot be answered.
report-faults = { $count ->
    [one] One field is to be put right
   *[other] { $count } fields are to be put right
}
report-beginning = the beginning
report-lane-any = All lanes
report-lane-rule = Choose one of the lanes that shipments have.
report-as-of-short = as of { $as_of }
report-spread = SD { $sd }, { $range }
report-worst = worst { $over } over
report-values = Values
unit-points = { $number } pp
report-better = better
report-worse = worse
report-before = Compared with { $from } – { $to }: { $n } cleared
report-change = { $change } from { $before }
report-in-days = in days of 24 hours; each figure leads to its shipments
report-by-outcome = ({ $list })
report-outcome = { $outcome }: { $count }
report-method = Method
report-stage-ends = sum of its visits
report-held = Pausing holds, mean
report-target-line = target { $target }
report-target-of = target of { $count ->
    [one] { $count } shipment
   *[other] { $count } shipments
}
report-half = half within { $days }
report-why-half = Half of those that ended took no more than { $median }: that is the median above. With the { $running } that still run, half take { $half }.
report-why-share = { $met } is the share above: of { $all } that ended, each by its own target. By { $target }, { $ended } of all that ended had cleared, whatever their target, and { $curve } with the { $running } that still run.
report-why-stages = The bars end at { $sum }, while door to door took { $mean } in the mean: each mean is over the clocks that ended in the period, { $least } to { $most } of a stage and { $n } from door to door.
report-curve-about = open ones taken in
report-curve-targets = line: the most common target, { $target } ({ $count } of { $n }); ticks on the axis: the others
report-curve-beyond = { $count ->
    [one] { $count } took
   *[other] { $count } took
} longer than is drawn, up to { $longest }
report-curve-table = Table: share cleared by day
report-cleared = Cleared
report-share-of = Share of
report-curve-share = Curve, with open
report-day-zero = day 0
report-started = Clock started
report-time = Time
report-over = Above target
report-worst-first = What is furthest above its target comes first; without a target, the longest.
report-page-before = Page before
report-figure-with_target = with a target
report-figure-within_net = within target, net of pausing holds
report-figure-late_net = missed, net of pausing holds
report-figure-by = ended within { $time }
report-figure-target = with a target of { $time }

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
cli-serve = Serve the pages (also without any command); LISTEN says where
cli-user = Users
cli-user-add = Add a user; the password is printed once
cli-user-add-name = Name for signing in
cli-user-add-role = staff, manager or administrator
cli-user-add-display_name = Name in the histories
cli-user-add-language = en, zh-CN or ru
cli-user-add-time_zone = IANA time zone
cli-user-passwd = Give a user a new password and end their sessions
cli-user-passwd-name = The user
cli-user-disable = Shut a user out
cli-user-disable-name = The user
cli-backup = Copy a SQLite database while it is in use
cli-backup-file = The new file
cli-restore = Bring a copy back, after verifying it
cli-restore-file = The copy

## Words that are read where days and times are typed, in small letters, a blank between two

typed-day-words = of
typed-clock-words = h hmin
typed-before-noon = am a.m.
typed-after-noon = pm p.m.
