#!/usr/bin/env python3
"""Writes lexicon/en/actors/leaders_past.tsv from CountryInfo.txt (leaders since 1960, cabinets 2003 to 2011).

    leaders_past.py CountryInfo.txt people.tsv leaders.tsv > leaders_past.tsv

Facts only: names, dates of office, the kind of office. Of the cabinets, heads of state and government, deputies,
foreign, defence, interior and finance ministers, intelligence and security chiefs and permanent representatives at the
UN. Of the leaders, those who held an office after 1978. Names that people.tsv or leaders.tsv have are left out.
"""
import re
import sys

from names_common import country_of, fold, leaders_of, names_of, read_rows, settle

SURNAME_FIRST = {"KOR", "PRK", "CHN", "TWN", "VNM", "KHM", "SGP", "HKG", "LAO", "MMR"}
PARTICLE = {"bin", "ibn", "de", "da", "dos", "von", "van", "der", "la", "del", "di", "du", "le", "ould", "y", "e",
            "den", "of", "bint", "ould", "ter", "ten"}
OFFICES = [(r"Permanent Rep.*(UN|United Nations)", "ambassador to the UN", "GOV"),
           (r"\bGovernor General|Governor-General", "governor general", "GOV"),
           (r"(Deputy|Dep\.|Vice|First) (First )?(Prime|Pres|Prem|Dep)", "", None),
           (r"^Min(ister|\.) of (Foreign (Affairs|Relations|Policy)|Foreign$|External)|^Sec.* (of|for) (Foreign|External)", "foreign minister", "GOV"),
           (r"^Min(ister|\.) of (National )?Defen|^Sec.* (of|for) (National )?Defen", "defence minister", "GOV"),
           (r"^Min(ister|\.) of (the )?(Interior|Home|Internal)", "interior minister", "GOV"),
           (r"^Min(ister|\.) of Finance", "finance minister", "GOV"),
           (r"Intelligence", "intelligence chief", "SPY"),
           (r"^(Prime Min(ister|\.)|Premier)\b", "prime minister", "GOV"),
           (r"^Chancellor$", "chancellor", "GOV"),
           (r"^Pres(ident|\.)?( of the Republic)?$", "president", "GOV"),
           (r"^King$", "king", "GOV"), (r"^Vice Pres(ident|\.)?$", "vice president", "GOV")]
LEADER_OFFICES = [(r"prime minister|premier|chairm.n of the council of ministers|head of government", "prime minister"),
                  (r"vice[- ]president", "vice president"), (r"president", "president"), (r"governor", "governor"),
                  (r"general secretar|first secretar|party", "party leader"), (r"king|emir|sultan|queen|monarch", "monarch"),
                  (r"foreign|secretary of state", "foreign minister"), (r"chancellor", "chancellor")]
BAD = {"king", "queen", "prince", "princess", "emir", "sultan", "vacant", "council", "committee", "junta"}


def proper(word, first):
    low = word.lower()
    if low in PARTICLE and not first:
        return low
    def one(part, i):
        p = part.lower()
        if p in ("al", "el", "ad", "as", "ar", "an", "ash", "ul", "ed") and i == 0 and "-" in word:
            return p
        if re.match(r"[dlno]'.", p):
            return p[0].upper() + "'" + p[2:].capitalize()
        if re.match(r"mc[a-z]", p):
            return "Mc" + p[2:].capitalize()
        if re.fullmatch(r"[ivx]+", p) and len(p) < 5 and not first:
            return p.upper()
        return p.capitalize()
    return "-".join(one(p, i) for i, p in enumerate(word.split("-")))


