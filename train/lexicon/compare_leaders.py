#!/usr/bin/env python3
"""Compares people.tsv, which was written from memory, with the dated lists of leaders of two sources.

    compare_leaders.py leaders_history.tsv CountryInfo.txt lexicon/en/actors > report

leaders_history.tsv holds the World Factbook's holders of 2016 to 2026 ("since 7 May 2012"), CountryInfo.txt the leaders
to 2011 ("[19810521 - 19950517]"). Printed by country, a line a finding:

    begin    a head of state or government whose first day differs from the source's by more than 60 days
    end      the same for the last day (CountryInfo; of the Factbook, the day before the next holder's first)
    role     a person of people.tsv who has no line of that office there
    two      an office that two persons hold in one country on more than 60 of the same days: head of state, head of
             government, foreign or defence minister (of people.tsv alone; a source's line is quoted as it stands)
    missing  a head of state or government of the sources whom neither people.tsv nor leaders*.tsv know

A person is known to both where the surname is the same, or nearly, and so is the first name, or where country, office
and the first day agree. The Factbook's text stood still from March 2017 to November 2020, some of its last days are those
of a later snapshot, and CountryInfo lists rivals and days of absence: a finding is a question, not yet a mistake, and
each has to be looked at.
"""
import os
import re
import sys
from collections import defaultdict
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from names_common import GEC, MONTHS, fold, leaders_of, names_of, read_rows

NEAR = 60
STATE = re.compile(r"^(acting |interim |transitional |caretaker )*(president|king|queen|emperor|emir|sultan|monarch"
                   r"|supreme leader|pope|chairman of the presidency|head of state)$")
HEAD = re.compile(r"^(acting |interim |transitional |caretaker )*(prime minister|premier|chancellor|taoiseach"
                  r"|head of government)$")
MINISTERS = {"foreign minister": "foreign", "defence minister": "defence", "defense minister": "defence",
             "defense secretary": "defence", "defence secretary": "defence", "foreign secretary": "foreign"}
TITLES = set("""president prime minister premier chancellor king queen emperor emir amir sultan taoiseach acting interim
executive sheikh prince ayatollah hojatolislam sayyed cardinal""".split())
PARTICLES = set("al el bin ibn de da dos von van der la del di du le jr sr".split())
BEFORE_NAMES = set("of the and co-vice vice state head government dr. gen. transition transitional".split())
TERRITORIES = set("ASM GUM VIR MNP PRI PCN HKG MAC AND KNA".split())   # whose heads are another state's, or unnamed
FROZEN, LATEST = ("2017-03", "2020-11-23"), "2026"   # the Factbook stood still, and has ended
DEPUTY = re.compile(r"vice|deputy|first lady|prince|speaker|crown", re.I)


def role_of(office):
    if STATE.match(office):
        return "state"
    if HEAD.match(office):
        return "government"
    return MINISTERS.get(office, "")


def day_number(text, last=False):
    """A day as a number; of a month or year alone its first or last one, None if open."""
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        parts += [12, 31] if last else [1, 1]
    elif len(parts) == 2:
        parts += [28 if last else 1]
    return date(parts[0], parts[1], min(parts[2], 28 if parts[1] == 2 else 30)).toordinal()


@lru_cache(None)
def likeness(a, b):
    """0 to 1; words whose lengths or letters cannot reach 0.6 are not compared at length."""
    pair = SequenceMatcher(None, a, b)
    return pair.ratio() if pair.real_quick_ratio() > 0.6 and pair.quick_ratio() > 0.6 else 0


def same_person(names, other):
    """Whether one of the names may be the other's: the last words alike and the first words too, or a whole name."""
    theirs = words_of(other)
    for name in names:
        ours = words_of(name)
        if not ours or not theirs:
            continue
        if likeness("".join(ours), "".join(theirs)) > 0.85:
            return True
        if len(ours) > 1 and len(theirs) > 1 and likeness(ours[0], theirs[0]) >= 0.7 and any(
                likeness(ours[-1], w) >= 0.8 for w in theirs[1:]):
            return True
        if len(theirs) > 2 and len(ours) > 1 and all(any(likeness(w, v) >= 0.8 for v in theirs) for w in ours):
            return True
    return False


