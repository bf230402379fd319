/* test_gazetteer.c — from text files to a compiled gazetteer, with a user's own on top; and what is refused. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "place/gazetteer.h"

static const char *const FILES[] = {"regions.tsv", "countries.tsv", "divisions.tsv", "places.tsv", "towns.tsv",
	"words.tsv", "common.tsv"};
enum { FILE_COUNT = sizeof FILES / sizeof *FILES };

static char folder[] = "bede-test-XXXXXX", own_folder[sizeof folder + 8];

static const char *path_of(const char *in, const char *name)
{
	static char path[256];
	snprintf(path, sizeof path, "%s/%s", in, name);
	return path;
}

static void write_file(const char *in, const char *name, const char *text)
{
	FILE *out = fopen(path_of(in, name), "wb");
	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

static void write_sample(void)
{
	write_file(folder, "regions.tsv", "Black Sea\tEuxine Sea\t630671\t43\t34\t\t\tH\tSEA\t0\n");
	write_file(folder, "countries.tsv", "Russia\t\t2017370\t60\t100\tRUS\t\tA\tPCLI\t0\tRussian; Russians\n"
		"United States\tUS\t6252001\t38\t-97\tUSA\t\tA\tPCLI\t0\tAmerican\n"
		"Yemen\t\t69543\t15\t48\tYEM\t\tA\tPCLI\t0\tYemeni\nFrance\t\t3017382\t46\t2\tFRA\t\tA\tPCLI\t0\t\n");
	write_file(folder, "divisions.tsv", "Kursk Oblast\tKursk\t538555\t51.69\t36.37\tRUS\t\tA\tADM1\t0\n");
	write_file(folder, "places.tsv", "Kursk\t\t538560\t51.737\t36.187\tRUS\tKursk Oblast\tP\tPPLA\t448733\n"
		"Ṣan‘ā’\tSanaa\t71137\t15.355\t44.206\tYEM\t\tP\tPPLC\t2957000\n");
	write_file(folder, "towns.tsv", "Us\t\t2971041\t49.1\t1.966\tFRA\t\tP\tPPL\t1270\n");
	write_file(folder, "words.tsv", "at\tin;near\nfrom\tfrom\nto\tnear\n");
	write_file(folder, "common.tsv", "common\tus\n");
}

typedef struct heard {
	char lines[1024];
} heard;

static void hear(void *context, const bede_error *problem)
{
	heard *self = context;
	size_t length = strlen(self->lines);
	snprintf(self->lines + length, sizeof self->lines - length, "%s:%lu %s\n", problem->file, problem->line,
		problem->message);
}

/* The compiled sample in a file. */
static const char *compile_sample(void)
{
	strbuf bytes;
	report problems = {0};
	strbuf_init(&bytes);
	assert_true(gazetteer_compile(folder, "places", &problems, &bytes, NULL));
	assert_int_equal(problems.count, 0);
	FILE *out = fopen(path_of(folder, "places.bin"), "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, out), bytes.length);
	assert_int_equal(fclose(out), 0);
	strbuf_clear(&bytes);
	return path_of(folder, "places.bin");
}

static gazetteer *open_sample(void)
{
	write_sample();
	gazetteer *sample = gazetteer_open(compile_sample(), NULL);
	assert_non_null(sample);
	return sample;
}

/* "538560 Kursk, Kursk Oblast, Russia 51.73700 36.18700 4" of every place of the name, with "; " between. */
static void shows(const gazetteer *self, const char *folded, bool in_capitals, const char *expected)
{
	arena memory;
	char shown[512] = "";
	arena_init(&memory, 0);
	name_places found = gazetteer_find(self, slice_of(folded), in_capitals);
	for (uint32_t i = 0; i < found.count; i++) {
		const place_entry *at = gazetteer_entry(self, gazetteer_place(self, found, i), &memory);
		size_t length = strlen(shown);
		snprintf(shown + length, sizeof shown - length, "%s%u %.*s, %.*s, %.*s %.5f %.5f %d", i ? "; " : "",
			(unsigned)at->geonameid, (int)at->name.length, at->name.at, (int)at->province.length,
			at->province.length ? at->province.at : "", (int)at->country_name.length,
			at->country_name.length ? at->country_name.at : "", at->lat, at->lon, at->resolution);
	}
	assert_string_equal(shown, expected);
	arena_clear(&memory);
}

static void finds_what_was_compiled(void **state)
{
	(void)state;
	gazetteer *self = open_sample();
	assert_int_equal(gazetteer_size(self), 9);
	shows(self, "kursk", false, "538555 Kursk Oblast, , Russia 51.69000 36.37000 2; "
		"538560 Kursk, Kursk Oblast, Russia 51.73700 36.18700 4");
	shows(self, "euxine sea", false, "630671 Black Sea, ,  43.00000 34.00000 0");
	/* Names with diacritics are found without them, and shown with them. */
	shows(self, "san'a'", false, "71137 Ṣan‘ā’, , Yemen 15.35500 44.20600 4");
	shows(self, "sanaa", false, "71137 Ṣan‘ā’, , Yemen 15.35500 44.20600 4");
	shows(self, "kurs", false, "");
	shows(self, "kurskk", false, "");
	shows(self, "", false, "");
	gazetteer_close(self);
}

/* A town of the acronym's letters stays what it is. */
static void finds_acronyms_in_capitals_only(void **state)
{
	(void)state;
	gazetteer *self = open_sample();
	shows(self, "us", false, "2971041 Us, , France 49.10000 1.96600 4");
	shows(self, "us", true, "2971041 Us, , France 49.10000 1.96600 4; 6252001 United States, , United States 38.00000 "
		"-97.00000 1");
	gazetteer_close(self);
}

static void knows_words_and_adjectives(void **state)
{
	(void)state;
	gazetteer *self = open_sample();
	assert_int_equal(gazetteer_word(self, SLICE("near")), WORD_AT | WORD_TO);
	assert_int_equal(gazetteer_word(self, SLICE("far")), 0);
	assert_int_equal(gazetteer_country_count(self), 4);
	assert_int_equal(gazetteer_adjective(self, SLICE("russians")), 1);
	assert_int_equal(gazetteer_adjective(self, SLICE("yemeni")), 3);
	assert_int_equal(gazetteer_adjective(self, SLICE("martian")), 0);
	assert_true(gazetteer_reach(self, SLICE("black")) >= strlen("black sea"));
	gazetteer_close(self);
}

static void names_bad_lines(void **state)
{
	(void)state;
	static const struct { const char *file, *line, *expected; } faults[] = {
		{"towns.tsv", "Nowhere\t\t1\t91\t0\tFRA\t\tP\tPPL\t0", "places/towns.tsv:1 lat and lon must be degrees"},
		{"towns.tsv", "Nowhere\t\t1\t-90\t-180.00001\tFRA\t\tP\tPPL\t0", "places/towns.tsv:1 lat and lon"},
		{"towns.tsv", "Nowhere\t\t1\t4.5.1\t0\tFRA\t\tP\tPPL\t0", "places/towns.tsv:1 lat and lon"},
		{"towns.tsv", "Nowhere\t\t1\t45\t\tFRA\t\tP\tPPL\t0", "places/towns.tsv:1 lat and lon"},
		{"towns.tsv", "# a comment\nNowhere\t\t538560\t45\t4\tFRA\t\tP\tPPL\t0",
			"places/towns.tsv:2 GeoNames id 538560 is a duplicate: it stands in line 1 of places.tsv, too"},
		{"towns.tsv", "A\t\t7\t4\t4\tFRA\t\tP\tPPL\t0\nB\t\t7\t4\t4\tFRA\t\tP\tPPL\t0",
			"places/towns.tsv:2 GeoNames id 7 is a duplicate: it stands in line 1 of towns.tsv"},
		{"towns.tsv", "Nowhere\t\t1\t45\t4\tFRA\tNormandy\tP\tPPL\t0",
			"places/towns.tsv:1 no first-level division of FRA is called 'Normandy'"},
		{"towns.tsv", "Nowhere\t\t-1\t45\t4\tFRA\t\tP\tPPL\t0", "places/towns.tsv:1 not a place"},
		{"towns.tsv", "Nowhere\t\t1\t45\t4\tFR\t\tP\tPPL\t0", "places/towns.tsv:1 not a place"},
		{"towns.tsv", "Nowhere\t\t1\t45\t4\tFRA\t\tP\tPPLPPL\t0", "places/towns.tsv:1 not a place"},
		{"towns.tsv", "Nowhere", "places/towns.tsv:1 not a place"},
		{"words.tsv", "up\tup", "places/words.tsv:1 no class of words: 'up'"},
	};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		heard told = {""};
		report problems = {hear, &told, 0};
		strbuf bytes;
		write_sample();
		write_file(folder, faults[i].file, faults[i].line);
		strbuf_init(&bytes);
		assert_true(gazetteer_compile(folder, "places", &problems, &bytes, NULL));
		assert_int_equal(problems.count, 1);
		assert_ptr_equal(strstr(told.lines, faults[i].expected), told.lines);
		strbuf_clear(&bytes);
	}
}

