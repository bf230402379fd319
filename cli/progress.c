/* progress.c — one line on the terminal: documents, how fast, how long still. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_start(progress *self, double total)
{
	*self = (progress){.total = total};
	/* Where the records go to the same terminal, they are progress enough. */
	self->shown = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	self->started = self->printed = now();
}

void progress_step(progress *self, double bytes)
{
	self->documents++;
	self->done += bytes;
	if (!self->shown)
		return;
	double time = now();
	if (time - self->printed < 0.25)
		return;
	double elapsed = time - self->started;
	fprintf(stderr, "\r%lu reports, %.0f a second", self->documents, (double)self->documents / elapsed);
	if (self->total > 0 && self->done > 0 && self->done < self->total) {
		double left = elapsed * (self->total - self->done) / self->done;
		fprintf(stderr, ", about %.0f:%02.0f left", (double)((long)left / 60), (double)((long)left % 60));
	}
	fprintf(stderr, "\x1b[K");
	fflush(stderr);
	self->printed = time;
}

void progress_hide(progress *self)
{
	if (self->shown && self->printed > self->started)
		fprintf(stderr, "\r\x1b[K");
}
