-- wrk: looks at the pages of a file, one after another; with `anew` no address is asked for twice.
--   wrk -s look.lua URL -- PATHS [anew]
function init(args)
  paths, requests, turn = {}, {}, 0
  anew = args[2] == "anew" and tostring(args):match("0x(%x+)")
  for path in io.lines(args[1]) do
    paths[#paths + 1] = path .. (path:find("?", 1, true) and "&" or "?")
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  turn = turn + 1
  local at = turn % #paths + 1
  if anew then return wrk.format("GET", paths[at] .. "turn=" .. anew .. turn) end
  return requests[at]
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"seconds":%.3f,"p99_ms":%.2f,"errors":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
