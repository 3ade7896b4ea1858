-- wrk: every request records one note through the form of a shipment, as a browser sends it.
--   wrk -s record.lua URL -- SHIPMENTS FIELDS
-- SHIPMENTS: lines of a reference and the number of its last event; FIELDS: the form without what it has seen and its key.
local threads = 0

function setup(thread)
  thread:set("mine", threads)
  threads = threads + 1
end

function init(args)
  shipments, fields, turn = {}, args[2], 0
  local line = 0
  for text in io.lines(args[1]) do
    -- Two threads share no shipment: each knows what it has recorded.
    if line % 2 == mine then
      local reference, version = text:match("(%S+) (%d+)")
      shipments[#shipments + 1] = { path = "/shipments/" .. reference .. "/events", seen = tonumber(version) }
    end
    line = line + 1
  end
  math.randomseed(os.time() * 2 + mine)
  headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Cookie"] = wrk.headers["Cookie"],
    ["Host"] = wrk.headers["Host"],
  }
end

local function part()
  return string.format("%04x", math.random(0, 0xffff))
end

function request()
  -- The first thread is asked once for a request that is not sent.
  local is_sent = is_asked or mine > 0
  is_asked = true
  local shipment = shipments[turn % #shipments + 1]
  local key = part() .. part() .. "-" .. part() .. "-4" .. part():sub(2) .. "-8" .. part():sub(2) .. "-" .. part() .. part() .. part()
  local body = fields .. "&seen=" .. shipment.seen .. "&key=" .. key
  if is_sent then
    turn = turn + 1
    shipment.seen = shipment.seen + 1
  end
  return wrk.format("POST", shipment.path, headers, body)
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"seconds":%.3f,"p99_ms":%.2f,"longest_ms":%.2f,"errors":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99) / 1e3, latency.max / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
