#!/usr/bin/env python3
"""Prints the kinds of public bodies that the actor lexicon lacks by name, for the states most in the news.

    bodies_missing.py [lexicon/en/actors]

A line a state: its code and the kinds for which no line of bodies.tsv, groups.tsv, parties.tsv or media.tsv of that
code has a name. The program also composes bodies from a state and a noun ("the Syrian navy", "Kenya's parliament"); a name of its own
says so without doubt and stands for the body in bare short forms. Exit status 1 if a cell is empty.
"""
import os
import re
import sys
from collections import defaultdict

from names_common import fold, names_of, read_rows

STATES = """USA RUS UKR BLR CHN TWN PRK KOR JPN MNG GBR IRL FRA DEU ITA ESP POL HUN ROU GRC SRB TUR ISR LBN SYR IRQ IRN
SAU YEM ARE QAT JOR EGY LBY TUN DZA MAR SDN SSD ETH ERI SOM KEN UGA RWA COD NGA MLI NER BFA ZAF ZWE MOZ AFG PAK IND BGD
LKA NPL MMR THA PHL IDN MYS VNM KHM AUS CAN MEX CUB VEN COL BRA ARG CHL PER HTI GEO ARM AZE KAZ""".split()
PARTYLESS = set("SAU ARE QAT".split())
LANDLOCKED = set("BLR MNG HUN SRB SSD ETH UGA RWA MLI NER BFA ZWE AFG NPL ARM".split())
KINDS = {   # kind: sectors, and what one of the names says
    "foreign ministry": ("GOV", r"foreign|external (affairs|relations)|state department|itamaraty|global affairs"
                                r"|international relations|quai d'orsay|gaimusho"),
    "defence ministry": ("GOV MIL", r"(ministry|department) of (the )?(people's )?(national )?(defen[cs]e|armed)|pentagon"
                                    r"|defen[cs]e (ministry|department|headquarters)|war ministry"),
    "interior ministry": ("GOV COP", r"interior|home (office|ministry|affairs)|homeland|public security|internal affairs"
                                     r"|internal security|security ministry|ministry of (the )?people's security"
                                     r"|governance|gobernacion|home department|police agency|justice ministry"),
    "armed forces": ("MIL", r"armed forces|military|defen[cs]e forces?|army|soldiers|tatmadaw"),
    "air force": ("MIL", r"air (and (space|anti-air) )?(self.defen[cs]e )?forces?|aviation|aerospace|luftwaffe|air corps"),
    "navy": ("MIL", r"nav(y|al)|maritime self|fleet|marine|coast guard"),
    "intelligence": ("SPY", r"."),
    "police": ("COP", r"."),
    "parliament": ("LEG", r"."),
    "supreme court": ("JUD", r"supreme|constitutional|high court|cassation|federal court|judiciary|court of (final )?appeal"
                             r"|people's court"),
    "central bank": ("GOV BUS", r"bank|bundesbank|riksbank|federal reserve|banco|banque|monetary"),
    "parties": ("GOV PTY REB OPP PRM", r".*\b(party|patriotic front|jamiat|dawa)\b|party"),
    "news agency": ("JRN", r"."),
}


def main(folder):
    held = defaultdict(set)
    for file in ("bodies.tsv", "groups.tsv", "parties.tsv", "media.tsv"):
        for _, c in read_rows(os.path.join(folder, file)):
            for kind, (sectors, pattern) in KINDS.items():
                if kind == "parties" and file == "parties.tsv" or c[2] in sectors.split() and any(re.search(r"\b(%s)" % pattern, fold(n)) for n in names_of(c[0])):
                    held[c[1]].add(kind)
    empty = 0
    for state in STATES:
        lacks = [k for k in KINDS if k not in held[state] and not (
            k == "navy" and state in LANDLOCKED or k == "parties" and state in PARTYLESS)]
        empty += len(lacks)
        if lacks:
            print("%s\t%s" % (state, "; ".join(lacks)))
    print("# %d of %d cells empty" % (empty, len(STATES) * len(KINDS) - len(LANDLOCKED) - len(PARTYLESS)))
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "lexicon/en/actors"))