@lru_cache(None)
def words_of(name):
    return [w for w in re.sub(r"[.,']", "", fold(name)).split() if w not in TITLES and w not in PARTICLES]


def akin(names, other):
    """A weaker test for the holder of one office on the same days: a word of four letters and more in common."""
    theirs = re.split(r"[\s-]+", fold(other))
    return any(len(w) > 3 and any(likeness(w, v) >= 0.7 for v in theirs)
               for n in names for w in fold(n).split() if w not in TITLES)


def factbook(path):
    """Yields (code, role, name, first day, last day) of chiefs of state and heads of government."""
    found = {}
    with open(path, encoding="utf-8") as f:
        next(f)
        for line in f:
            gec, _, cell, _, last, text = line.rstrip("\n").split("\t")[:6]
            if gec not in GEC or cell not in ("chief of state", "head of government"):
                continue
            text = re.split(r";?\s*note\b", re.sub(r"<[^>]*>|&nbsp;", " ", text))[0]
            match = re.match(r"\s*([^;()]*?)\s*\(\s*since\s+(?:(\d{1,2})\s+)?(?:([A-Z][a-z]+)\s+)?(\d{4})", text)
            if not match or "represented by" in text and cell == "chief of state":
                continue
            phrase, day, month, year = match.groups()
            if DEPUTY.search(phrase.split(" and ")[0]) and "Vice President" not in phrase[15:]:
                continue
            words = phrase.split()
            while words and words[0].lower() in TITLES | BEFORE_NAMES:
                words.pop(0)
            begin = year + ("-%02d" % MONTHS[month] + ("-%02d" % int(day) if day else "") if month in MONTHS else "")
            role = "state" if cell == "chief of state" else "government"
            if role == "government" and phrase.split()[0].lower() in ("president", "king", "sultan", "supreme"):
                continue
            name = " ".join(w.capitalize() if w.isupper() else w for w in words)
            key = (GEC[gec], role, begin)
            if key not in found or last > found[key][1]:
                found[key] = (name, last)
    terms = sorted((code, role, begin, name) for (code, role, begin), (name, _) in found.items())
    for i, (code, role, begin, name) in enumerate(terms):
        if i and terms[i - 1][:2] == (code, role) and same_person([terms[i - 1][3]], name):
            continue
        later = [t for t in terms[i + 1:] if t[:2] == (code, role) and not same_person([t[3]], name)]
        yield code, role, name, begin, later[0][2] if later else ""


def countryinfo(path):
    """Yields the same of CountryInfo's <Leaders>; a term that it does not end is left open ("?")."""
    text, before = open(path, encoding="utf-8", errors="replace").read(), None
    for block in re.findall(r"<Country>(.*?)</Country>", text, re.S):
        code, listed = leaders_of(block)
        if not code:
            continue
        role = ""
        for line in listed.split("\n"):
            tag = re.match(r"\s*<([^/][^>]*)>", line)
            if tag:
                title = tag.group(1).lower()
                role = ("" if re.search(r"vice|governor|secretar|party|foreign|secretary", title) else
                        "state" if re.search(r"president|king|emir|sultan|queen|monarch|head.? of state", title) else
                        "government" if re.search(r"premier|prime minister|chancellor|head.? of government", title)
                        else "")
                continue
            entry = re.match(r"\s*([A-Z][^\[\s]*_)\s*(.*)", line)
            if not entry or not role:
                continue
            name = entry.group(1).strip("_").replace("_", " ").title()
            for begin, end in re.findall(r"\[>?(\d{8})(?: - (\d{8}))?\]", entry.group(2)):
                term = [code, role, name, dashed(begin), dashed(end) if end else "?"]
                if before and before[:3] == term[:3] and apart(before[4], term[3]) <= NEAR:
                    before[4] = term[4]
                    continue
                if before:
                    yield before
                before = term
    if before:
        yield before


