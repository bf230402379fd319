/* sink.c — rows of any query, in each written form. */
#include "store/sink.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json_writer.h"
#include "base/row_writer.h"
#include "record/screen.h"

enum { PIECE = 1 << 16, NUMBER_DECIMALS = 6, WIDEST = 60, COLUMN_GAP = 2 };

void sink_open(sink *self, const char *path, bede_output_function output, void *context, bede_error *error)
{
	*self = (sink){.path = path, .output = output, .context = context, .error = error};
	strbuf_init(&self->buffer);
	if (error)
		*error = (bede_error){.code = BEDE_OK};
}

static bool hand_over(sink *self)
{
	if (self->buffer.failed) {
		error_set_at(self->error, BEDE_ERROR_MEMORY, self->path, 0, "out of memory while writing");
		return false;
	}
	if (self->buffer.length && !self->output(self->context, self->buffer.bytes, self->buffer.length)) {
		error_set(self->error, BEDE_ERROR_FILE, "the output could not be written");
		return false;
	}
	strbuf_reset(&self->buffer);
	return true;
}

bool sink_step(sink *self)
{
	return self->buffer.length < PIECE && !self->buffer.failed ? true : hand_over(self);
}

bool sink_close(sink *self, bool done)
{
	/* Where memory ran out nothing is handed over, and the error is set. */
	if (done || self->buffer.failed)
		done = hand_over(self);
	strbuf_clear(&self->buffer);
	return done;
}

/* ---- JSON ---- */

static void put_value(json_writer *json, sqlite3_stmt *row, int column)
{
	switch (sqlite3_column_type(row, column)) {
	case SQLITE_INTEGER:
		json_put_integer(json, sqlite3_column_int64(row, column));
		break;
	case SQLITE_FLOAT:
		json_put_number(json, sqlite3_column_double(row, column), NUMBER_DECIMALS);
		break;
	case SQLITE_TEXT:
		json_put_string(json, sql_text(row, column));
		break;
	default:
		json_put_null(json);
		break;
	}
}

static void put_object(sink *self, sqlite3_stmt *row)
{
	json_writer json;
	json_writer_init(&json, &self->buffer, 0);
	json_put_object(&json);
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		json_put_key(&json, sqlite3_column_name(row, i));
		put_value(&json, row, i);
	}
	json_put_object_end(&json);
}

/* ---- rows ---- */

static void put_header(sink *self, sqlite3_stmt *row, bool tabs)
{
	row_writer cells;
	row_start(&cells, &self->buffer, tabs);
	for (int i = 0; i < sqlite3_column_count(row); i++)
		row_put_string(&cells, sqlite3_column_name(row, i));
	row_end(&cells);
}

static void put_cells(sink *self, sqlite3_stmt *row, bool tabs)
{
	row_writer cells;
	row_start(&cells, &self->buffer, tabs);
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		int type = sqlite3_column_type(row, i);
		if (type == SQLITE_FLOAT)
			row_put_number(&cells, true, sqlite3_column_double(row, i), NUMBER_DECIMALS);
		else
			row_put(&cells, type == SQLITE_BLOB ? (slice){NULL, 0} : sql_text(row, i));
	}
	row_end(&cells);
}

/* ---- a table for people: all rows are gathered first, for the widths ---- */

typedef struct table_cell {
	slice text;
	bool is_number;
} table_cell;

typedef struct gathering {
	sink *sink;
	sqlite3_stmt *row;
	arena memory;
	VECTOR(table_cell) cells;
	int columns;
	bool done;
} gathering;

static slice number_text(gathering *self, double value)
{
	strbuf digits;
	json_writer json;
	strbuf_init(&digits);
	json_writer_init(&json, &digits, 0);
	json_put_number(&json, value, 3);
	self->sink->buffer.failed = self->sink->buffer.failed || digits.failed;
	/* Copied to the stack first: nothing may be held while the arena allocates. */
	char copy[64];
	size_t length = digits.length < sizeof copy ? digits.length : sizeof copy;
	if (length)
		memcpy(copy, digits.bytes, length);
	strbuf_clear(&digits);
	return (slice){arena_copy(&self->memory, copy, length), length};
}

