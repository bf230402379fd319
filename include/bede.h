/*
 * bede.h — the public interface of Bede, the newswire event coder.
 *
 *     bede_data *data = bede_data_open(NULL, &error);              // lexicons and model: once, shared by threads
 *     bede_coder *coder = bede_coder_new(data, NULL, &error);      // one a thread
 *     bede_document document = {.text = text, .text_length = strlen(text), .date = "2024-11-21"};
 *     if (bede_coder_read(coder, &document, &error))
 *         for (size_t i = 0; i < bede_coder_records(coder, &records); i++) …
 *     bede_coder_free(coder);  bede_data_close(data);
 *
 * One rule of ownership: what a coder gives lives until its next document; copy what you keep.
 * Strings are UTF-8 and NUL-terminated, NULL where unknown. Offsets are half-open, in bytes of the document's text
 * (bede_coder_point() turns them into Unicode code points, which is what the written formats show).
 * `error` may be NULL everywhere. Every *_free and *_close takes NULL. Nothing here keeps global state, calls exit()
 * or depends on the locale.
 */
#ifndef BEDE_H
#define BEDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BEDE_VERSION_MAJOR 0
#define BEDE_VERSION_MINOR 1
#define BEDE_VERSION_PATCH 0
#define BEDE_VERSION "0.1.0"
#define BEDE_CODEBOOK "plover-1.3"

#if defined(__GNUC__)
#define BEDE_API __attribute__((visibility("default")))
#else
#define BEDE_API
#endif

/* The version of the library that is linked, which may differ from BEDE_VERSION, the header's. */
BEDE_API const char *bede_version(void);

/* ---- errors ------------------------------------------------------------------------------------------------- */

/* One list gives the enum, the name and the gloss of each code. */
#define BEDE_CODES(X) \
	X(BEDE_OK, "ok", "no error") \
	X(BEDE_ERROR_MEMORY, "memory", "out of memory, or a document over the memory limit") \
	X(BEDE_ERROR_FILE, "file", "a file or folder could not be read or written") \
	X(BEDE_ERROR_INPUT, "input", "a document that cannot be coded: not in the form that it claims, empty, too long") \
	X(BEDE_ERROR_DATA, "data", "a lexicon or model file that is missing, damaged or of another version") \
	X(BEDE_ERROR_STORE, "store", "a store that is none, locked, full, damaged or of a newer version") \
	X(BEDE_ERROR_USAGE, "usage", "an argument that makes no sense")

typedef enum bede_code {
#define BEDE_CODE_ENUM(code, name, gloss) code,
	BEDE_CODES(BEDE_CODE_ENUM)
#undef BEDE_CODE_ENUM
} bede_code;

typedef struct bede_error {
	bede_code code;
	char message[384];      /* what is wrong and what to do; lower case, no newline */
	char file[256];         /* where: the file's path as it was given, "" if none */
	unsigned long line;     /* 1-based; 0: no line */
} bede_error;

/* "memory", "file", …; never NULL. */
BEDE_API const char *bede_code_name(bede_code code);

/* Called for what goes wrong on the way without stopping it (a bad lexicon line, bytes replaced). */
typedef void (*bede_warning_function)(void *context, const bede_error *warning);

/* ---- data: lexicons and model ------------------------------------------------------------------------------- */

typedef struct bede_data bede_data;

typedef struct bede_data_options {
	const char *data_dir;      /* the folder that holds lexicon/ and model/; NULL: found beside the program or installed */
	const char *lexicon_dir;   /* the user's own lexicon, of the same form, on top; NULL: none */
	const char *petrarch_dir;  /* actor and agent dictionaries in PETRARCH2's formats, below the user's; NULL: none */
	const char *language;      /* NULL: "en" */
	bede_warning_function warning;
	void *warning_context;
} bede_data_options;

/* Opens lexicons and model, read-only. NULL and *error if a needed file is missing or damaged. Threads may share it. */
BEDE_API bede_data *bede_data_open(const bede_data_options *options, bede_error *error);
BEDE_API void bede_data_close(bede_data *data);

/* ---- documents ---------------------------------------------------------------------------------------------- */

typedef struct bede_span {
	uint32_t start, end;
} bede_span;

