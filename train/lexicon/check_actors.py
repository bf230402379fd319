#!/usr/bin/env python3
"""Checks the actor lexicon: check_actors.py [lexicon/en/actors]

Codes, sectors, types, kinds, sources, dates in order, names that stand twice in a line, and names that two lines give to
different actors on overlapping days. Prints each problem with its place, then counts; exit status 1 if there are problems.
"""
import os
import re
import sys

from names_common import GEC, fold, names_of, read_rows

SPECIAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
MORE = set("ALA ATA ATF BES BVT CCK COK CUW ESH GLP GUF HMD IOT MTQ MYT REU SGS SJM UMI XKX".split())
SECTORS = set("GOV MIL LEG JUD COP OPP REB SPY PTY PRM UAF UNK CVL JRN REL CRM BUS EDU LAB MED REF ELI AGR SOC - =".split())
TYPES = set("PERSON ORG GPE LOC NORP FAC".split())
KINDS = set("name demonym capital metonym region short".split()) | {""}
SOURCES = set("factbook countryinfo iso3166 own geonames".split())
# Names that two lines give to different actors on the same days, on purpose: the report's other words decide.
SHARED = {fold(n) for n in []}


def bounds(begin, end):
    first = (begin + "-01-01")[:10] if len(begin) == 4 else (begin + "-01")[:10] if begin else "0001-01-01"
    last = end + "-12-31" if len(end) == 4 else end + "-31" if len(end) == 7 else end or "9999-12-31"
    return first, last


def main(folder):
    problems, lines, names, uses = 0, 0, 0, {}

    def problem(path, number, text):
        nonlocal problems
        problems += 1
        print("%s:%d: %s" % (path, number, text))

    codes = set(GEC.values()) | SPECIAL | MORE | {"-"}
    for file in sorted(os.listdir(folder)):
        path = os.path.join(folder, file)
        if not file.endswith(".tsv") or file in ("agents.tsv", "reference.tsv"):
            continue
        for number, c in read_rows(path):
            lines += 1
            listed = names_of(c[0])
            names += len(listed)
            if not listed:
                problem(path, number, "no name")
            if len(set(listed)) < len(listed):
                problem(path, number, "a name stands twice")
            for value, allowed, what in ((c[1], codes, "code"), (c[2], SECTORS - {"="}, "sector"), (c[3], TYPES, "type"),
                                         (c[7], KINDS, "kind"), (c[8], SOURCES, "source")):
                if value not in allowed:
                    problem(path, number, "no such %s: '%s'" % (what, value))
            if c[1] == "-" and c[2] == "-":
                problem(path, number, "neither code nor sector")
            for value in c[4:6]:
                if value and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
                    problem(path, number, "no date: '%s'" % value)
            first, last = bounds(c[4], c[5])
            if first > last:
                problem(path, number, "dates out of order")
            for n in listed:
                if n.startswith("the ") and "T" + n[1:] not in listed:
                    problem(path, number, "a name begins with an article: '%s'" % n)
                uses.setdefault(n, []).append((path, number, c[1], c[2], first, last, c[7], fold(listed[0]), c[3]))
    for n, places in sorted(uses.items()):
        if fold(n) in SHARED:
            continue
        for i, a in enumerate(places):
            for b in places[i + 1:]:
                clash = a[2] != b[2] or (a[7] != b[7] and a[8] != b[8])
                if all("leaders" in x[0] for x in (a, b)):
                    continue      # one person who governs two territories
                if clash and not {"short", "region"} & {a[6], b[6]} and a[4] <= b[5] and b[4] <= a[5]:
                    problem(b[0], b[1], "'%s' is %s %s here and %s %s at %s:%d" % (n, b[2], b[3], a[2], a[3], a[0], a[1]))
    print("%d lines, %d names (%d different), %d problems" % (lines, names, len(uses), problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "lexicon/en/actors"))
