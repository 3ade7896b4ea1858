-- wrk: looks at the pages of a file, one after another.
--   wrk -s look.lua URL -- PATHS
function init(args)
  requests, turn = {}, 0
  for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", path) end
end

function request()
  turn = turn + 1
  return requests[turn % #requests + 1]
end

function done(summary, latency)
  io.write(string.format(
    '{"requests":%d,"seconds":%.3f,"p99_ms":%.2f,"errors":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