/* Two mentions whose relation is asked for (INTERFACE.md, "pairs"); {0,0}: nobody named. Offsets in bytes. */
typedef struct bede_pair {
	bede_span actor, recipient;
} bede_pair;

typedef struct bede_document {
	const char *id;            /* NULL: a hash of the text */
	const char *text;          /* need not be NUL-terminated; invalid UTF-8 is replaced */
	size_t text_length;
	const char *date;          /* publication date, YYYY-MM-DD; NULL: unknown, relative dates stay open */
	const char *url, *title, *publisher, *language;
	const bede_pair *pairs;
	size_t pair_count;
	const char *conllu;        /* the document's CoNLL-U source, whose tokens and sentences are kept; NULL: none */
} bede_document;

/* Forms of input. */
typedef enum bede_form {
	BEDE_FORM_AUTO,            /* found out from the content */
	BEDE_FORM_TEXT,            /* one document a file */
	BEDE_FORM_JSONL,           /* one JSON object a line */
	BEDE_FORM_CONLLU
} bede_form;

typedef struct bede_reader bede_reader;

typedef struct bede_reader_options {
	bede_form form;
	const char *date;          /* for documents that have none */
	bede_warning_function warning;
	void *warning_context;
} bede_reader_options;

/*
 * Reads documents from a file, or standard input if `path` is "-". NULL and *error if it cannot be opened.
 * bede_reader_next: the next document, which the caller frees; NULL at the end (error->code BEDE_OK) or for a document
 * that is none (error says what and where; the next call goes on behind it).
 */
BEDE_API bede_reader *bede_reader_open(const char *path, const bede_reader_options *options, bede_error *error);
BEDE_API bede_document *bede_reader_next(bede_reader *reader, bede_error *error);
BEDE_API void bede_reader_close(bede_reader *reader);
BEDE_API void bede_document_free(bede_document *document);

/* ---- records ------------------------------------------------------------------------------------------------ */

/* PLOVER 1.3's sixteen event types, in the order of its codebook. */
typedef enum bede_event_type {
	BEDE_NONE,
	BEDE_AGREE, BEDE_CONSULT, BEDE_SUPPORT, BEDE_CONCEDE, BEDE_COOPERATE, BEDE_AID, BEDE_RETREAT, BEDE_REQUEST,
	BEDE_ACCUSE, BEDE_REJECT, BEDE_THREATEN, BEDE_PROTEST, BEDE_SANCTION, BEDE_MOBILIZE, BEDE_COERCE, BEDE_ASSAULT
} bede_event_type;

BEDE_API const char *bede_event_name(bede_event_type type);    /* "AGREE" …; NULL for BEDE_NONE */

/* Auxiliary modes: bits. */
enum { BEDE_HISTORICAL = 1, BEDE_FUTURE = 2, BEDE_HYPOTHETICAL = 4, BEDE_NEGATION = 8 };

typedef enum bede_certainty { BEDE_CERTAIN, BEDE_PROBABLE, BEDE_POSSIBLE } bede_certainty;

typedef enum bede_kind {
	BEDE_REPORT, BEDE_STATEMENT, BEDE_CLAIM, BEDE_DENIAL, BEDE_ESTIMATE, BEDE_ANNOUNCEMENT, BEDE_UNACKNOWLEDGED
} bede_kind;

/* An actor, a recipient or a source. */
typedef struct bede_party {
	const char *code;             /* ISO 3166-1 alpha-3 or IGO UNO EUR NGO ISM IMG MNC; NULL: unknown */
	const char *sector;           /* PLOVER's sector, "GOV" …; NULL: the country as such */
	const char *entity_text;      /* the words of this clause */
	const char *identifier_text;  /* the full name, from the report or the lexicon */
	const char *office;           /* held on the event's day; NULL: unknown */
	bool inferred;                /* the clause does not name this party */
	bede_span span;               /* of entity_text; {0,0} where no words name it */
} bede_party;

typedef struct bede_attribution {
	bede_party source;            /* all NULL: not named */
	const char *cue;              /* the cue's words */
	bede_kind kind;
	const char *date;             /* of the saying, ISO; NULL: unknown */
	bede_span span;               /* of the cue */
} bede_attribution;

