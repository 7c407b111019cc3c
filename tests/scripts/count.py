#!/usr/bin/env python3
"""Counts the six totals straight from an export of everything, by the counting rules of a consultation
studio, without sharing a line with the program that wrote it.

    count.py EXPORT.jsonl FROM TO [CUT-OFF]

Prints JSON: "total", and the same by studio ("studios", by id) and by month ("months", by YYYY-MM, each
counted up to its own last day). Also computes the state hash and holds it against the head.

The rules:
 1. rows of the sign-in sheet of sessions that were held count, not invitations
 2. members: one per person and session; who has two hats counts once, as a member
 3. public: one per person and session
 4. departments: distinct departments per session, not heads
 5. experts, lawyers, media and staff are outside the three columns
 6. a joint session is one session, of its lead studio
 7. solved: issues whose last step up to the cut-off is a resolving one dated within the interval; a date
    range counts only if both of its ends do; merged issues count in their root, and so does what remained
    of an issue and is looked after by another one
"""

import calendar
import hashlib
import json
import sys
from datetime import date

MEMBER = {"leader", "member", "convenor", "resident_member", "aide"}
PUBLIC = {"community_representative", "public_representative", "merchant", "enterprise", "raiser"}
CORRECTIONS = {"take_back_exit", "correct_accept", "correct_consult", "correct_resolve", "correct_reopen"}
RESOLVING = {"resolve", "resolve_by_service"}


def span(text):
    """First and last day of `2023-06-30`, `2023-06`, `2023` or `2023-02-03..2023-02-10`."""
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def within(text, first, last):
    begins, ends = span(text)
    return first <= begins and ends <= last


def held(session):
    status = session["status"]
    return isinstance(status, dict) and "closed" in status and not session["retracted"]


def heads(session):
    """Members, public, departments of one session."""
    members, public, departments = set(), set(), set()
    for row in session["attendance"]:
        if row["presence"] != "present":
            continue
        if row["class"] in MEMBER:
            members.add(row["person"])
        elif row["class"] in PUBLIC:
            public.add(row["person"])
        elif row["class"] == "department":
            departments.add(row["department"])
    counts = [len(members), len(public - members), len(departments)]
    for tally in session["tallies"]:
        count = min(tally["count"], 9999)
        if tally["class"] in MEMBER:
            counts[0] += count
        elif tally["class"] in PUBLIC:
            counts[1] += count
        elif tally["class"] == "department":
            counts[2] += count
    return counts


def kind(step):
    """The word of a step; an exit is `{"exit": "merged"}`."""
    return step["kind"] if isinstance(step["kind"], str) else next(iter(step["kind"]))


def is_solved(issue, first, last, cut_off):
    # What remained of an issue counts with that issue.
    if issue["retracted"] or issue.get("residual_of"):
        return False
    annulled = {step["facts"]["annuls"] for step in issue["steps"]}
    standing = [
        step
        for place, step in enumerate(issue["steps"])
        if place not in annulled
        and kind(step) not in CORRECTIONS
        and span(step["facts"]["on"])[1] <= cut_off
    ]
    if not standing or kind(standing[-1]) not in RESOLVING:
        return False
    return within(standing[-1]["facts"]["on"], first, last)


def count(city, first, last, cut_off, studio=None):
    mine = lambda it: studio is None or it == studio
    sessions = [it for it in city["session"] if held(it) and mine(it["facts"]["studio"])]
    by_the_end = {
        it["facts"]["studio"] for it in sessions if span(it["facts"]["on"])[1] <= min(last, cut_off)
    }
    counted = [
        it
        for it in sessions
        if within(it["facts"]["on"], first, last) and span(it["facts"]["on"])[1] <= cut_off
    ]
    studios = 0
    for it in city["studio"]:
        if it["retracted"] or not mine(it["id"]):
            continue
        founded = it["facts"]["founded"]
        if founded is None:
            studios += it["id"] in by_the_end
        else:
            studios += span(founded)[1] <= min(last, cut_off)
    columns = [sum(column) for column in zip(*map(heads, counted))] or [0, 0, 0]
    solved = [
        it for it in city["issue"] if mine(it["studio"]) and is_solved(it, first, last, cut_off)
    ]
    return {
        "studios": studios,
        "sessions": len(counted),
        "resolved": len(solved),
        "member_attendances": columns[0],
        "public_attendances": columns[1],
        "department_attendances": columns[2],
    }


def months(first, last):
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def main(path, first, last, cut_off=None):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    cut_off = date.fromisoformat(cut_off) if cut_off else last
    city = {kind: [] for kind in ("studio", "session", "issue")}
    state = hashlib.sha256()
    with open(path, encoding="utf-8", newline="\n") as lines:
        head = json.loads(next(lines))
        assert head["kind"] == "export" and head["tanshi"] == 1, head
        for line in lines:
            state.update(line.encode())
            ((kind, entity),) = json.loads(line).items()
            if kind in city:
                city[kind].append(entity)
    assert state.hexdigest() == head["state_sha256"], "the lines are not those of the head"
    print(
        json.dumps(
            {
                "total": count(city, first, last, cut_off),
                "studios": {
                    it["id"]: count(city, first, last, cut_off, it["id"]) for it in city["studio"]
                },
                "months": {
                    begins.strftime("%Y-%m"): count(city, begins, ends, ends)
                    for begins, ends in months(first, last)
                },
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
