/*
 * sanitizer.c — AddressSanitizer's options, linked into every sanitized program. They stand here and not in the
 * environment because the sanitizer reads that through /proc, which a bare chroot lacks; leaks are found only with it.
 */
#include <unistd.h>

__attribute__((visibility("default"))) const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return access("/proc/self/maps", R_OK) == 0 ? "allocator_may_return_null=1:detect_leaks=1"
		: "allocator_may_return_null=1:detect_leaks=0";
}