static void gives_the_same_bytes_each_time(void **state)
{
	(void)state;
	gazetteer *self = open_sample();
	strbuf bytes;
	strbuf_init(&bytes);
	assert_true(gazetteer_compile(folder, "elsewhere", NULL, &bytes, NULL));
	assert_true(gazetteer_is(self, &bytes));
	write_file(folder, "towns.tsv", "Us\t\t2971041\t49.1\t1.967\tFRA\t\tP\tPPL\t1270\n");
	assert_true(gazetteer_compile(folder, "elsewhere", NULL, &bytes, NULL));
	assert_false(gazetteer_is(self, &bytes));
	strbuf_clear(&bytes);
	gazetteer_close(self);
}

static void lays_a_users_own_on_top(void **state)
{
	(void)state;
	gazetteer *self = open_sample();
	assert_non_null(mkdtemp(strcpy(own_folder, "bede-own-XXXXXX")));
	/* A new place in a division below; one of a name that is known below; new fields for a known place. */
	write_file(own_folder, "places.tsv", "Rylsk\t\t500004\t51.57\t34.68\tRUS\tKursk Oblast\tP\tPPL\t16000\n"
		"Kursk\t\t999\t1\t2\tFRA\t\tP\tPPL\t5\nUs-en-Vexin\t\t2971041\t49.2\t2\tFRA\t\tP\tPPL\t1300\n");
	heard told = {""};
	report problems = {hear, &told, 0};
	assert_true(gazetteer_add(self, own_folder, &problems, NULL));
	assert_string_equal(told.lines, "");
	assert_int_equal(gazetteer_size(self), 11);
	shows(self, "rylsk", false, "500004 Rylsk, Kursk Oblast, Russia 51.57000 34.68000 4");
	shows(self, "kursk", false, "999 Kursk, , France 1.00000 2.00000 4; "
		"538555 Kursk Oblast, , Russia 51.69000 36.37000 2; 538560 Kursk, Kursk Oblast, Russia 51.73700 36.18700 4");
	shows(self, "us", false, "2971041 Us-en-Vexin, , France 49.20000 2.00000 4");
	shows(self, "black sea", false, "630671 Black Sea, ,  43.00000 34.00000 0");
	gazetteer_close(self);
	unlink(path_of(own_folder, "places.tsv"));
	assert_int_equal(rmdir(own_folder), 0);
}

