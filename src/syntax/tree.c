/* tree.c — walking the dependency tree. */
#include "syntax/syntax.h"

void syntax_link(syntax *self)
{
	for (uint32_t i = 0; i < self->count; i++)
		self->nodes[i].first_child = self->nodes[i].next_sibling = -1;
	for (uint32_t i = self->count; i-- > 0;) {
		node *child = &self->nodes[i];
		if (child->head >= 0) {
			child->next_sibling = self->nodes[child->head].first_child;
			self->nodes[child->head].first_child = (int32_t)i;
		}
	}
}

int32_t syntax_child(const syntax *self, int32_t token, deprel relation)
{
	if (token < 0)
		return -1;
	for (int32_t child = self->nodes[token].first_child; child >= 0; child = self->nodes[child].next_sibling)
		if (self->nodes[child].deprel == relation)
			return child;
	return -1;
}

int32_t syntax_next_same(const syntax *self, int32_t child)
{
	if (child < 0)
		return -1;
	uint8_t relation = self->nodes[child].deprel;
	for (child = self->nodes[child].next_sibling; child >= 0; child = self->nodes[child].next_sibling)
		if (self->nodes[child].deprel == relation)
			return child;
	return -1;
}

bool syntax_below(const syntax *self, int32_t token, int32_t ancestor)
{
	for (; token >= 0; token = self->nodes[token].head)
		if (token == ancestor)
			return true;
	return false;
}

void syntax_extent(const syntax *self, int32_t token, uint32_t *first, uint32_t *end)
{
	/* down to the next dependent, else along, else up until there is one along: no stack, whatever the depth */
	int32_t least = token, most = token, at = token;
	const node *nodes = self->nodes;
	for (;;) {
		if (at < least)
			least = at;
		if (at > most)
			most = at;
		if (nodes[at].first_child >= 0) {
			at = nodes[at].first_child;
			continue;
		}
		while (at != token && nodes[at].next_sibling < 0)
			at = nodes[at].head;
		if (at == token)
			break;
		at = nodes[at].next_sibling;
	}
	*first = (uint32_t)least;
	*end = (uint32_t)most + 1;
}
