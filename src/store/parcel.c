/* parcel.c — rows as bytes. Parcels never leave the process, so numbers stand as the machine has them. */
#include "store/parcel.h"

#include <string.h>

void parcel_row(strbuf *out, row_kind kind)
{
	strbuf_add_char(out, (char)kind);
}

void parcel_end(strbuf *out)
{
	strbuf_add_char(out, VALUE_END);
}

void parcel_null(strbuf *out)
{
	strbuf_add_char(out, VALUE_NULL);
}

void parcel_integer(strbuf *out, int64_t value)
{
	strbuf_add_char(out, VALUE_INTEGER);
	strbuf_add(out, (const char *)&value, sizeof value);
}

void parcel_number(strbuf *out, double value)
{
	strbuf_add_char(out, VALUE_NUMBER);
	strbuf_add(out, (const char *)&value, sizeof value);
}

static void put_bytes(strbuf *out, value_tag tag, slice value)
{
	if (!value.at) {
		parcel_null(out);
		return;
	}
	uint32_t length = (uint32_t)value.length;
	strbuf_add_char(out, (char)tag);
	strbuf_add(out, (const char *)&length, sizeof length);
	strbuf_add(out, value.at, value.length);
}

void parcel_text(strbuf *out, slice value)
{
	put_bytes(out, VALUE_TEXT, value);
}

void parcel_string(strbuf *out, const char *value)
{
	put_bytes(out, VALUE_TEXT, (slice){value, value ? strlen(value) : 0});
}

void parcel_blob(strbuf *out, slice value)
{
	put_bytes(out, VALUE_BLOB, value);
}

/* A parcel that is cut short ends where it is cut. */
static bool take(parcel_reader *self, void *out, size_t size)
{
	bool there = (size_t)(self->end - self->at) >= size;
	if (there) {
		memcpy(out, self->at, size);
		self->at += size;
	} else {
		self->at = self->end;
	}
	return there;
}

bool parcel_next_row(parcel_reader *self, row_kind *kind)
{
	unsigned char byte;
	bool there = take(self, &byte, 1) && byte < ROW_KINDS;
	*kind = there ? (row_kind)byte : ROW_KINDS;
	return there;
}

bool parcel_next_value(parcel_reader *self, parcel_value *value)
{
	unsigned char tag;
	uint32_t length;
	*value = (parcel_value){.tag = VALUE_END};
	if (!take(self, &tag, 1))
		return false;
	value->tag = (value_tag)tag;
	switch (value->tag) {
	case VALUE_NULL:
		return true;
	case VALUE_INTEGER:
		return take(self, &value->integer, sizeof value->integer);
	case VALUE_NUMBER:
		return take(self, &value->number, sizeof value->number);
	case VALUE_TEXT:
	case VALUE_BLOB:
		if (!take(self, &length, sizeof length) || (size_t)(self->end - self->at) < length)
			return false;
		value->bytes = (slice){self->at, length};
		self->at += length;
		return true;
	case VALUE_END:
		break;
	}
	return false;
}
