## 时间与字段的规则：错在哪里，怎么办。
## $value：单元格里的内容；$way：与之冲突的事件（行号或编号）。

rule-kind_unknown = “{ $value }”不是事件类型。请用 registered、entered、skipped、held、released、noted、milestone、customs、amended、split、packed、unpacked、scanned、attached、delivered、returned、refused、seized、destroyed、lost、cancelled 或 retracted。
rule-field_missing = 这类事件必须填写此单元格。
rule-field_unexpected = “{ $value }”不应出现在这里：这类事件没有此字段。是否错列？
rule-reason_missing = 请填写原因：没有原因的滞留或撤回不成立。
rule-stage_unknown = “{ $value }”不是环节。请用小写的 declaration、quarantine、inspection、transport 或 delivery。
rule-time_invalid = “{ $value }”不是带时差的日期时间。请写成 2021-07-19T14:05:00+08:00。
rule-value_invalid = “{ $value }”无法识别，或不在允许的范围内。
rule-in_future = “{ $value }”比录入时间晚五分钟以上。请核对日期、时刻和时差。
rule-place_unknown = 地点“{ $value }”未登记。请更正，或允许新建地点（--create-places）。
rule-number_invalid = “{ $value }”不是本票货物内唯一的编号。请把所有行从 1 开始编号，或都不编号。
rule-recorded_backwards = 它的录入时间早于前一事件（{ $way }）。编号须按录入顺序。
rule-not_registered = 一票货物的第一个事件（编号 1）必须是 registered。
rule-registered_twice = 本票货物已登记（{ $way }）。
rule-refers_unknown = 本票货物没有该编号的更早事件。
rule-cannot_retract = 登记、拆分和撤回不能撤回（{ $way }）。请另录一条正确的事件。
rule-already_retracted = 该事件已被撤回（{ $way }）。
rule-after_outcome = 本票货物已结束（{ $way }）。请先撤回结束事件，或更正时间。
rule-no_open_hold = 没有可解除的滞留。请核对编号、原因和时间。
rule-hold_ambiguous = 有多项滞留未解除（如{ $way }）。请在 refers_to 中注明编号。
rule-release_before_hold = 滞留开始得更晚（{ $way }）。请更正其中一个时间。
rule-no_stage = 不能妥投：从未进入任何环节。
rule-already_in_stage = 已在该环节中（{ $way }）。
rule-back_without_reason = 退回到更早的环节（在{ $way }之后）。请填写原因，或更正时间。
rule-already_entered = 该环节已进入过（{ $way }），不能跳过。
rule-already_skipped = 该环节已跳过（{ $way }）。
rule-hold_open = 当时有未解除的滞留（{ $way }）。请先解除，或更正时间。
rule-split_exceeds = 拆出的数量多于现有数量（{ $way }）。

## The file itself, and what may stand in a cell

file-column-missing = 文件中没有名为 { $column } 的列。第一行是否为以逗号分隔、UTF-8 编码的列名？
file-column-twice = { $column } 列出现了两次。
file-no-detail = 修改（amended）至少须更改一项内容。
file-quote-open = 有一个引号未闭合：其后的全部内容被读成了一个单元格。
file-cells = 此行的单元格数与列名数不同。
file-not-utf8 = “{ $value }”不是 UTF-8 编码。请将文件另存为“CSV UTF-8”。
form-reference = 货物编号为 1 至 64 个字符，不含 /，首尾无空格，且不是“new”。
form-place = 地点为不含空格的代码，例如 CNHCG 或 RU-X-KRASKINO。
form-mode = 请用 9610、1210、9710、9810 或 0110。
form-hs-code = 请填十位数字。
form-goods-lines = 请填 JSON 数组，每行含 description、hs_code、tnved_code、quantity、unit、value，均为文本。
form-whole = 请填整数。
form-decimal = 请填不小于 0 的数，用小数点，例如 850.5。
form-currency = 请填三个大写字母，例如 CNY。
form-country = 请填两个大写字母，例如 CN。
form-classifier = 请用 planned、estimated 或 actual。
form-pauses = 请用 true 或 false。
form-parcels = 条码以空格分隔；13 位条码（UPU S10）的校验位须正确。
form-document = 请填 SHA-256 的 64 位十六进制数字。
form-minutes = 请填整分钟数，不小于 1。

fault-where = 第 { $row } 行
fault-shipment = 货物 { $shipment }
fault-column = { $column } 列
way-row = 第 { $row } 行
way-number = 已录入的事件 { $number }
way-none = 无

## 用词