typedef struct bede_quantity {
	bool has_min, has_max;        /* "over 70": a minimum and no maximum */
	double min, max;
	bool approx;
	const char *unit;             /* ISO 4217 for money; NULL: a count */
	const char *per;              /* "year", "month" …; NULL */
	const char *item;             /* lemma of what is counted; NULL for money */
	const char *role;             /* dead injured arrested missing size amount; NULL: unknown */
	const char *actor;            /* code and sector of who is counted, "PRKMIL"; NULL: nobody, or not known */
	const char *measure;          /* symbol of a unit of measure, "km"; NULL: a count or money */
	const char *si_unit;          /* SI unit of si_min and si_max; NULL: not converted */
	double si_min, si_max;        /* where has_min and has_max */
	bede_span span;
} bede_quantity;

typedef struct bede_place {
	const char *extracted_place;  /* the words; NULL: no place known */
	const char *resolved_place;
	uint32_t geonameid;           /* 0: unknown */
	bool has_coordinates;
	double lat, lon;
	const char *city, *province, *country;
	const char *country_code;     /* ISO 3166-1 alpha-3 */
	const char *feature_class, *feature_code;
	int resolution;               /* PLOVER: 5 below city, 4 city, 3 district, 2 province, 1 country; 0 unknown */
	bede_span span;
	bool inferred;                /* the event's sentence does not say it; another one does, at `span` */
} bede_place;

typedef struct bede_record {
	const char *id;
	bede_event_type type;         /* BEDE_NONE only for a requested pair without a relation */
	const char *const *modes;     /* NULL-terminated */
	unsigned aux_modes;           /* BEDE_HISTORICAL | … */
	const char *const *contexts;  /* NULL-terminated */
	const char *cameo;            /* CAMEO code as text, "057"; NULL */
	const bede_party *actors, *recipients;
	size_t actor_count, recipient_count;
	const char *date, *enddate;   /* ISO day of the event; NULL if not stated to the day */
	const char *date_text;        /* the words; NULL */
	const char *date_value;       /* their TIMEX3 value */
	bede_span date_span;
	bede_certainty certainty;
	double confidence;            /* 0 to 1 */
	const bede_attribution *attributions;   /* outermost first */
	size_t attribution_count;
	const bede_quantity *quantities;
	size_t quantity_count;
	bede_place place;
	bede_span event_span;         /* the trigger words */
	bede_span sentence_span;
	uint32_t sequence;            /* number of the sentence in the document, from 1 */
	const char *rule;             /* "lexicon/en/events/agree.tsv:41" */
	const char *rule_words;       /* the rule as it stands in the file; for explaining */
	const char *rule_example;     /* its own example */
	const bede_span *matched;     /* the words that the rule matched, for explaining */
	size_t matched_count;
	const char *link;             /* id of the event that records of several reports tell of; NULL: not linked */
} bede_record;

BEDE_API int bede_quad_code(bede_event_type type);        /* 1 to 4, PLOVER table 7.2; 0 for BEDE_NONE */
BEDE_API double bede_event_scale(bede_event_type type);   /* PLOVER table 2.2; 0 for BEDE_NONE */

/* ---- coding ------------------------------------------------------------------------------------------------- */

typedef struct bede_coder bede_coder;

typedef struct bede_coder_options {
	size_t memory_limit;          /* bytes a document may use; 0: 2 GiB */
	double minimum_confidence;    /* records below are left out; 0: the default cut, negative: keep all */
	bool explain;                 /* keep why rules lost and words gave no event, for BEDE_EXPLANATION */
	bede_warning_function warning;
	void *warning_context;
} bede_coder_options;

/* A coder for one thread at a time; `data` must outlive it. NULL and *error when out of memory. */
BEDE_API bede_coder *bede_coder_new(const bede_data *data, const bede_coder_options *options, bede_error *error);
BEDE_API void bede_coder_free(bede_coder *coder);

/* Reads one document. False and *error if it cannot be coded; the coder stays usable. */
BEDE_API bool bede_coder_read(bede_coder *coder, const bede_document *document, bede_error *error);

/* The records of the last document read, in the order of its text; sets *records, returns how many. */
BEDE_API size_t bede_coder_records(const bede_coder *coder, const bede_record **records);
/* The last document's text as it was coded (invalid bytes replaced), and its length in bytes. */
BEDE_API const char *bede_coder_text(const bede_coder *coder, size_t *length);
/* A byte offset into that text as an offset in code points. */
BEDE_API uint32_t bede_coder_point(const bede_coder *coder, uint32_t byte);

