"""The figures of the clearance report by DuckDB, from a table of its own: median time of several runs.

Usage: duck.py DATABASE [AS_OF_MICROSECONDS]. Prints {"median_ms", "n"}; the table holds every version of every
ended clock, so that both answer the same question as of the same moment.
"""
import json, sqlite3, statistics, sys, time

import duckdb

database, as_of = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1 << 62
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
import numpy as np


def load(table, query):
    cursor = sqlite.execute(query)
    while rows := cursor.fetchmany(500_000):
        columns = {f"c{i}": np.array(column, dtype=np.int64) for i, column in enumerate(zip(*rows))}
        duck.execute(f"INSERT INTO {table} SELECT * FROM columns")


load("ended", "SELECT clock, ended_at, shipment, known_from, known_to, started_at, outcome, partial, gross, net, target FROM ended_clocks")
load("running", "SELECT clock, known_from, known_to, since, accrued, target FROM running_clocks")

figures = ", ".join(
    f"avg({c}) FILTER (outcome = 0), stddev_samp({c}) FILTER (outcome = 0), min({c}) FILTER (outcome = 0), "
    f"quantile_cont({c}, [0.25, 0.5, 0.75, 0.9, 0.95]) FILTER (outcome = 0), max({c}) FILTER (outcome = 0), "
    f"count(*) FILTER (outcome = 0 AND target > 0 AND {c} <= target)"
    for c in ("gross", "net")
)
excluded = ", ".join(f"count(*) FILTER (outcome = {outcome})" for outcome in range(1, 7))
query = (
    f"SELECT clock, count(*) FILTER (outcome = 0), sum(partial) FILTER (outcome = 0), count(*) FILTER (outcome = 0 AND target > 0), {excluded}, {figures} "
    f"FROM ended WHERE known_from <= {as_of} AND known_to > {as_of} GROUP BY clock ORDER BY clock"
)
seconds = as_of // 1_000_000
running = (
    f"SELECT clock, count(*), count(*) FILTER (target > 0 AND accrued + greatest({seconds} - since, 0) > target) "
    f"FROM running WHERE known_from <= {as_of} AND known_to > {as_of} GROUP BY clock"
)
taken = []
for _ in range(7):
    started = time.perf_counter()
    rows = duck.execute(query).fetchall()
    duck.execute(running).fetchall()
    taken.append((time.perf_counter() - started) * 1_000)
print(json.dumps({"median_ms": round(statistics.median(taken[1:]), 1), "n": [row[1] for row in rows]}))
