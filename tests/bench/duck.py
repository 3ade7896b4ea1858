"""The figures of the clearance report by DuckDB, from a table of its own: median time of several runs.

Usage: duck.py DATABASE [AS_OF_MICROSECONDS] [--days DAYS]. Prints {"median_ms", "n"}; the table holds every version
of every ended clock, so that both answer the same question as of the same moment. With DAYS it answers what the page
of the report asks: the clocks that ended in the last days, the shipments by outcome, and the times of the clearance
curve with how many ended at each.
"""
import argparse, json, sqlite3, statistics, time

import duckdb

asked = argparse.ArgumentParser()
asked.add_argument("database")
asked.add_argument("as_of", type=int, nargs="?", default=1 << 62)
asked.add_argument("--days", type=int)
asked = asked.parse_args()
database, as_of = asked.database, asked.as_of
sqlite = sqlite3.connect(database)
duck = duckdb.connect()
duck.execute("SET threads = 2")
duck.execute(
    "CREATE TABLE ended (clock TINYINT, ended_at BIGINT, shipment BIGINT, known_from BIGINT, known_to BIGINT,"
    " started_at BIGINT, outcome TINYINT, partial TINYINT, gross BIGINT, net BIGINT, target BIGINT)"
)
duck.execute(
    "CREATE TABLE running (clock TINYINT, known_from BIGINT, known_to BIGINT, since BIGINT, accrued BIGINT, target BIGINT)"
)
duck.execute("CREATE TABLE standings (known_from BIGINT, known_to BIGINT, outcome TINYINT)")
import numpy as np


def load(table, query):
    cursor = sqlite.execute(query)
    while rows := cursor.fetchmany(500_000):
        columns = {f"c{i}": np.array(column, dtype=np.int64) for i, column in enumerate(zip(*rows))}
        duck.execute(f"INSERT INTO {table} SELECT * FROM columns")


load("ended", "SELECT clock, ended_at, shipment, known_from, known_to, started_at, outcome, partial, gross, net, target FROM ended_clocks")
load("running", "SELECT clock, known_from, known_to, since, accrued, target FROM running_clocks")
outcomes = "CASE outcome " + " ".join(f"WHEN '{word}' THEN {at}" for at, word in enumerate(("delivered", "returned", "refused", "seized", "destroyed", "lost", "cancelled"))) + " ELSE -1 END"
load("standings", f"SELECT known_from, known_to, {outcomes} FROM standings")

figures = ", ".join(
    f"avg({c}) FILTER (outcome = 0), stddev_samp({c}) FILTER (outcome = 0), min({c}) FILTER (outcome = 0), "
    f"quantile_cont({c}, [0.25, 0.5, 0.75, 0.9, 0.95]) FILTER (outcome = 0), max({c}) FILTER (outcome = 0), "
    f"count(*) FILTER (outcome = 0 AND target > 0 AND {c} <= target)"
    for c in ("gross", "net")
)
excluded = ", ".join(f"count(*) FILTER (outcome = {outcome})" for outcome in range(1, 7))
first = 0 if asked.days is None else (int(time.time()) // 86_400 - asked.days + 1) * 86_400
known = f"known_from <= {as_of} AND known_to > {as_of}"
query = (
    f"SELECT clock, count(*) FILTER (outcome = 0), sum(partial) FILTER (outcome = 0), count(*) FILTER (outcome = 0 AND target > 0), {excluded}, {figures} "
    f"FROM ended WHERE ended_at >= {first} AND {known} GROUP BY clock ORDER BY clock"
)
seconds = as_of // 1_000_000
running = (
    f"SELECT clock, count(*), count(*) FILTER (target > 0 AND accrued + greatest({seconds} - since, 0) > target) "
    f"FROM running WHERE {known} GROUP BY clock"
)
# The curve: at each time how many ended, how many were only seen so far, and how many were there still.
curve = (
    f"WITH times AS (SELECT gross AS t, 1 AS ends FROM ended WHERE clock = 2 AND outcome = 0 AND ended_at >= {first} AND {known} "
    f"UNION ALL SELECT accrued + greatest({min(seconds, int(time.time()))} - since, 0), 0 FROM running WHERE clock = 2 AND {known}), "
    "steps AS (SELECT t, sum(ends) AS ends, count(*) AS gone FROM times GROUP BY t) "
    "SELECT t, ends, sum(gone) OVER (ORDER BY t DESC) FROM steps ORDER BY t"
)
queries = [query, running]
if asked.days is not None:
    queries += [f"SELECT outcome, count(*) FROM standings WHERE {known} GROUP BY outcome", curve]
taken = []
for _ in range(7):
    started = time.perf_counter()
    rows, *_ = [duck.execute(one).fetchall() for one in queries]
    taken.append((time.perf_counter() - started) * 1_000)
print(json.dumps({"median_ms": round(statistics.median(taken[1:]), 1), "n": [row[1] for row in rows]}))
