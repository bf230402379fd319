/* name_conflict.c — lines of one folder that contradict each other: two actors of one name, or one office held twice,
 * on the same days. Both lines are taken; a report's countries decide between them as far as they can. */
#include <string.h>

#include "name/name_builder.h"

/* Each line is compared with so many that follow under the same name: no file may cost more than linear time. */
enum { COMPARED_MOST = 40 };

static bool days_overlap(const source_line *a, const source_line *b)
{
	return a->from <= b->to && b->from <= a->to;
}

/* Names of these kinds are for the report to decide by their nature. */
static bool depends_on_report(const source_line *line)
{
	return line->kind == KIND_SHORT || line->kind == KIND_REGION;
}

static bool same_role(const source_line *a, const source_line *b)
{
	return a->type == ENTITY_PERSON && b->type == ENTITY_PERSON && slice_equal(a->office, b->office)
		&& memcmp(&a->code, &b->code, sizeof a->code) == 0;
}

static void tell(const name_builder *self, const source_line *line, const source_line *other, const char *what,
	report *problems)
{
	slice name = self->actors.items[line->actor].name, of = self->actors.items[other->actor].name;
	report_problem(problems, BEDE_ERROR_DATA, self->places.items[line->file], line->row,
		"'%.*s' %s '%.*s' in line %u of %s on the same days", (int)(name.length < 60 ? name.length : 60), name.at, what,
		(int)(of.length < 60 ? of.length : 60), of.at, other->row, self->places.items[other->file]);
}

static void compare_names(const name_builder *self, const source_line *a, const source_line *b, report *problems)
{
	if (a->layer == b->layer && a->actor != b->actor && days_overlap(a, b) && !depends_on_report(a)
			&& !depends_on_report(b))
		tell(self, b, a, "shares a name with", problems);
}

static void compare_roles(const name_builder *self, const source_line *a, const source_line *b, report *problems)
{
	if (a->layer == b->layer && days_overlap(a, b) && same_role(a, b))
		tell(self, b, a, "holds the office of", problems);
}

void builder_tell_conflicts(const name_builder *self, uint32_t first_line, uint32_t first_link, report *problems)
{
	for (size_t l = first_link; l < self->links.count; l++) {
		const alias_link *link = &self->links.items[l];
		uint32_t next = link->next;
		for (unsigned n = 0; next != LINE_NONE && n < COMPARED_MOST; n++, next = self->links.items[next].next)
			compare_names(self, builder_line(self, link->line), builder_line(self, self->links.items[next].line),
				problems);
	}
	for (size_t l = first_line; l < self->lines.count; l++) {
		const source_line *line = &self->lines.items[l];
		uint32_t next = line->next;
		for (unsigned n = 0; next != LINE_NONE && n < COMPARED_MOST; n++, next = self->lines.items[next].next)
			compare_roles(self, line, builder_line(self, next), problems);
	}
}
