/*
 * petrarch_code.c — CAMEO actor codes, which PETRARCH2's dictionaries use, as PLOVER's; and their dates.
 *
 * A CAMEO code is a run of codes of three letters: who (a state, or a kind of international organisation), then roles
 * and what they work on, the most important one first. PLOVER keeps the first of them and one sector. Sources: the
 * CAMEO manual (version 1.1b3, chapter 3) and PLOVER 1.3, tables 5.1 and 5.2 with their notes.
 */
#include <string.h>

#include "name/petrarch.h"

/* CAMEO's role, PLOVER's sector. MED was "media" and HLH "health" in CAMEO; PLOVER writes JRN and MED for them. */
static const char SECTORS[] =
	"GOV:GOV MIL:MIL LEG:LEG JUD:JUD COP:COP OPP:OPP REB:REB INS:REB SEP:REB SPY:SPY PTY:PTY PRM:PRM UAF:UAF "
	"UNK:UNK UIS:UNK CVL:CVL PPL:CVL SET:CVL MED:JRN JRN:JRN HLH:MED CRM:CRM ELI:ELI SOC:SOC NGO:SOC NGM:SOC "
	"MNC:BUS REL:REL STU:EDU ";
/* Roles of people, but fields of work of an international organisation: its sector stays open (UNHCR: IGOUNOREF). */
static const char FIELDS[] = "BUS:BUS EDU:EDU LAB:LAB REF:REF AGR:AGR ENV:SOC HRI:SOC ";
/* What somebody believes in, which counts only where no role stands beside it. */
static const char FAITHS[] =
	"ATH:REL BAH:REL BUD:REL CHR:REL CON:REL CPT:REL CTH:REL DOX:REL DRZ:REL HIN:REL HSD:REL ITR:REL JAN:REL JEW:REL "
	"JHW:REL LDS:REL MOS:REL MRN:REL MAR:REL MUS:REL PAG:REL PRO:REL SFI:REL SHI:REL SHN:REL SIK:REL SUN:REL TAO:REL "
	"UDX:REL ZRO:REL ";
/* Codes of states that ISO 3166-1 writes otherwise today, and of states that are gone, by their successor. */
static const char STATES[] =
	"ROM:ROU TMP:TLS ETM:TLS ZAR:COD KSV:XKX KOS:XKX YUG:SRB SCG:SRB SER:SRB SUN:RUS DDR:DEU GDR:DEU GFR:DEU CSK:CZE "
	"CZH:CZE BUR:MMR PAL:PSE WSB:PSE GZS:PSE VDR:VNM YMD:YEM YAR:YEM SUD:SDN ";
static const char ORGANISATIONS[] = "IGO:IGO UNO:UNO EEC:EUR NGO:NGO NGM:NGO MNC:MNC ISM:ISM IMG:IMG ";
static const char REGIONS[] =
	"AFR ASA BLK CAS CAU CEU CFR CRB EAF EEU EIN EUR LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WEU WST ";

/* What `list` has for a code, or NULL. */
static const char *find_pair(const char *list, const char code[4])
{
	for (; *list; list += 8)
		if (memcmp(list, code, 3) == 0)
			return list + 4;
	return NULL;
}

static bool is_region(const char code[4])
{
	for (const char *region = REGIONS; *region; region += 4)
		if (memcmp(region, code, 3) == 0)
			return true;
	return false;
}

static void set(char out[4], const char *code)
{
	memcpy(out, code, 3);
	out[3] = '\0';
}