static void gather_row(gathering *self)
{
	for (int i = 0; i < self->columns; i++) {
		table_cell cell = {.text = {"", 0}};
		int type = sqlite3_column_type(self->row, i);
		cell.is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
		if (type == SQLITE_FLOAT) {
			cell.text = number_text(self, sqlite3_column_double(self->row, i));
		} else if (type == SQLITE_INTEGER || type == SQLITE_TEXT) {
			slice text = sql_text(self->row, i);
			cell.text = (slice){arena_copy(&self->memory, text.at, text.length), text.length};
		}
		*VECTOR_PUSH(&self->memory, &self->cells) = cell;
	}
}

static void gather(void *context)
{
	gathering *self = context;
	int result;
	for (int i = 0; i < self->columns; i++) {
		slice name = slice_of(sqlite3_column_name(self->row, i));
		*VECTOR_PUSH(&self->memory, &self->cells) = (table_cell){
			{arena_copy(&self->memory, name.at, name.length), name.length}, false,
		};
	}
	while ((result = sql_row(self->row, self->sink->path, self->sink->error)) > 0)
		gather_row(self);
	self->done = result == 0;
}

static void print_row(const gathering *self, screen *page, const table_cell *cells, const size_t *widths, bool head)
{
	size_t indent = 0;
	for (int i = 0; i < self->columns; i++) {
		slice rest = cells[i].text, line = screen_take_line(&rest, (unsigned)widths[i]);
		size_t used = screen_columns(line);
		size_t blank = used < widths[i] ? widths[i] - used : 0;
		/* A heading stands over its numbers. */
		bool right = head ? self->cells.count > (size_t)self->columns && cells[self->columns + i].is_number
			: cells[i].is_number;
		screen_spaces(page, (unsigned)(indent + (right ? blank : 0)));
		screen_put(page, line, head ? STYLE_DIM : STYLE_PLAIN);
		indent = COLUMN_GAP + (right ? 0 : blank);
	}
	screen_end_line(page);
}

static bool put_table(sink *self, sqlite3_stmt *statement, const bede_write_options *options)
{
	gathering gathering = {.sink = self, .row = statement, .columns = sqlite3_column_count(statement)};
	size_t widths[64] = {0};
	gathering.columns = gathering.columns < 64 ? gathering.columns : 64;
	arena_init(&gathering.memory, 0);
	if (!arena_run(&gathering.memory, gather, &gathering)) {
		self->buffer.failed = true;
	} else if (gathering.done) {
		screen page = {.out = &self->buffer, .color = options->color, .width = (unsigned)-1};
		for (size_t i = 0; i < gathering.cells.count; i++) {
			size_t columns = screen_columns(gathering.cells.items[i].text);
			size_t *width = &widths[i % (size_t)gathering.columns];
			columns = columns < WIDEST ? columns : WIDEST;
			*width = columns > *width ? columns : *width;
		}
		for (size_t i = 0; i < gathering.cells.count; i += (size_t)gathering.columns)
			print_row(&gathering, &page, &gathering.cells.items[i], widths, i == 0);
	}
	arena_clear(&gathering.memory);
	return gathering.done && !self->buffer.failed;
}

/* ---- */

bool sink_flat(sink *self, sqlite3_stmt *statement, bool tabs, bool header)
{
	int result = statement ? 1 : -1;
	if (statement && header)
		put_header(self, statement, tabs);
	while (result > 0 && (result = sql_row(statement, self->path, self->error)) > 0) {
		put_cells(self, statement, tabs);
		result = sink_step(self) ? 1 : -1;
	}
	sqlite3_finalize(statement);
	return result == 0;
}

static bool put_objects(sink *self, sqlite3_stmt *statement, bool one_array)
{
	bool first = true;
	int result;
	if (one_array)
		strbuf_add_char(&self->buffer, '[');
	while ((result = sql_row(statement, self->path, self->error)) > 0) {
		if (one_array)
			strbuf_add_string(&self->buffer, first ? "\n" : ",\n");
		put_object(self, statement);
		if (!one_array)
			strbuf_add_char(&self->buffer, '\n');
		first = false;
		if (!sink_step(self))
			return false;
	}
	if (one_array)
		strbuf_add_string(&self->buffer, "\n]\n");
	return result == 0;
}

bool sink_rows(sink *self, sqlite3_stmt *statement, const bede_write_options *options)
{
	if (!statement || options->format == BEDE_CSV || options->format == BEDE_TSV)
		return sink_flat(self, statement, options->format == BEDE_TSV, true);
	bool done = options->format == BEDE_TABLE ? put_table(self, statement, options)
		: put_objects(self, statement, options->format == BEDE_JSON);
	sqlite3_finalize(statement);
	return done;
}