/* ---- writing ------------------------------------------------------------------------------------------------ */

typedef enum bede_format {
	BEDE_JSONL, BEDE_JSON, BEDE_CSV, BEDE_TSV, BEDE_TABLE,   /* records */
	BEDE_ANNOTATION,                                         /* every layer, one JSON object */
	BEDE_CONLLU,
	BEDE_EXPLANATION                                         /* for people: sentences, events, and why */
} bede_format;

typedef struct bede_write_options {
	bede_format format;
	bool byte_offsets;            /* default: code points */
	bool color;                   /* table and explanation: ANSI colours */
	unsigned width;               /* table and explanation: columns of the terminal; 0: 100 */
	const char *why_not;          /* explanation: say why these words gave no event; NULL */
} bede_write_options;

/* Bytes that grow; zero it first, free it with bede_buffer_free. */
typedef struct bede_buffer {
	char *bytes;
	size_t length, room;
} bede_buffer;
BEDE_API void bede_buffer_free(bede_buffer *buffer);

/* What stands before the first document (CSV's header, JSON's bracket …) and behind the last. */
BEDE_API bool bede_write_start(const bede_write_options *options, bede_buffer *out, bede_error *error);
BEDE_API bool bede_write_end(const bede_write_options *options, bede_buffer *out, bede_error *error);
/* Appends the last document read. `first`: no document with output stands before it (JSON needs no comma). */
BEDE_API bool bede_write(const bede_coder *coder, const bede_write_options *options, bool first, bede_buffer *out,
	bede_error *error);

/* ---- the store ---------------------------------------------------------------------------------------------- */

/*
 * Records kept in an SQLite file (doc/store.md). A store belongs to one thread at a time, but for bede_store_pack;
 * processes may share its file: one writes while others read. Errors are BEDE_ERROR_STORE or _MEMORY; after one nothing
 * that was finished before is lost.
 *
 *     bede_store *store = bede_store_open("events.db", &(bede_store_options){.mode = BEDE_STORE_CREATE}, &error);
 *     bede_store_begin(store, data, &coder_options, &error);
 *     if (bede_store_wants(store, document) && bede_coder_read(coder, document, &error)) {
 *         bede_store_pack(store, coder, document, &parcel, &error);     // any thread
 *         bede_store_add(store, &parcel, &error);                       // one thread, in the order of the documents
 *     }
 *     bede_store_finish(store, &error);
 *     bede_store_close(store);
 */
typedef struct bede_store bede_store;

typedef enum bede_store_mode {
	BEDE_STORE_READ,              /* the file must be there; nothing is changed */
	BEDE_STORE_WRITE,             /* the file must be there; tables of an older version are brought up to date */
	BEDE_STORE_CREATE             /* the file is made if it is not there */
} bede_store_mode;

typedef struct bede_store_options {
	bede_store_mode mode;
	unsigned wait;                /* milliseconds to wait for another process that writes; 0: 10,000 */
	unsigned batch;               /* documents that are written at once; 0: 1,000 */
	const char *vfs;              /* SQLite's file layer; NULL: the system's */
} bede_store_options;

BEDE_API bede_store *bede_store_open(const char *path, const bede_store_options *options, bede_error *error);
/* Drops what was added since the last batch was written, if the run was not finished. */
BEDE_API void bede_store_close(bede_store *store);

/* Begins a run that codes with `data` and `options`, as the coders do. */
BEDE_API bool bede_store_begin(bede_store *store, const bede_data *data, const bede_coder_options *options,
	bede_error *error);
/* Does the document need coding? No: the store has it, coded with the same program, lexicons, model and options. To be
 * asked for each document, in order, by one thread. */
BEDE_API bool bede_store_wants(bede_store *store, const bede_document *document);
/* Makes the coder's last document, which was `document`, ready to be added: appends to an empty buffer. */
BEDE_API bool bede_store_pack(const bede_store *store, const bede_coder *coder, const bede_document *document,
	bede_buffer *parcel, bede_error *error);
/* Adds it to the batch at hand, which is written when it is full or a second old. A document whose id the store has is
 * replaced, with its records. */
