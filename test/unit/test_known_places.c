/* test_known_places.c — places of the world's news, as reports write them, are the right ones: country, coordinates and
 * GeoNames id, all from public knowledge and not from the gazetteer. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pipeline.h"

typedef struct known {
	const char *name, *country;
	double lat, lon;
	uint32_t geonameid;           /* 0: any */
} known;

static const known KNOWN[] = {
	{"Kyiv", "UKR", 50.45, 30.52, 703448},
	{"Kiev", "UKR", 50.45, 30.52, 703448},
	{"Kharkiv", "UKR", 49.99, 36.23, 706483},
	{"Odesa", "UKR", 46.48, 30.73, 698740},
	{"Odessa", "UKR", 46.48, 30.73, 698740},
	{"Mariupol", "UKR", 47.10, 37.54, 701822},
	{"Bakhmut", "UKR", 48.60, 38.00, 0},
	{"Avdiivka", "UKR", 48.14, 37.74, 0},
	{"Pokrovsk", "UKR", 48.28, 37.18, 704422},
	{"Kramatorsk", "UKR", 48.73, 37.58, 704508},
	{"Bucha", "UKR", 50.54, 30.21, 711350},
	{"Zaporizhzhia", "UKR", 47.84, 35.14, 0},
	{"the Donbas", "UKR", 48.2, 38.2, 0},
	{"Crimea", "UKR", 45.0, 34.0, 703883},
	{"Sevastopol", "UKR", 44.61, 33.52, 694423},
	{"Moscow", "RUS", 55.75, 37.62, 524901},
	{"St. Petersburg", "RUS", 59.93, 30.33, 498817},
	{"the Kursk region", "RUS", 51.7, 36.2, 538555},
	{"Kursk Oblast", "RUS", 51.7, 36.2, 538555},
	{"Belgorod", "RUS", 50.60, 36.59, 578072},
	{"Grozny", "RUS", 43.31, 45.69, 558418},
	{"Chechnya", "RUS", 43.3, 45.7, 569665},
	{"Minsk", "BLR", 53.90, 27.57, 625144},
	{"Warsaw", "POL", 52.23, 21.01, 756135},
	{"Belgrade", "SRB", 44.80, 20.47, 792680},
	{"Pristina", "XKX", 42.67, 21.17, 786714},
	{"Sarajevo", "BIH", 43.85, 18.36, 3191281},
	{"Athens", "GRC", 37.98, 23.73, 264371},
	{"Ankara", "TUR", 39.92, 32.85, 323786},
	{"Istanbul", "TUR", 41.01, 28.95, 745044},
	{"Diyarbakir", "TUR", 37.91, 40.22, 0},
	{"Tbilisi", "GEO", 41.69, 44.83, 611717},
	{"Yerevan", "ARM", 40.18, 44.51, 616052},
	{"Baku", "AZE", 40.38, 49.89, 587084},
	{"Stepanakert", "AZE", 39.82, 46.75, 0},
	{"Nagorno-Karabakh", "AZE", 39.9, 46.6, 0},
	{"London", "GBR", 51.51, -0.13, 2643743},
	{"Belfast", "GBR", 54.60, -5.93, 2655984},
	{"Dublin", "IRL", 53.33, -6.25, 2964574},
	{"Paris", "FRA", 48.85, 2.35, 2988507},
	{"Berlin", "DEU", 52.52, 13.41, 2950159},
	{"Brussels", "BEL", 50.85, 4.35, 2800866},
	{"Geneva", "CHE", 46.20, 6.15, 2660646},
	{"Rome", "ITA", 41.89, 12.51, 3169070},
	{"Lampedusa", "ITA", 35.5, 12.6, 0},
	{"Madrid", "ESP", 40.42, -3.70, 3117735},
	{"Damascus", "SYR", 33.51, 36.29, 170654},
	{"Aleppo", "SYR", 36.20, 37.16, 170063},
	{"Homs", "SYR", 34.73, 36.72, 169577},
	{"Idlib", "SYR", 35.93, 36.63, 169389},
	{"Raqqa", "SYR", 35.95, 39.01, 172955},
	{"Deir ez-Zor", "SYR", 35.34, 40.14, 0},
	{"Kobani", "SYR", 36.89, 38.35, 0},
	{"the Golan Heights", "SYR", 33.0, 35.8, 0},
	{"Beirut", "LBN", 33.89, 35.50, 276781},
	{"Tripoli, Lebanon", "LBN", 34.43, 35.84, 0},
	{"Jerusalem", "ISR", 31.77, 35.22, 281184},
	{"Tel Aviv", "ISR", 32.08, 34.78, 293397},
	{"Haifa", "ISR", 32.82, 34.99, 294801},
	{"Gaza City", "PSE", 31.50, 34.47, 281133},
	{"Rafah", "PSE", 31.30, 34.24, 281102},
	{"Khan Younis", "PSE", 31.34, 34.31, 281124},
	{"Jenin", "PSE", 32.46, 35.30, 0},
	{"Hebron", "PSE", 31.53, 35.09, 0},
	{"Nablus", "PSE", 32.22, 35.25, 0},
	{"Amman", "JOR", 31.96, 35.95, 250441},
	{"Baghdad", "IRQ", 33.34, 44.40, 98182},
	{"Mosul", "IRQ", 36.34, 43.12, 99072},
	{"Basra", "IRQ", 30.51, 47.78, 99532},
	{"Fallujah", "IRQ", 33.35, 43.78, 0},
	{"Kirkuk", "IRQ", 35.47, 44.39, 94787},
	{"Anbar province", "IRQ", 33.0, 41.5, 99592},
	{"Tehran", "IRN", 35.69, 51.42, 112931},
	{"Isfahan", "IRN", 32.65, 51.67, 0},
	{"Natanz", "IRN", 33.51, 51.92, 0},
	{"Riyadh", "SAU", 24.69, 46.72, 108410},
	{"Sanaa", "YEM", 15.35, 44.21, 71137},
	{"Aden", "YEM", 12.78, 45.04, 415189},
	{"Hodeidah", "YEM", 14.80, 42.95, 79415},
	{"Doha", "QAT", 25.29, 51.53, 290030},
	{"Cairo", "EGY", 30.06, 31.25, 360630},
	{"Tripoli, Libya", "LBY", 32.89, 13.19, 2210247},
	{"Benghazi", "LBY", 32.11, 20.07, 88319},
	{"Tunis", "TUN", 36.82, 10.17, 2464470},
	{"Algiers", "DZA", 36.75, 3.04, 2507480},
	{"Khartoum", "SDN", 15.55, 32.53, 379252},
	{"El Fasher", "SDN", 13.63, 25.35, 379555},
	{"Darfur", "SDN", 13.5, 24.5, 0},
	{"Juba", "SSD", 4.85, 31.58, 373303},
	{"Addis Ababa", "ETH", 9.02, 38.75, 344979},
	{"Mekelle", "ETH", 13.50, 39.47, 331180},
	{"the Tigray region", "ETH", 14.0, 38.5, 444187},
	{"Mogadishu", "SOM", 2.04, 45.34, 53654},
	{"Nairobi", "KEN", -1.28, 36.82, 184745},
	{"Goma", "COD", -1.67, 29.23, 216281},
	{"Bukavu", "COD", -2.49, 28.84, 0},
	{"Kinshasa", "COD", -4.33, 15.31, 2314302},
	{"Bangui", "CAF", 4.36, 18.55, 2389853},
	{"Abuja", "NGA", 9.06, 7.49, 2352778},
	{"Maiduguri", "NGA", 11.85, 13.16, 2331447},
	{"Bamako", "MLI", 12.61, -7.98, 2460596},
	{"Timbuktu", "MLI", 16.77, -3.01, 0},
	{"Ouagadougou", "BFA", 12.37, -1.53, 2357048},
	{"Niamey", "NER", 13.51, 2.11, 2440485},
	{"Harare", "ZWE", -17.83, 31.05, 890299},
	{"Johannesburg", "ZAF", -26.20, 28.04, 993800},
	{"Kabul", "AFG", 34.53, 69.17, 1138958},
	{"Kandahar", "AFG", 31.61, 65.71, 1138336},
	{"Islamabad", "PAK", 33.72, 73.04, 1176615},
	{"Peshawar", "PAK", 34.01, 71.58, 1168197},
	{"Quetta", "PAK", 30.18, 67.00, 1167528},
	{"New Delhi", "IND", 28.64, 77.22, 1261481},
	{"Mumbai", "IND", 19.07, 72.88, 1275339},
	{"Bombay", "IND", 19.07, 72.88, 1275339},
	{"Srinagar", "IND", 34.09, 74.81, 1255634},
	{"Dhaka", "BGD", 23.71, 90.41, 1185241},
	{"Colombo", "LKA", 6.94, 79.85, 1248991},
	{"Kathmandu", "NPL", 27.70, 85.32, 1283240},
	{"Yangon", "MMR", 16.81, 96.16, 1298824},
	{"Rangoon", "MMR", 16.81, 96.16, 1298824},
	{"Naypyitaw", "MMR", 19.75, 96.13, 0},
	{"Sittwe", "MMR", 20.15, 92.90, 1295765},
	{"Rakhine state", "MMR", 19.5, 93.9, 1298852},
	{"Bangkok", "THA", 13.75, 100.50, 1609350},
	{"Phnom Penh", "KHM", 11.56, 104.92, 1821306},
	{"Hanoi", "VNM", 21.02, 105.84, 1581130},
	{"Saigon", "VNM", 10.82, 106.63, 1566083},
	{"Manila", "PHL", 14.60, 120.98, 1701668},
	{"Marawi", "PHL", 8.00, 124.29, 0},
	{"Jakarta", "IDN", -6.21, 106.85, 1642911},
	{"Beijing", "CHN", 39.91, 116.40, 1816670},
	{"Peking", "CHN", 39.91, 116.40, 1816670},
	{"Urumqi", "CHN", 43.80, 87.60, 1529102},
	{"Xinjiang", "CHN", 41.0, 85.0, 1529047},
	{"Hong Kong", "HKG", 22.28, 114.17, 0},
	{"Taipei", "TWN", 25.05, 121.53, 1668341},
	{"Seoul", "KOR", 37.57, 126.98, 1835848},
	{"Panmunjom", "KOR", 37.96, 126.68, 0},
	{"Pyongyang", "PRK", 39.03, 125.75, 1871859},
	{"Tokyo", "JPN", 35.69, 139.69, 1850147},
	{"Okinawa", "JPN", 26.5, 128.0, 0},
	{"Washington", "USA", 38.90, -77.04, 4140963},
	{"New York", "USA", 40.71, -74.01, 5128581},
	{"Charlottesville", "USA", 38.03, -78.48, 4752031},
	{"Ferguson, Missouri", "USA", 38.74, -90.31, 0},
	{"Kenosha, Wisconsin", "USA", 42.58, -87.82, 0},
	{"Ottawa", "CAN", 45.41, -75.70, 6094817},
	{"Mexico City", "MEX", 19.43, -99.13, 3530597},
	{"Port-au-Prince", "HTI", 18.54, -72.34, 3718426},
	{"Havana", "CUB", 23.13, -82.38, 3553478},
	{"Caracas", "VEN", 10.49, -66.88, 3646738},
	{"Bogota", "COL", 4.61, -74.08, 3688689},
	{"Lima", "PER", -12.04, -77.03, 3936456},
	{"Sydney", "AUS", -33.87, 151.21, 2147714},
	{"Christchurch", "NZL", -43.53, 172.63, 2192362},
	{"the Strait of Hormuz", "", 26.57, 56.25, 0},
	{"the Black Sea", "", 43.0, 34.0, 0},
	{"the Red Sea", "", 20.0, 38.0, 0},
	{"the South China Sea", "", 12.0, 113.0, 0},
	{"the Taiwan Strait", "", 24.0, 119.0, 0},
	{"the Gulf of Aden", "", 12.0, 48.0, 0},
	{"the Bab el-Mandeb", "", 12.6, 43.3, 0},
	{"the Sinai Peninsula", "EGY", 29.5, 33.8, 0},
	{"the Himalayas", "", 28.0, 84.0, 0},
	{"the Sahel", "", 15.0, 5.0, 0},
};