stage-declaration = 申报
stage-quarantine = 检疫
stage-inspection = 查验
stage-transport = 运输
stage-delivery = 派送
clock-door_to_door = 全程
clock-release = 放行
clock-clearance = 通关
clock-declaration = 申报
clock-quarantine = 检疫
clock-inspection = 查验
clock-transport = 运输
clock-delivery = 派送
outcome-delivered = 已妥投
outcome-returned = 退回寄件人
outcome-refused = 拒收
outcome-seized = 没收
outcome-destroyed = 已销毁
outcome-lost = 丢失
outcome-cancelled = 撤销
cohort-completed = 期内完成
cohort-started = 期内开始
state-running = 进行中
state-ended = 已结束
state-stopped = 已中止
warning-entered_after_skip = 跳过后又进入
warning-stage_missing = 既未进入也未跳过
warning-zero_visit = 停留 0 秒
unit-days = { $number } 天
unit-hours = { $number } 小时
unit-minutes = { $number } 分钟
local-day-time = { $day } { $time }
local-days = { $days } 天
yes = 是
no = 否

## 通关时间报告

report-title = 通关时间报告
report-as-of = 截至 { $as_of }；台账 { $sequence }，校验码 { $seal }
report-period = 期间 { $from } – { $to }，{ $cohort }，按 { $zone } 的日期
report-open-day = 不限
report-lane = 线路 { $origin } → { $destination }
report-shipments = 货物 { $total } 票，在办 { $open } 票
report-gross = 总时长（含滞留）
report-net = 扣除滞留后时长
report-targets = 与目标时限比较，以及未计入的
report-with-target = 有目标时限
report-ends = 全程至妥投为止；放行至离开申报到查验各环节为止；通关至离开检疫到运输各环节为止，因此包含运输。单个环节为各次停留之和。
report-lane-unknown = 地点 { $place } 未登记：没有货物会用到它。
report-clock = 时段
report-n = 样本量
report-mean = 平均值
report-sd = 标准差
report-min = 最短
report-median = 中位数
report-p90 = 第90百分位数
report-max = 最长
report-within = 达标率
report-late = 超时
report-open = 在办
report-open-late = 在办且超时
report-excluded = 未计入
report-partial = 不完整
report-notes = 样本量只计已结束的；在办的和因异常中止的（未计入）不进入平均值。不完整：时段内缺少环节，时长可能偏短。分位数：线性插值（类型 7）；样本标准差（n − 1）。一天按 24 小时。
report-few = * 不足 5 票：不给分位数和标准差

## 时间线

timeline-as-of = 截至 { $as_of }
timeline-stage = 环节：{ $stage }
timeline-no-stage = 不在任何环节
timeline-outcome = { $outcome }，{ $at }
timeline-visits = 环节停留
timeline-holds = 滞留
timeline-clocks = 计时
timeline-warnings = 提示
timeline-customs = 海关状态
timeline-stage-head = 环节
timeline-clock-head = 计时
timeline-entered = 进入
timeline-left = 离开
timeline-duration = 时长
timeline-number = 编号
timeline-reason = 原因
timeline-held = 滞留开始
timeline-released = 滞留结束
timeline-pauses = 停计
timeline-start = 开始
timeline-end = 结束
timeline-gross = 总时长
timeline-net = 扣除滞留后
timeline-target = 目标时限
timeline-within = 达标
timeline-state = 状态
timeline-skipped = 跳过：{ $stages }

## The drawing of a shipment

track-caption = 批次进程：按环节、按时间比例绘制
track-clock-clearance = 通关计时：检疫至运输
track-clock-door = 全程计时：申报至派送
track-clock-waits = 目标 { $target }：尚未开始计时
track-day-zero = 第0天
track-now = 现在
track-at-day = { $what } 第{ $day }天
track-at-hours = { $what } 已过 { $after }
track-target = 目标 { $target }
track-due = { $target }：{ $at } 到期，{ $place }
track-spent = 已用
track-budget = 预算
track-left = 剩余／超出
track-since = { $day }起
track-since-at = { $day }起，{ $place }
track-visits = { $count } 次进入
track-visits-at = { $count } 次进入：{ $places }
track-held = 滞留 { $duration }
track-skipped = 无需办理
track-missing = 缺失
track-not-entered = { $stage }：尚未进入
track-visit = { $stage }：{ $from } 至 { $to }，{ $duration }
track-visit-open = { $stage }：自 { $from } 起，{ $duration }
track-hold = 滞留 { $from } 至 { $to }，{ $duration }
track-hold-open = 自 { $from } 起滞留，{ $duration }
track-budget-of = 预算 { $duration }
track-over-by = 超出预算 { $duration }
track-customs = { $country ->
    [CN] 中国海关
    [RU] 俄罗斯海关
   *[other] 海关 { $country }
}
track-legend = 图例
track-legend-stage = 环节内用时
track-legend-held = 滞留
track-legend-budget = 环节预算
track-legend-plan = 后续环节预算
track-legend-over = 超出预算
track-legend-target = 目标时限
track-legend-released = 已放行
track-yours = 您填的 { $time }
track-not-yet = 尚未到来
track-now-time = 现在 { $time }
track-row = 已用目标时限的 { $share }%
track-row-no-target = 无目标时限
track-pips = 第 { $number } 环节，共 5 个：{ $stage }
track-pips-none = 不在任何环节

## 命令的回答

