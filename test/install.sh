#!/bin/sh
# Installs into a folder of its own and uses what is there as a user would: the program away from its source tree, the
# library linked statically and dynamically, from C and with nothing but bede_* to be seen.

: "${BUILD:=build}"
: "${CC:=cc}"
root=$(pwd)/$BUILD/check/install
case $BUILD in /*) root=$BUILD/check/install ;; esac
passed=0 failed=0

if grep -q fsanitize "$BUILD/flags"; then
	echo "skipped: a sanitized library is not installed"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi

# holds WHAT COMMAND…
holds() {
	what=$1
	shift
	if "$@" > "$root/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
		head -n 10 "$root/log"
	fi
}

rm -rf "$root"
mkdir -p "$root"
holds "make install" make BUILD="$BUILD" DESTDIR="$root" install
usr=$root/usr/local

cat > "$root/use.c" << 'END'
#include <stdio.h>
#include <string.h>

#include <bede.h>

int main(int count, char **arguments)
{
	const char *text = "Russia attacked Ukraine.";
	bede_error error = {0};
	bede_data *data = bede_data_open(&(bede_data_options){.data_dir = count > 1 ? arguments[1] : NULL}, &error);
	bede_coder *coder = data ? bede_coder_new(data, NULL, &error) : NULL;
	const bede_record *records;
	if (!coder || !bede_coder_read(coder, &(bede_document){.text = text, .text_length = strlen(text)}, &error)) {
		puts(error.message);
		return 1;
	}
	int done = bede_coder_records(coder, &records) == 1 && records[0].type == BEDE_ASSAULT
		&& strcmp(bede_version(), BEDE_VERSION) == 0;
	bede_coder_free(coder);
	bede_data_close(data);
	return !done;
}
END

runs() {
	(cd "$root" && echo "Russia attacked Ukraine." | usr/local/bin/bede code --format csv | grep -q ASSAULT)
}
links_statically() {
	$CC -std=c17 -I"$usr/include" "$root/use.c" "$usr/lib/libbede.a" -lsqlite3 -ljansson -lutf8proc -lmicrohttpd -lz -lm -pthread \
		-o "$root/static" && "$root/static" "$usr/share/bede"
}
links_dynamically() {
	$CC -std=c17 -I"$usr/include" "$root/use.c" -L"$usr/lib" -lbede -o "$root/dynamic" &&
		LD_LIBRARY_PATH=$usr/lib "$root/dynamic" "$usr/share/bede"
}
shows_only_its_own_names() {
	{
		nm -D --defined-only "$usr/lib/libbede.so"
		nm -g --defined-only "$usr/lib/libbede.a"
	} | awk 'NF == 3 && $3 !~ /^bede_/ { print "visible: " $3; bad = 1 } END { exit bad }'
}
# The two of them come to less than 60 MB.
is_small() {
	size=$(du -sk "$usr/bin" "$usr/share" | awk '{ sum += $1 } END { print sum }')
	echo "$size KiB"
	[ "$size" -lt 60000 ]
}
holds "the installed program finds its data" runs
holds "the archive links and codes" links_statically
holds "the shared library links and codes" links_dynamically
holds "only bede_* is visible" shows_only_its_own_names
holds "program and data under 60 MB" is_small

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