/* About 130 km: what a region's middle may differ by. */
static const double NEAR_DEGREES = 1.2;

static bool is_right(const bede_coder *coder, const known *expected)
{
	const places *places = &coder->reading.places;
	if (places->count == 0 || !places->items[0].entry)
		return false;
	const place_entry *entry = places->items[0].entry;
	return strcmp(entry->country, expected->country) == 0 && entry->has_coordinates
		&& fabs(entry->lat - expected->lat) < NEAR_DEGREES && fabs(entry->lon - expected->lon) < NEAR_DEGREES
		&& (!expected->geonameid || entry->geonameid == expected->geonameid);
}

static void are_found_and_right(void **state)
{
	(void)state;
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = "."}, NULL);
	assert_non_null(data);
	bede_coder *coder = bede_coder_new(data, NULL, NULL);
	assert_non_null(coder);
	unsigned wrong = 0;
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
		char text[256];
		snprintf(text, sizeof text, "At least three soldiers were killed in %s on Monday.", KNOWN[i].name);
		bede_document report = {.text = text, .text_length = strlen(text), .date = "2024-11-21"};
		assert_true(bede_coder_read(coder, &report, NULL));
		if (is_right(coder, &KNOWN[i]))
			continue;
		print_message("wrong or not found: %s\n", KNOWN[i].name);
		wrong++;
	}
	bede_coder_free(coder);
	bede_data_close(data);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(are_found_and_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