/* Reads code number `i`; false: there is none. */
static bool triple_at(slice cameo, size_t i, char out[4])
{
	if (3 * i + 3 > cameo.length)
		return false;
	for (size_t k = 0; k < 3; k++) {
		char c = cameo.at[3 * i + k];
		out[k] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	out[3] = '\0';
	return true;
}

static bool well_formed(slice cameo)
{
	if (cameo.length == 0 || cameo.length % 3 != 0)
		return false;
	for (size_t i = 0; i < cameo.length; i++) {
		char c = cameo.at[i];
		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			return false;
	}
	return true;
}

/* The first sector from code number `i` on; `field`: fields of work count as well. */
static void take_sector(slice cameo, size_t i, bool field, actor_code *out)
{
	const char *faith = NULL;
	char code[4];

	for (; triple_at(cameo, i, code); i++) {
		const char *sector = find_pair(SECTORS, code);
		if (!sector && field)
			sector = find_pair(FIELDS, code);
		if (sector) {
			set(out->sector, sector);
			return;
		}
		if (!faith)
			faith = find_pair(FAITHS, code);
	}
	if (faith && field)
		set(out->sector, faith);
}

/* IGOUNO… is the United Nations, IGOEUREEC… the European Union; *next is the code behind who it is. */
static bool take_organisation(slice cameo, const char first[4], actor_code *out, size_t *next)
{
	const char *found = find_pair(ORGANISATIONS, first);
	char code[4];

	if (!found)
		return false;
	set(out->country, found);
	if (memcmp(first, "IGO", 3) == 0 && triple_at(cameo, 1, code)) {
		if (memcmp(code, "UNO", 3) == 0 || memcmp(code, "EEC", 3) == 0 || memcmp(code, "EUR", 3) == 0) {
			set(out->country, code[0] == 'U' ? "UNO" : "EUR");
			*next = 2;
		}
	}
	return true;
}

cameo_loss cameo_to_plover(slice cameo, actor_code *out)
{
	char first[4];

	*out = (actor_code){0};
	if (slice_is(cameo, "---"))
		return CAMEO_NOBODY;
	if (!well_formed(cameo) || !triple_at(cameo, 0, first))
		return CAMEO_FAULTY;
	size_t next = 1;
	if (take_organisation(cameo, first, out, &next)) {
		take_sector(cameo, next, false, out);
		if (!out->sector[0] && strcmp(out->country, "IMG") == 0)
			set(out->sector, "REB");
		if (!out->sector[0] && strcmp(out->country, "MNC") == 0)
			set(out->sector, "BUS");
		return CAMEO_WHOLE;
	}
	const char *successor = find_pair(STATES, first);
	if (successor || lexicon_is_code((slice){first, 3})) {
		/* "EUR" is Europe here, and only behind IGO the European Union. */
		if (!is_region(first)) {
			set(out->country, successor ? successor : first);
			take_sector(cameo, 1, true, out);
			return CAMEO_WHOLE;
		}
	}
	if (find_pair(SECTORS, first) || find_pair(FIELDS, first) || find_pair(FAITHS, first)) {
		take_sector(cameo, 0, true, out);
		return CAMEO_WHOLE;
	}
	take_sector(cameo, 1, true, out);
	if (memcmp(first, "INT", 3) == 0) {
		/* Of no one state: armed ones are PLOVER's IMG. */
		bool armed = strcmp(out->sector, "REB") == 0 || strcmp(out->sector, "UAF") == 0;
		if (armed)
			set(out->country, "IMG");
		return armed ? CAMEO_WHOLE : CAMEO_REGION;
	}
	return is_region(first) ? CAMEO_REGION : CAMEO_PART;
}

bool cameo_is_state(const char *code)
{
	static const char others[] = "IGO UNO EUR NGO ISM IMG MNC ";
	return code[0] && !strstr(others, code);
}

bool petrarch_day(slice text, int32_t *out)
{
	long number;

	if ((text.length != 6 && text.length != 8) || text.at[0] == '-' || !slice_to_long(text, &number))
		return false;
	long year = number / 10000;
	if (text.length == 6)
		year += year <= 30 ? 2000 : 1900;
	int month = (int)(number / 100 % 100), day = (int)(number % 100);
	if (year < 1 || !date_valid((int)year, month, day))
		return false;
	*out = date_to_days((date){(int16_t)year, (uint8_t)month, (uint8_t)day});
	return true;
}
