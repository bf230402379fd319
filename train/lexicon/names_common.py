"""Shared by the generators of the actor lexicon: country codes, folding of names, dates."""
import re
import unicodedata
from difflib import SequenceMatcher

MONTHS = {m: i + 1 for i, m in enumerate(
    "January February March April May June July August September October November December".split())}

# Factbook (GEC) code to ISO 3166-1 alpha-3.
GEC = dict(p.split(":") for p in """
ag:DZA ao:AGO bc:BWA bn:BEN by:BDI cd:TCD cf:COG cg:COD cm:CMR cn:COM ct:CAF cv:CPV dj:DJI eg:EGY ek:GNQ er:ERI et:ETH ga:GMB
gb:GAB gh:GHA gv:GIN iv:CIV ke:KEN li:LBR lt:LSO ly:LBY ma:MDG mi:MWI ml:MLI mo:MAR mp:MUS mr:MRT mz:MOZ ng:NER ni:NGA od:SSD
pu:GNB rw:RWA se:SYC sf:ZAF sg:SEN sh:SHN sl:SLE so:SOM su:SDN to:TGO tp:STP ts:TUN tz:TZA ug:UGA uv:BFA wa:NAM wi:ESH wz:SWZ
za:ZMB zi:ZWE aq:ASM as:AUS bp:SLB ck:CCK cq:MNP cw:COK fj:FJI fm:FSM fp:PYF gq:GUM kr:KIR kt:CXR nc:NCL ne:NIU nf:NFK nh:VUT
nr:NRU nz:NZL pc:PCN ps:PLW rm:MHL tl:TKL tn:TON tv:TUV wf:WLF ws:WSM aa:ABW ac:ATG av:AIA bb:BRB bf:BHS bh:BLZ cj:CYM cs:CRI
cu:CUB do:DMA dr:DOM es:SLV gj:GRD gt:GTM ha:HTI ho:HND jm:JAM mh:MSR nn:SXM nu:NIC pm:PAN rn:MAF rq:PRI sc:KNA st:LCA tb:BLM
td:TTO tk:TCA uc:CUW vc:VCT vi:VGB vq:VIR aj:AZE am:ARM gg:GEO kg:KGZ kz:KAZ rs:RUS ti:TJK tx:TKM uz:UZB bm:MMR bx:BRN cb:KHM
ch:CHN hk:HKG id:IDN ja:JPN kn:PRK ks:KOR la:LAO mc:MAC mg:MNG my:MYS pp:PNG rp:PHL sn:SGP th:THA tt:TLS tw:TWN vm:VNM al:ALB
an:AND au:AUT be:BEL bk:BIH bo:BLR bu:BGR cy:CYP da:DNK ee:EUR ei:IRL en:EST ez:CZE fi:FIN fo:FRO fr:FRA gi:GIB gk:GGY gm:DEU
gr:GRC hr:HRV hu:HUN ic:ISL im:IMN it:ITA je:JEY kv:XKX lg:LVA lh:LTU lo:SVK ls:LIE lu:LUX md:MDA mj:MNE mk:MKD mn:MCO mt:MLT
nl:NLD no:NOR pl:POL po:PRT ri:SRB ro:ROU si:SVN sm:SMR sp:ESP sw:SWE sz:CHE uk:GBR up:UKR vt:VAT ae:ARE ba:BHR gz:PSE ir:IRN
is:ISR iz:IRQ jo:JOR ku:KWT le:LBN mu:OMN qa:QAT sa:SAU sy:SYR tu:TUR we:PSE ym:YEM bd:BMU ca:CAN gl:GRL mx:MEX sb:SPM us:USA
ar:ARG bl:BOL br:BRA ci:CHL co:COL ec:ECU fk:FLK gy:GUY ns:SUR pa:PRY pe:PER uy:URY ve:VEN af:AFG bg:BGD bt:BTN ce:LKA in:IND
mv:MDV np:NPL pk:PAK""".split())


# Countries to which CountryInfo gives another country's code in both or one of its two places.
MISCODED = {"GUATEMALA": "GTM", "GUINEA": "GIN", "JAPAN": "JPN", "MYANMAR": "MMR"}
# Countries under whose names CountryInfo lists the leaders of another one (of Kiribati, Mauritania).
MISLAID = {"KOSOVO": "KIR", "MAURITIUS": "MRT"}


def country_of(block):
    """The ISO code of a <Country> block of CountryInfo, or None if the lexicon has no such country."""
    named = re.search(r"<CountryName>([^<]*)", block)
    found = re.search(r"<ISO3166-alpha3>([A-Z]{3})", block) or re.search(r"<CountryCode>([A-Z]{3})", block)
    code = MISCODED.get(named.group(1).strip(" _") if named else "") or (found.group(1) if found else "")
    return code if code in GEC.values() else None


def leaders_of(block):
    """The country whose leaders the block lists, and the text of its <Leaders>."""
    named = re.search(r"<CountryName>([^<]*)", block)
    found = re.search(r"<Leaders>(.*?)</Leaders>", block, re.S)
    return MISLAID.get(named.group(1).strip(" _") if named else "") or country_of(block), found.group(1) if found else ""


def fold(name):
    """The loader's comparison form, lower case besides: no diacritics, hyphens as blanks."""
    s = unicodedata.normalize("NFD", name.replace("\u2019", "'"))
    s = "".join(c for c in s if not unicodedata.combining(c))
    return re.sub(r"[\s-]+", " ", s).strip().lower()


def read_rows(path):
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                columns = line.split("\t")
                yield number, columns + [""] * (10 - len(columns))


def names_of(column):
    return [n.strip().rstrip("*") for n in column.split(";") if n.strip()]


def one_person(a, b):
    """Two spellings of one person, or two people of one family? Their first names tell."""
    first, second = fold(a).split()[0], fold(b).split()[0]
    return SequenceMatcher(None, first, second).ratio() >= 0.6


def overlap(a, b):
    return a[4][:len(b[5] or a[4])] <= (b[5] or "9999") and b[4][:len(a[5] or b[4])] <= (a[5] or "9999")


def settle(rows):
    """Rows of one file (lists of columns, names as a list) without what `bede lexicon check` calls a conflict: spellings of
    one person get one canonical name, names that relatives share are dropped, terms of one office that overlap are one."""
    owner = {}
    for row in rows:
        for name in list(row[0]):
            other = owner.setdefault((fold(name), row[1]), row)
            if other[0][0] == row[0][0]:
                continue
            if one_person(other[0][0], row[0][0]):
                row[0] = list(dict.fromkeys(other[0] + row[0]))
                break
            if overlap(other, row):
                for one in (other, row):
                    one[0] = [n for n in one[0] if fold(n) != fold(name)]
    settled = []
    for row in filter(lambda row: row[0], rows):
        for old in settled:
            if old[0][0] == row[0][0] and old[1:4] == row[1:4] and old[6] == row[6] and overlap(old, row):
                old[0] = list(dict.fromkeys(old[0] + row[0]))
                old[4] = min(old[4], row[4])
                old[5] = max(old[5], row[5]) if old[5] and row[5] else ""
                break
        else:
            settled.append(row)
    return settled
