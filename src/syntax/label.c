/* label.c — the names of word classes, tags and relations, and back. */
#include "syntax/syntax.h"

static const char *const upos_names[UPOS_COUNT] = {
#define UPOS_NAME(name) #name,
	UPOS_LIST(UPOS_NAME)
#undef UPOS_NAME
};

static const char *const deprel_names[DEPREL_COUNT] = {
#define DEPREL_NAME(name, printed) printed,
	DEPREL_LIST(DEPREL_NAME)
#undef DEPREL_NAME
};

static const char *const xpos_names[XPOS_COUNT] = {
	"_",
#define XPOS_NAME(name) #name,
	XPOS_LIST(XPOS_NAME)
#undef XPOS_NAME
};

const char *upos_name(upos self)
{
	return (unsigned)self < UPOS_COUNT ? upos_names[self] : "_";
}

const char *deprel_name(deprel self)
{
	return (unsigned)self < DEPREL_COUNT ? deprel_names[self] : "_";
}

const char *xpos_name(xpos self)
{
	return (unsigned)self < XPOS_COUNT ? xpos_names[self] : "_";
}

static unsigned find_name(const char *const names[], unsigned count, slice name)
{
	for (unsigned i = 0; i < count; i++)
		if (slice_is(name, names[i]))
			return i;
	return count;
}

upos upos_from(slice name)
{
	return (upos)find_name(upos_names, UPOS_COUNT, name);
}

xpos xpos_from(slice name)
{
	unsigned found = find_name(xpos_names, XPOS_COUNT, name);
	return found == XPOS_COUNT ? XPOS_OTHER : (xpos)found;
}

deprel deprel_from(slice name)
{
	unsigned found = find_name(deprel_names, DEPREL_COUNT, name);
	if (found == DEPREL_COUNT) {
		slice rest = name, family;
		if (slice_split(&rest, ':', &family))
			found = find_name(deprel_names, DEPREL_COUNT, family);
	}
	return (deprel)found;
}

bool deprel_is(deprel relation, deprel family)
{
	if (relation == family)
		return true;
	if ((unsigned)relation >= DEPREL_COUNT || (unsigned)family >= DEPREL_COUNT)
		return false;
	const char *a = deprel_names[relation], *b = deprel_names[family];
	while (*b && *a == *b)
		a++, b++;
	return !*b && *a == ':';
}
