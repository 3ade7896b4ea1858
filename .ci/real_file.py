#!/usr/bin/env python3
"""The real shipments of ../shared/data/cargo2000 through the built binary: imported whole, the 44 figures as
Python worked them out, the same file again, out again as it went in, and moved house byte for byte."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

tumen, database = os.path.abspath(sys.argv[1]), sys.argv[2]
data = pathlib.Path("../shared/data/cargo2000").resolve()
real, figures = data / "histories.csv", json.loads((data / "figures.json").read_text())
folder = pathlib.Path(tempfile.mkdtemp())
is_postgres = database.startswith("postgres")


def schema(name):
    if not is_postgres:
        return f"{database}.{name}"
    subprocess.run(["psql", "-q", database, "-c", f"CREATE SCHEMA {name}"], check=True)
    return f"{database}?options=-csearch_path%3D{name}"


def run(url, *arguments):
    done = subprocess.run([tumen, *arguments], env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ordinary = schema("ordinary")
done = json.loads(run(ordinary, "import", str(real), "--create-places", "--json"))
assert (done["shipments"], done["events"], done["faults"]) == (11_874, 59_370, []), done
again = json.loads(run(ordinary, "import", str(real), "--json"))
assert (again["shipments"], again["events"], again["passed_over"]) == (0, 0, 59_370), again
run(ordinary, "check")

report = json.loads(run(ordinary, "report", "clearance", "--json"))
held = 0
for clock, expected in figures.items():
    for name, value in expected.items():
        mine = report["clocks"][clock]["n"] if name == "n" else report["clocks"][clock]["gross"][name]
        value = value if name in ("n", "within") else value * 60
        assert abs(mine - value) <= 1e-9 * abs(value), (clock, name, mine, value)
        held += 1
assert held == 44
print(f"{held} figures as worked out by Python")

out = folder / "out.csv"
run(ordinary, "export", "histories", "--out", str(out))
given, exported = rows(real), rows(out)
key = lambda row: (row["shipment"], row["occurred_at"], row["event"], row["stage"])
given.sort(key=key), exported.sort(key=key)
assert len(given) == len(exported)
for mine, theirs in zip(exported, given):
    for column, value in theirs.items():
        assert column == "recorded_at" or mine[column] == value, (column, mine, theirs)
print(f"{len(given)} rows came back as they went in")

kept = schema("kept")
run(kept, "import", str(out), "--create-places", "--as-recorded")
out_again = folder / "out_again.csv"
run(kept, "export", "histories", "--out", str(out_again))
assert out.read_bytes() == out_again.read_bytes()
heads = [json.loads(run(url, "check", "--json")) for url in (ordinary, kept)]
assert heads[0] == heads[1], heads
print("who recorded it moved house too, under the seals of the day")

moved, moved_again = schema("moved"), schema("moved_again")
run(moved, "import", str(real), "--create-places", "--as-recorded")
first, second = folder / "first.csv", folder / "second.csv"
run(moved, "export", "histories", "--out", str(first))
for mine, theirs in zip(sorted(rows(first), key=key), given):
    assert all(mine[column] == value for column, value in theirs.items()), (mine, theirs)
run(moved_again, "import", str(first), "--create-places", "--as-recorded")
run(moved_again, "export", "histories", "--out", str(second))
assert first.read_bytes() == second.read_bytes()
run(moved_again, "check")
heads = [json.loads(run(url, "check", "--json")) for url in (moved, moved_again)]
assert heads[0] == heads[1], heads
print(f"moved house byte for byte, sealed the same; ledger {heads[1]['sequence']}")
