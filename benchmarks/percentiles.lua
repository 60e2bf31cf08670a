-- For wrk: the percentiles that its own output lacks, in milliseconds, and what went wrong.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "\nresult %.1f %.1f %.1f %.1f %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