/* Numbers that lead outside their sections are refused under a right checksum, too; and no byte can do harm. */
static void survives_damage(void **state)
{
	(void)state;
	write_sample();
	strbuf bytes;
	strbuf_init(&bytes);
	assert_true(gazetteer_compile(folder, "places", NULL, &bytes, NULL));
	const char *path = path_of(folder, "places.bin");
	unsigned refused = 0;
	for (size_t at = sizeof(compiled_header); at < bytes.length; at += 7) {
		char kept = bytes.bytes[at];
		bytes.bytes[at] = (char)0xEE;
		uint64_t checksum = compiled_checksum(bytes.bytes, bytes.length);
		memcpy(bytes.bytes + offsetof(compiled_header, checksum), &checksum, sizeof checksum);
		path = path_of(folder, "places.bin");
		FILE *out = fopen(path, "wb");
		assert_non_null(out);
		assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, out), bytes.length);
		assert_int_equal(fclose(out), 0);
		bede_error error = {0};
		gazetteer *self = gazetteer_open(path, &error);
		if (self) {
			arena memory;
			arena_init(&memory, 0);
			name_places found = gazetteer_find(self, SLICE("kursk"), true);
			for (uint32_t i = 0; i < found.count; i++)
				gazetteer_entry(self, gazetteer_place(self, found, i), &memory);
			arena_clear(&memory);
		} else {
			assert_int_equal(error.code, BEDE_ERROR_DATA);
			refused++;
		}
		gazetteer_close(self);
		bytes.bytes[at] = kept;
	}
	assert_true(refused > 20);
	strbuf_clear(&bytes);
}

static void refuses_other_files(void **state)
{
	(void)state;
	bede_error error = {0};
	write_file(folder, "places.bin", "not compiled at all, but long enough to have a header in it");
	assert_null(gazetteer_open(path_of(folder, "places.bin"), &error));
	assert_non_null(strstr(error.message, "BEDEPLAC"));
	strbuf bytes;
	strbuf_init(&bytes);
	write_sample();
	unlink(path_of(folder, "towns.tsv"));
	assert_false(gazetteer_compile(folder, "places", NULL, &bytes, &error));
	assert_int_equal(error.code, BEDE_ERROR_FILE);
	strbuf_clear(&bytes);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	for (int i = 0; i < FILE_COUNT; i++)
		unlink(path_of(folder, FILES[i]));
	unlink(path_of(folder, "places.bin"));
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_compiled),
		cmocka_unit_test(finds_acronyms_in_capitals_only),
		cmocka_unit_test(knows_words_and_adjectives),
		cmocka_unit_test(names_bad_lines),
		cmocka_unit_test(gives_the_same_bytes_each_time),
		cmocka_unit_test(lays_a_users_own_on_top),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(refuses_other_files),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
