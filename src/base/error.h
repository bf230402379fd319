/* error.h — filling in a bede_error (bede.h). Every function takes error == NULL: nobody wants to know. */
#ifndef BEDE_BASE_ERROR_H
#define BEDE_BASE_ERROR_H

#include "bede.h"

/* Sets code and message (printf; lower case, what is wrong first, then what to do; names in single quotes). */
void error_set(bede_error *error, bede_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same with the place: file and line (0: no line). */
void error_set_at(bede_error *error, bede_code code, const char *file, unsigned long line, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * What a checker found in data files: messages in order, as many as there are. The library hands them to the caller
 * and goes on (the bad line is left out, the rest still loads).
 */
typedef void (*report_function)(void *context, const bede_error *problem);
typedef struct report {
	report_function function;         /* NULL: nobody listens */
	void *context;
	unsigned long count;              /* problems so far */
} report;
void report_problem(report *self, bede_code code, const char *file, unsigned long line, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

#endif