BEDE_API bool bede_store_add(bede_store *store, const bede_buffer *parcel, bede_error *error);
/* Writes the last batch, and the full-text index. */
BEDE_API bool bede_store_finish(bede_store *store, bede_error *error);

/* Links what was added since the last time: reports printed again, and records of one event. In whatever order and
 * portions the reports came, the result is the same. */
BEDE_API bool bede_store_link(bede_store *store, bede_error *error);

/* Which records a question is about: all conditions hold at once; NULL and 0 ask for nothing. Where several values are
 * allowed ("A,B"), any of them will do. */
typedef struct bede_filter {
	const char *actor, *recipient;    /* a code, a code and a sector, a sector: "RUS", "RUS:MIL", ":MIL" */
	bool both_ways;                   /* actor and recipient may have changed sides */
	const char *sector;               /* of anybody on either side */
	const char *event;                /* PLOVER's types, several */
	int quad;                         /* 1 to 4 */
	const char *mode, *aux_mode, *context, *certainty;   /* several */
	const char *place;                /* a place, province or country by name, or a country's code */
	bool has_box;
	double south, west, north, east;  /* degrees; west > east: over the date line */
	const char *since, *until;        /* days, months or years, both included: "2024-03-01", "2024-03", "2024" */
	const char *source;               /* who says so: a code as above, or a name */
	double minimum_confidence;
	const char *text;                 /* words of the sentence, all of them; with '"': a query of SQLite's FTS5 */
} bede_filter;

/* Takes what is written, in pieces; false: it cannot, and the call ends with BEDE_ERROR_FILE. */
typedef bool (*bede_output_function)(void *context, const char *bytes, size_t length);

/* Records, as bede_write writes them, by day. `filter` may be NULL here and below: all. */
BEDE_API bool bede_store_records(bede_store *store, const bede_filter *filter, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error);
/* Linked events, a row each. */
BEDE_API bool bede_store_events(bede_store *store, const bede_filter *filter, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error);
/* How many records, events and documents, with their conflict–cooperation scores, by "month,dyad" or any of day week
 * month year dyad actor recipient event quad country publisher. */
BEDE_API bool bede_store_counts(bede_store *store, const bede_filter *filter, const char *by,
	const bede_write_options *options, bede_output_function output, void *context, bede_error *error);
/* Under the columns of another set: "plover", "polecat", "icews", "gdelt", "phoenix" or "acled-like"
 * (doc/export.md). */
BEDE_API bool bede_store_export(bede_store *store, const bede_filter *filter, const char *as,
	bede_output_function output, void *context, bede_error *error);
/* Adds records from a file of PLOVER records as JSON Lines, as bede writes them ("-": standard input); those of one
 * report stand together. Lines that are none go to `warning`, the rest is added. *count: of records. */
BEDE_API bool bede_store_import(bede_store *store, const char *path, bede_warning_function warning,
	void *warning_context, unsigned long *count, bede_error *error);
/* For people: the accounts of a linked event in the order in which they came, what joins them, and where they differ.
 * `event` is its id, or that of one of its records. */
BEDE_API bool bede_store_explain(bede_store *store, const char *event, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error);
/* The same for one series in time, by "day", "week", "month" or "year", from the first to the last step that has a
 * record; a step without one has no mean. *left_out (NULL: not wanted): records of no time, or a longer one. */
BEDE_API bool bede_store_series(bede_store *store, const bede_filter *filter, const char *by, unsigned long *left_out,
	const bede_write_options *options, bede_output_function output, void *context, bede_error *error);
/* Rows of one SELECT; doc/store.md shows the tables. */
BEDE_API bool bede_store_sql(bede_store *store, const char *sql, const bede_write_options *options,
	bede_output_function output, void *context, bede_error *error);
/* All of the store in one order, without numbers that depend on when it was written: two stores of one content give the
 * same bytes. */
BEDE_API bool bede_store_dump(bede_store *store, bede_output_function output, void *context, bede_error *error);

/* ---- looking at a store (experimental: this part may change with any version) ---------------------------------- */

