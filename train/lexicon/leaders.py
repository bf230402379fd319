#!/usr/bin/env python3
"""Writes lexicon/en/actors/leaders.tsv from the World Factbook's lists of chiefs of state and heads of government.

    leaders.py leaders_history.tsv people.tsv > leaders.tsv

leaders_history.tsv: gec, country, role, first and last snapshot, text; the text names holders as
"President Vladimir Vladimirovich PUTIN (since 7 May 2012); Prime Minister …", surname in capitals. A term ends the day
before the next holder's begins, or, for deputies, with the last snapshot. The edition stood still from March 2017 to
November 2020: terms that lie wholly in that gap come from people.tsv, whose names this generator leaves out.
"""
import re
import sys
from difflib import SequenceMatcher
from datetime import date, timedelta

from names_common import GEC, MONTHS, fold, names_of, read_rows, settle

TITLE = set("""president vice first second third deputy prime minister ministers premier premiers chancellor king queen
emperor emir amir sultan prince princess crown grand duke governor governors general administrator high commissioner commissioners
acting interim transitional transition caretaker head of the government state chief executive captain captains regent co-princes co-president co-vice
chairman chairperson chairwoman presidency council sovereign ruler supreme leader taoiseach lieutenant
senior ms. mrs. executive presidents vice-president vice-presidents minister-president mr. dr. gen. lt. col. maj. brig. capt. adm.
sheikh and commander in assembly governor-general president-elect pope cardinal archbishop designate political
ruling sir dame admiral colonel counsellor counselor secretary major president, federal republic islamic
military national revolutionary paramount his her majesty excellency ceo senate joint monarch bailiff
prefect represented by transitional, interim, member chairmen overall taliban republic, ret. (ret.) speaker parliament
prime-minister emeritus self-declared supervisory councilor field marshal lord chamber
swiss confederation afghanistan defense defence interior foreign affairs commission culture heritage science higher education
development""".split())
PARTICLE = {"al", "bin", "ibn", "de", "da", "dos", "von", "van", "der", "el", "la", "del", "di", "du", "le", "ould", "ag", "y", "e", "den"}
MAIN = ["president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "emir", "amir", "sultan",
        "taoiseach", "supreme leader", "governor general", "governor", "chief minister", "state counsellor", "pope"]
NOISE = {"gen.", "sr.", "gnu", "minister designate", "chair", "republic", "interim", "rear", "lt.", "col.", "minister", "ministers",
         "mp", "new", "serving", "president", "king", "queen"}
MONARCHIES = {"king": "GBR NLD BEL NOR SWE DNK ESP SAU BHR JOR MAR THA KHM MYS BTN TON SWZ LSO".split(),
              "queen": "GBR NLD DNK".split()}
LAST = "2026-05-17"


def proper(word):
    """'PUTIN' to 'Putin'; 'al-ABADI' to 'al-Abadi'; 'McCARTHY' to 'McCarthy'."""
    def one(part):
        if part.startswith("Mc") and part[2:].isupper():
            return "Mc" + part[2:].capitalize()
        if len(part) > 1 and part.isupper() and not re.fullmatch(r"[IVX]+|.\.", part):
            if part[1] == "'" and len(part) > 3:
                return part[0] + "'" + part[2:].capitalize()
            return part.capitalize()
        return part
    return "-".join(one(p) for p in word.split("-"))


def is_surname(word):
    bare = re.sub(r"[^A-Za-zÀ-ɏ]", "", re.sub(r"^(al|el|Mc|d|l|as|ad|ar|es)[-']?", "", word))
    return len(bare) > 1 and bare.isupper() and not re.fullmatch(r"[IVX]+", bare)


def parse(text, role):
    """Yields (office, names, short, from) for each holder of one Factbook cell."""
    text = re.sub(r"&nbsp;", " ", re.sub(r"<[^>]*>", " ", text))
    text = re.split(r";?\s*note\b", text)[0]
    title = ""
    for match in re.finditer(r"([^;()]*?)(?:\((?!since|both|all)[^()]*\)\s*)?\((?:both |all )?since\s+(?:(\d{1,2})\s+)?(?:([A-Z][a-z]+)\s+)?(\d{4})[^)]*\)?", text):
        phrase, day, month, year = match.groups()
        if "vacant" in phrase:
            continue
        phrase = re.sub(r"\"[^\"]*\"|“[^”]*”", " ", phrase)
        phrase = re.split(r"\bof the Netherlands\b|\bof Spain\b", phrase)[0]
        people = [p for p in re.split(r",\s*(?:and\s+)?|\s+and\s+(?=[A-Z][a-z]+ [A-Z'-]{3,})", phrase) if p.strip()]
        for person in people:
            words = person.split()
            while words and words[0].lower() in ("and", "of", "the"):
                words.pop(0)
            start = 0
            while start < len(words) and (words[start].lower() in TITLE or words[start].lower().endswith("'s")):
                start += 1
            given = " ".join(w.lower() for w in words[:start] if w not in ("Dr.", "Sir", "Dame", "Gen.", "Lt.", "Col.",
                             "Maj.", "Brig.", "(Ret.)", "Mr.", "Ms.", "Capt.", "Adm.", "Sheikh", "Field", "Marshal", "Lord"))
            given = re.sub(r"^(represented by|and)( |$)", "", given)
            given = re.sub(r" (of the|of)\b.*$", "", given.replace(" mr.", ""))
            given = re.sub(r" and minister$", "", given)
            given = re.sub(r"^(co-)?(vice president and )?prime minister( and)?( co-)?[ -]?(vice president)?$", "prime minister", given)
            if given in ("represented by", "and", "the") or not given and not title:
                given = role
            if given:
                title = re.sub(r"^(vice president|deputy premier|deputy prime minister|first deputy prime minister"
                               r"|first deputy premier|executive vice premier|vice premier)s$", r"\1", given)
            name = [w.strip(",") for w in words[start:]]
            if not 1 <= len(name) <= 6 or any(re.search(r"[\[\]0-9:/…“”–]", w) or w in ("of", "the", "since", "by", "for")
                                              for w in name):
                continue
            surnames = [i for i, w in enumerate(name) if is_surname(w)]
            if not surnames or any(fold(w) in NOISE for w in name) or not name[0][0].isupper():
                continue
            full = " ".join(proper(w) for w in name)
            short = " ".join(proper(w) for w in name[surnames[0]:surnames[-1] + 1])
            begin = year
            if month in MONTHS:
                begin += "-%02d" % MONTHS[month] + ("-%02d" % int(day) if day else "")
            short = " ".join(w if w.lower() in PARTICLE else w for w in short.split())
            yield title, full, short, begin, surnames