import-done = 已录入 { $shipments } 票货物的 { $events } 个事件。
import-passed-over = { $rows } 行早已录入，未重复录入。
import-created-places = 新建了 { $places } 个地点：{ $codes }
import-unknown-columns = 无法识别的列未导入：{ $columns }
import-refused = 未导入任何内容：{ $faults } 处错误。
import-not-empty = 未导入任何内容：--as-recorded 需要没有货物的数据库。请用空数据库，或去掉此选项。
export-done = 已写出 { $shipments } 票货物的 { $events } 个事件。
demo-done = 已在 { $database } 中填入 { $shipments } 票货物、{ $events } 个事件（种子 { $seed }，截至 { $at }）。这些是样例：正式使用请新建数据库。
demo-not-empty = { $database } 中已有货物。样例只能填入空数据库。
migrate-done = { $database } 已是最新。
check-fine = 全部一致：台账 { $sequence }，校验码 { $seal }。
check-wrong = { $count } 处不一致（台账 { $sequence }，校验码 { $seal }）。
check-commands-missing = 台账缺少第 { $from } 至 { $to } 条指令。
check-seal-differs = { $shipment } 的第 { $sequence } 条指令与校验码不符（事件 { $numbers }）。
check-event-unreadable = { $shipment } 的事件 { $number } 不是台账写入的样子。
check-event-without-command = { $shipment } 的事件 { $number } 不属于它的任何指令。
check-shipment-without-events = 货物 { $shipment } 没有登记事件。
check-head-differs = 账头为 { $head }，最后一条指令为 { $last }。
check-rows-differ = { $shipment } 的派生表 { $table } 与其事件不符。
check-history-refused = { $shipment } 的历史在事件 { $event } 处违反规则：{ $code }。
check-unknown = 未知
error-no-database = { $path } 处没有数据库。请用“tumen demo”“tumen import”或“tumen migrate”新建，或设置 DATABASE_URL。
error-database = 数据库出错：{ $error }
error-file-changed = { $path } 在读取时被更改：未导入任何内容。
error-busy = 台账正忙：请稍后再试。
error-stopped = 台账已停止：请重新启动程序并查看日志。
error-damaged = { $shipment } 的事件 { $number } 已损坏：请运行“tumen check”。
error-file = { $path }：{ $error }
error-not-found = 截至当时没有货物 { $shipment }。
error-reference = “{ $value }”不能作为货物编号。
error-instant = “{ $value }”不是带时差的日期时间，例如 2021-07-19T14:05:00+08:00。
error-future = { $value } 在将来：截至那时的报告还会变化。
error-day = “{ $value }”不是日期，例如 2021-07-19。
error-period = 期间的结束（{ $to }）早于开始（{ $from }）。
error-zone = “{ $value }”不是 IANA 时区，例如 Asia/Shanghai。
error-lane = “{ $value }”不是线路，例如 CNHCG:RUYEK。
error-cohort = “{ $value }”不是统计口径：completed 或 started。
error-which = 请指明一票货物，或用 --all。
progress-import = 正在导入
progress-export = 正在导出
progress-check = 正在核对
progress-demo = 正在填入

## 命令行帮助

cli = 跟踪货物的申报、检疫、查验、运输和派送，并计量通关所需的时间。
cli-usage = 用法：
cli-commands = 命令
cli-options = 选项
cli-arguments = 参数
cli-help = 显示本帮助
cli-version = 显示版本
cli-demo = 在空数据库中填入六条线路的样例货物
cli-demo-shipments = 货物票数
cli-demo-seed = 种子相同，货物相同
cli-demo-at = 样例中的“现在”（RFC 3339；默认为当前时间）
cli-import = 导入 histories.csv，要么全部，要么全不
cli-import-file = 文件
cli-import-create_places = 新建未登记的地点
cli-import-as_recorded = 保留文件自己的录入时间（只限空数据库）
cli-import-json = 以 JSON 输出结果
cli-export = 导出数据
cli-export-histories = 导出全部货运历史记录为 histories.csv
cli-export-histories-out = 写入此文件，而非标准输出
cli-timeline = 显示一票货物现在或当时在哪里
cli-timeline-reference = 货物编号
cli-timeline-all = 全部货物，输出 JSON Lines
cli-timeline-json = 输出 JSON
cli-timeline-as_of = 截至过去某一时刻（RFC 3339；默认为当前时间）
cli-report = 报告
cli-report-clearance = 通关所需时间，逐项计时
cli-report-clearance-from = 第一天
cli-report-clearance-to = 最后一天（含）
cli-report-clearance-cohort = 统计期内完成（completed）或期内开始（started）的
cli-report-clearance-time_zone = 按哪个时区的日期（默认为 TIME_ZONE，否则 UTC）
cli-report-clearance-lane = 只看此线路，起点:终点
cli-report-clearance-as_of = 截至过去某一时刻（RFC 3339；默认为当前时间）
cli-report-clearance-json = 输出 JSON
cli-check = 核对每个校验码，重建每张派生表，指出不一致之处
cli-check-json = 输出 JSON
cli-migrate = 新建数据库，或把表升级到当前版本