/*
 * A store as it was at one moment, held in memory for questions that want an answer at once: what a page or an API
 * shows. It never changes, and threads share it. Texts stay in the file and are read for the rows that are shown; a
 * report that has left the store since is left out of them.
 *
 *     bede_snapshot *snapshot = bede_snapshot_open("events.db", &error);
 *     bede_parameter parameters[] = {{"actor", "RUS"}, {"since", "2024-03"}, {"limit", "20"}};
 *     bede_snapshot_ask(snapshot, "events", parameters, 3, output, context, &error);     // any thread
 *     bede_snapshot_free(snapshot);                                                      // once nobody asks any more
 */
typedef struct bede_snapshot bede_snapshot;

/* A parameter of a question by its name; a value that is NULL or "" asks for nothing. */
typedef struct bede_parameter {
	const char *name, *value;
} bede_parameter;

/* Reads the store; NULL and *error: there is none, it is of another version, it is damaged, memory ran out. */
BEDE_API bede_snapshot *bede_snapshot_open(const char *store_path, bede_error *error);
BEDE_API void bede_snapshot_free(bede_snapshot *snapshot);
/* A number of the content that was read: another content has another one, a later one a higher one. Below 2^53. */
BEDE_API uint64_t bede_snapshot_generation(const bede_snapshot *snapshot);
/* False once the file holds something else than what was read. Takes microseconds; any thread. */
BEDE_API bool bede_snapshot_is_current(const bede_snapshot *snapshot);

/*
 * Answers a question with JSON (or as `format` says) and hands it to `output` in pieces, the first of them when nothing
 * can be wrong with the question any more: an error before it leaves the output empty.
 *
 * question     answers with                                          parameters beside those of the filter
 * "summary"    what the store holds                                  no filter; coder=1: the caller can code texts
 * "events"     {total, rows} of events                               sort, limit, offset, format
 * "event"      an event with all of its accounts                     no filter; id: its own, or that of a record of it
 * "records"    {total, rows} of records                              sort, limit, offset, format
 * "document"   a report with its records                             no filter; id
 * "timeline"   events in steps of time                               by=day|week|month|year, split=quad|event, format
 * "map"        events by place
 * "network"    who acts on whom                                      limit (of links), format
 * "facets"     how many events have each value of each field         limit (of values of a field)
 * "actors"     codes whose name or code begins with words            no filter; q, limit
 *
 * The filter: actor recipient both_ways sector event quad mode context aux_mode certainty place box since until source
 * publisher confidence text differs denied. They mean what bede_filter says, with any of several values joined by
 * commas. An event is asked for by its records: it is there if one of its records meets all conditions. A record that
 * is not linked stands for an event of its own.
 *
 * sort: day sources documents records denials confidence event actor recipient place dead, of records also reported
 * publisher; "-day" the other way round. Without one, the latest come first.
 * limit: 50 without one, 1,000 at most (of links 100, of values of a field 20, of codes 20).
 * format: json jsonl csv: all rows, not only a page of them, unless a limit is given, which may then be of any size.
 *
 * False: BEDE_ERROR_USAGE for a question or parameter that is none or a value that makes no sense, with the
 * parameter's name in error->file; BEDE_ERROR_INPUT for an id that the store does not have; BEDE_ERROR_FILE when
 * `output` takes no more; BEDE_ERROR_STORE and _MEMORY.
 */
BEDE_API bool bede_snapshot_ask(const bede_snapshot *snapshot, const char *question, const bede_parameter *parameters,
	size_t count, bede_output_function output, void *context, bede_error *error);

/* ---- serving a store over HTTP (experimental: this part may change with any version) ---------------------------- */

/*
 * An HTTP server with threads of its own: a JSON API under /api/v1/ (doc/serve.md, described at /api), the files of a
 * page, and nothing that changes the store.
 *
 *     bede_server *server = bede_server_start("events.db", NULL, &error);
 *     puts(bede_server_address(server));                                    // "http://127.0.0.1:8735/"
 *     …
 *     bede_server_stop(server);
 */
typedef struct bede_server bede_server;

/* A file of the page. */
typedef struct bede_asset {
	const char *path;             /* "/app.js"; "/index.html" is what is at "/" */
	const char *type;             /* media type */
	const char *hash;             /* of the content, in letters and digits */
	const void *bytes;
	size_t length;
	const void *gzip;             /* the same compressed; NULL: not worth it */
	size_t gzip_length;
} bede_asset;