def spellings(full, code, surnames):
    """The name as it stands, without middle names, and with the hyphen that Korean and Taiwanese names may carry."""
    words = full.split()
    names = [full]
    if surnames[0] == 0 and len(words) == 3 and words[0].isalpha():
        names.append(words[0] + " " + words[1] + "-" + words[2].lower())
    if surnames[0] == 0 and len(words) == 2 and "-" in words[1]:
        a, b = words[1].split("-", 1)
        names.append(words[0] + " " + a + "-" + b.lower())
        names.append(words[0] + " " + a + " " + b.capitalize())
    if (code != "VNM" and surnames[0] >= 2 and surnames[-1] == len(words) - 1 and not words[0].lower().startswith("abd")
            and not re.fullmatch(r"[A-Z]\.", words[0]) and words[surnames[0] - 1].lower() not in PARTICLE and not words[0].lower() == "al"):
        names.append(words[0] + " " + " ".join(words[surnames[0]:]))
    return list(dict.fromkeys(names))


def merge(terms):
    """One entry for the spellings that the Factbook has used for one holder; the latest spelling leads."""
    merged = []
    for t in sorted(terms, key=lambda t: (t["code"], t["office"], t["from"], t["last"]), reverse=True):
        for m in merged[-12:]:
            if (m["code"], m["office"], m["from"][:7]) == (t["code"], t["office"], t["from"][:7]) and (
                    SequenceMatcher(None, fold(m["full"]), fold(t["full"])).ratio() > 0.7):
                m["forms"].append((t["full"], t["surnames"]))
                break
        else:
            merged.append(dict(t, forms=[(t["full"], t["surnames"])]))
    return merged


def main(history, people):
    taken = {fold(n) for _, c in read_rows(people) for n in names_of(c[0])}
    terms = {}
    with open(history, encoding="utf-8") as f:
        next(f)
        for line in f:
            gec, _, role, _, last, text = line.rstrip("\n").split("\t")[:6]
            code = GEC.get(gec)
            if not code:
                continue
            for office, full, short, begin, surnames in parse(text, role):
                key = (code, office, fold(full), begin)
                old = terms.get(key)
                if not old or last > old["last"]:
                    terms[key] = {"code": code, "office": office, "full": full, "short": short, "from": begin,
                                  "last": last, "surnames": surnames}
    terms = merge(terms.values())
    terms = sorted(terms, key=lambda t: (t["code"], t["office"], t["from"], t["full"]))
    print("# Heads of state and government and their deputies, 2016 to 2026. Columns: FORMAT.md.")
    print("# Generated by train/lexicon/leaders.py from leaders_history.tsv (CIA World Factbook, snapshots 2014 to 2026,")
    print("# public domain) and people.tsv (names that stand there are left out here). Edit those, not this file.")
    seen = set()
    rows = []
    for i, t in enumerate(terms):
        names = [n for f, k in t["forms"] for n in spellings(f, t["code"], k)]
        names = list(dict.fromkeys(names))
        if len(t["full"].split()) < 2 and t["office"].split()[0] not in ("king", "queen", "sultan", "emir", "pope", "prince", "amir"):
            continue
        if any(fold(n) in taken for n in names):
            continue
        office = t["office"].strip()
        base = re.sub(r"^(acting|interim|transitional|caretaker|transition) ", "", office)
        end = "" if t["last"] >= LAST else t["last"]
        if base in MAIN and end:
            later = [u["from"] for u in terms if u["code"] == t["code"] and u["from"] > t["from"] and
                     re.sub(r"^(acting|interim|transitional|caretaker|transition) ", "", u["office"]) == base and
                     fold(u["full"]) != fold(t["full"])]
            if later and len(min(later)) == 10:
                y, m, d = map(int, min(later).split("-"))
                end = (date(y, m, d) - timedelta(days=1)).isoformat()
            if end == "2020-11-23":
                end = "2019"
        elif end == "2020-11-23":
            end = "2017-12"
        if end and end < t["from"]:
            end = t["from"]
        if base in ("king", "queen", "sultan", "emir", "amir", "pope", "prince", "emperor"):
            full = t["full"] if len(t["full"].split()) > 1 else None
            names = ([full] if full else []) + [base.capitalize() + " " + t["full"]]
        if office in MONARCHIES and t["code"] not in MONARCHIES[office] or office in ("", "of", "prime", "vice", "state"):
            continue
        names = list(dict.fromkeys(names))
        key = (t["code"], fold(names[0]), office, t["from"][:7])
        if key in seen:
            continue
        seen.add(key)
        rows.append([names, t["code"], "GOV", "PERSON", t["from"], end, office, "name", "factbook", t["short"]])
    for row in settle(rows):
        print("\t".join(["; ".join(row[0])] + row[1:]))


main(*sys.argv[1:3])