def day(text, last):
    """20040431 to 2004-04-30: the source ends months on the 31st."""
    y, m, d = int(text[:4]), int(text[4:6]), int(text[6:8])
    if not 1 <= m <= 12:
        return str(y)
    length = [31, 29 if y % 4 == 0 and (y % 100 or y % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
    if not 1 <= d:
        return "%d-%02d" % (y, m)
    return "%d-%02d-%02d" % (y, m, min(d, length))


def spellings(raw, code):
    words = [w.strip(",") for w in raw.strip("_ ").split("_") if w]
    words = [w for w in words if w.lower() not in ("jr.", "sr.", "ii,", "gen.", "dr.", "sir", "col.")]
    name = [proper(w, i == 0) for i, w in enumerate(words)]
    if not 2 <= len(name) <= 5 or any(fold(w) in BAD or not re.fullmatch(r"[^\W\d_]+[\w.'’-]*", w) for w in name):
        return None
    full = " ".join(name)
    names = [full]
    if code in ("KOR", "PRK", "TWN") and len(name) == 3:
        names.append(name[0] + " " + name[1] + "-" + name[2].lower())
    if len(name) == 3 and re.fullmatch(r"[A-Z]\.", name[1]):
        names.append(name[0] + " " + name[2])
    short = name[0] if code in SURNAME_FIRST else name[-1]
    return names, short


def office_of(title):
    for pattern, office, sector in OFFICES:
        if re.search(pattern, title.strip(), re.I):
            return office, sector
    return "", None


def main(source, *others):
    taken = {fold(n) for path in others for _, c in read_rows(path) for n in names_of(c[0])}
    text = open(source, encoding="utf-8", errors="replace").read()
    lines = {}
    for block in re.findall(r"<Country>(.*?)</Country>", text, re.S):
        code, listed = leaders_of(block)
        office = ""
        for line in listed.split("\n") if code else ():
            tag = re.match(r"\s*<([^/][^>]*)>", line)
            if tag:
                office = next((o for p, o in LEADER_OFFICES if re.search(p, tag.group(1), re.I)), "")
                continue
            entry = re.match(r"\s*([A-Z][^\[\s]*_)\s*(.*)", line)
            if not entry or not office:
                continue
            named = spellings(entry.group(1), code)
            if not named:
                continue
            for begin, end in re.findall(r"\[(\d{8}) - (\d{8})\]", entry.group(2)):
                if end[:4] >= "1979":
                    lines[(code, named[0][0], office, day(begin, False))] = (named, "GOV", day(end, True))
            for begin in re.findall(r"\[>(\d{8})\]", entry.group(2)):
                lines[(code, named[0][0], office, day(begin, False))] = (named, "GOV", "2012")
        code = country_of(block)
        part = re.search(r"<Government>(.*?)</Government>", block, re.S)
        for line in part.group(1).split("\n") if part and code else ():
            entry = re.match(r"\s*(\{[^\[]*\}|[A-Z][^\[\s]*_)\s*((?:\[[^\]]*\]\s*)+)#?\s*(.*)", line)
            if not entry:
                continue
            forms = re.findall(r"\{([^}]*)\}", entry.group(1)) or [entry.group(1)]
            named = [s for s in (spellings(f, code) for f in forms) if s]
            if not named:
                continue
            named = (list(dict.fromkeys(n for s in named for n in s[0])), named[0][1])
            titles = [t for t in re.split(r"\s*&\s*", entry.group(3))]
            for i, (ent, dates) in enumerate(re.findall(r"\[([A-Z]+)\s+([<>\d][^\]]*)\]", entry.group(2))):
                office, sector = office_of(titles[i] if i < len(titles) else titles[-1] if titles else "")
                if not office or not sector or not ent.startswith(code):
                    continue
                span = re.findall(r"\d{8}", dates)
                if dates.startswith("<"):
                    begin, end = "2003", day(span[0], True)
                elif dates.startswith(">"):
                    begin, end = day(span[0], False), "2011-12"
                elif len(span) == 2:
                    begin, end = day(span[0], False), day(span[1], True)
                else:
                    continue
                if dates.startswith(">20030101"):
                    begin = "2003"
                lines[(code, named[0][0], office, begin)] = (named, sector, end)
    print("# Leaders, 1979 to 2011, and foreign, defence, interior and finance ministers of 2003 to 2011. Columns: FORMAT.md.")
    print("# Generated by train/lexicon/leaders_past.py from CountryInfo.120116.txt (facts only; see LICENSES.md), people.tsv and")
    print("# leaders.tsv, whose names are left out here. Edit those, not this file. A term whose end the source does not know ends")
    print("# with 2011 or 2012.")
    merged = []
    for (code, full, office, begin), (named, sector, end) in sorted(lines.items()):
        if any(fold(n) in taken for n in named[0]) or end < begin[:len(end)]:
            continue
        if merged and merged[-1][0][0] == named[0][0] and merged[-1][1:3] == [code, sector] and merged[-1][6] == office \
                and merged[-1][5][:7] >= begin[:7]:
            merged[-1][5] = max(merged[-1][5], end)
            continue
        merged.append([named[0], code, sector, "PERSON", begin, end, office, "name", "countryinfo", named[1]])
    for m in settle(merged):
        print("\t".join(["; ".join(m[0])] + m[1:]))


main(*sys.argv[1:])