def dashed(text):
    """"19810521" to "1981-05-21"; a month or day of 0 is unknown."""
    y, m, d = text[:4], text[4:6], text[6:]
    return y if m == "00" or m > "12" else y + "-" + m + ("" if d == "00" else "-" + d)


def apart(a, b):
    """Days between two dates; of dates that only give a year or month, the best that they allow."""
    low_a, high_a, low_b, high_b = day_number(a), day_number(a, True), day_number(b), day_number(b, True)
    return max(low_a - high_b, low_b - high_a, 0)


def main(history, info, folder):
    report = defaultdict(list)
    people, others = defaultdict(list), defaultdict(list)
    for file in ("people.tsv", "leaders.tsv", "leaders_past.tsv"):
        for number, c in read_rows(os.path.join(folder, file)):
            role = role_of(c[6])
            known = people if file == "people.tsv" else others
            known[c[1]].append((names_of(c[0]), role, c[4], c[5], number, c[6]))
    for source, terms in (("factbook", list(factbook(history))), ("countryinfo", list(countryinfo(info)))):
        for code, role, name, begin, end in terms:
            if code in TERRITORIES or name.lower() == "vacant" or source == "countryinfo" and end < "1979":
                continue
            known = [p for p in people[code] if same_person(p[0], name)]
            quoted = "%s: %s %s, %s to %s" % (source, role, name, begin, end or "now")
            holding = [p for p in people[code] if p[1] == role and p[2]]
            if not known:
                known = [p for p in holding if akin(p[0], name) and (apart(p[2], begin) <= NEAR)]
            if not known:
                if not any(same_person(p[0], name) or p[1] == role and p[2] and akin(p[0], name) and
                           apart(p[2], begin) <= NEAR for p in others[code]):
                    report[code].append("missing  " + quoted)
                continue
            held = [p for p in known if p[1] == role and p[2]]
            if not held:
                report[code].append("role     %s; people.tsv: %s" % (quoted, "; ".join(
                    "%d %s %s %s to %s" % (p[4], p[0][0], p[5], p[2], p[3]) for p in known)))
                continue
            best = min(held, key=lambda p: apart(p[2], begin))
            ours = "; people.tsv:%d %s %s %s to %s" % (best[4], best[0][0], best[5], best[2], best[3] or "now")
            if apart(best[2], begin) > NEAR:
                # the same person's terms may follow upon each other: the source's first day then lies within one
                if not any(q[2] <= begin and (not q[3] or begin <= q[3]) and q is not best and
                           apart(q[2], begin) <= NEAR for q in held):
                    report[code].append("begin    " + quoted + ours)
            if end != "?":
                last = [p[3] for p in held]
                if not end:
                    if all(e and e < LATEST for e in last):
                        report[code].append("end      " + quoted + ours)
                elif source == "factbook" and FROZEN[0] <= end and any(FROZEN[0] <= e <= FROZEN[1] for e in last):
                    pass      # the holder after ours came and went while the Factbook stood still
                elif not any(e and apart(e, end) <= NEAR for e in last):
                    report[code].append("end      " + quoted + ours)
    for code, rows in people.items():
        rows = [p for p in rows if p[1] and p[2]]
        for i, a in enumerate(rows):
            for b in rows[i + 1:]:
                if a[1] != b[1] or a[0][0] == b[0][0] or fold(a[5]) != fold(b[5]) or set(a[0]) & set(b[0]):
                    continue
                first = max(day_number(a[2]), day_number(b[2]))
                last = min(day_number(a[3], True) or 10 ** 6, day_number(b[3], True) or 10 ** 6)
                if last - first > NEAR:
                    report[code].append("two      %s: %d %s, %s to %s; %d %s, %s to %s" % (
                        a[5], a[4], a[0][0], a[2], a[3] or "now", b[4], b[0][0], b[2], b[3] or "now"))
    for code in sorted(report):
        print("# " + code)
        for line in dict.fromkeys(report[code]):
            print(line)
    print("# %d findings in %d countries" % (sum(len(r) for r in report.values()), len(report)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