typedef struct bede_server_options {
	const char *address;          /* numeric, IPv4 or IPv6; NULL: 127.0.0.1 */
	unsigned port;                /* 0: 8735, or the next that is free */
	const char *token;            /* who asks must have it; NULL: nobody must, and only loopback is listened at */
	const bede_asset *assets;     /* they must outlive the server; NULL: a server without a page */
	size_t asset_count;
	bede_data_options data;       /* for reading texts; a thread of the server opens them, and tells `warning`, if there
	                               * is one, why they cannot be opened */
	unsigned threads;             /* that answer; 0: as many as there are cores */
	unsigned connections;         /* at most, at once; 0: 512. Others wait */
	unsigned waiting;             /* requests that wait for a thread; more are answered with 503. 0: 448 */
	unsigned header_seconds;      /* that a client has for the headers of a request; 0: 20 */
	double rate;                  /* requests a second of one address; 0: 50, on loopback 20,000 */
} bede_server_options;

/* Reads the store and listens. NULL and *error. `options` may be NULL, and are copied but for the assets. */
BEDE_API bede_server *bede_server_start(const char *store_path, const bede_server_options *options, bede_error *error);
/* Where it is: "http://127.0.0.1:8735/". */
BEDE_API const char *bede_server_address(const bede_server *server);
/* Finishes what is being answered, and ends. NULL: nothing. */
BEDE_API void bede_server_stop(bede_server *server);

/* ---- asking the lexicons -------------------------------------------------------------------------------------- */

/*
 * Appends what is known of a name: its actors with their codes, their roles through time, the place and the source of
 * each fact, and what a report of the day `date` (YYYY-MM-DD; NULL: one without a date) is read with. BEDE_TABLE, or
 * BEDE_JSON: an object an actor, each on a line. Names are compared as they are in reports.
 * False: BEDE_ERROR_INPUT for a name that nobody is known by, with names that come near; BEDE_ERROR_USAGE for a date
 * that is none or another format.
 */
BEDE_API bool bede_who(const bede_data *data, const char *name, const char *date, const bede_write_options *options,
	bede_buffer *out, bede_error *error);

/* Words of reports that may tell of events and that no rule stands on: verbs with a known actor as subject or object,
 * nouns with one that they are of, by, or named after. */
typedef struct bede_gaps bede_gaps;
BEDE_API bede_gaps *bede_gaps_new(bede_error *error);     /* NULL: out of memory */
BEDE_API void bede_gaps_free(bede_gaps *gaps);
/* Counts those of the last document that the coder read. False: out of memory; the counts are then of no use. */
BEDE_API bool bede_gaps_add(bede_gaps *gaps, const bede_coder *coder, bede_error *error);
/* Appends the `most` (0: all) most frequent words with the number of their reports and an example: BEDE_TABLE or
 * BEDE_TSV. */
BEDE_API bool bede_gaps_write(const bede_gaps *gaps, size_t most, const bede_write_options *options, bede_buffer *out,
	bede_error *error);

/* ---- compiling lexicons ------------------------------------------------------------------------------------------ */

/*
 * Writes the compiled forms of the lexicons of options->data_dir into the folder, which must exist: what bede_data_open
 * maps instead of reading text. It looks for them in compiled/<language>/ beside the program and under the data folder,
 * and uses them only as long as the text files are those that they were made from. Bad lines of the lexicons go to
 * options->warning. False and *error if nothing could be read or written.
 */
BEDE_API bool bede_lexicon_compile(const bede_data_options *options, const char *folder, bede_error *error);

/* ---- checking lexicons -------------------------------------------------------------------------------------- */

typedef struct bede_check_result {
	unsigned long files, rules, examples, failures, problems;
	unsigned long entries;        /* of events: a word and the rule that it stands in; a rule has one or more */
	unsigned long classes;        /* of words, that rules of events name */
	unsigned long must_not;       /* sentences for which a rule of events must give no record */
} bede_check_result;

/*
 * Reads the lexicon again, strictly, and runs the example that stands with every rule. `report` gets one call a
 * problem, with its place. False only when it could not run.
 */
BEDE_API bool bede_lexicon_check(const bede_data *data, const char *lexicon_dir, bede_warning_function report,
	void *context, bede_check_result *result, bede_error *error);

#ifdef __cplusplus
}
#endif
#endif
