#!/bin/sh
# Plants one violation of each rule of test/structure.sh in a small tree, and sees that it is found; and that a clean
# tree passes.

script=$(cd "$(dirname "$0")" && pwd)/structure.sh
tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT
passed=0 failed=0

# A small tree that breaks no rule.
lay() {
	rm -rf "${tree:?}"/*
	for stage in base text name when store serve; do
		mkdir -p "$tree/src/$stage"
		printf '/* %s.h */\nint %s_read(void);\n' $stage $stage > "$tree/src/$stage/$stage.h"
	done
	mkdir -p "$tree/include" "$tree/cli" "$tree/train/syntax" "$tree/lexicon"
	echo 'int bede_version(void);' > "$tree/include/bede.h"
	printf '#include "bede.h"\n#include "command.h"\n' > "$tree/cli/main.c"
	echo 'int command_run(void);' > "$tree/cli/command.h"
	printf '#include <sqlite3.h>\n#include "name/name.h"\n' > "$tree/src/store/ledger.c"
	printf '#include "base/base.h"\n#include "text/text.h"\n#include "name.h"\n' > "$tree/src/name/mention.c"
	printf '#include "name/name.h"\n#include "serve/serve.h"\n#include "store/store.h"\n' > "$tree/src/pipeline.c"
	printf 'static const int table[] = {1};\nconst char *name_of(int i)\n{\n\tint j = i;\n\treturn table[j] ? "" : 0;\n}\n' \
		> "$tree/src/name/words.c"
}

# plant RULE FILE TEXT: the rule must be named when the text is added to the file.
plant() {
	lay
	mkdir -p "$(dirname "$tree/$2")"
	printf '%b' "$3" >> "$tree/$2"
	if output=$(sh "$script" "$tree") || ! echo "$output" | grep -q "^$1: "; then
		echo "not found: $1 in $2"
		echo "$output" | sed 's/^/    /'
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
}

lay
if output=$(sh "$script" "$tree"); then
	passed=$((passed + 1))
else
	echo "a clean tree was refused:"
	echo "$output" | sed 's/^/    /'
	failed=$((failed + 1))
fi

plant include-order src/text/split.c '#include "name/name.h"\n'
plant include-order src/name/resolve.c '#include "when/when.h"\n'
plant include-order src/base/slice.c '#  include "text/text.h"\n'
plant include-order src/text/split.c '#include "../name/name.h"\n'
plant include-order src/text/split.c '#include "cli/command.h"\n'
plant stage-header src/extra/extra.h 'int extra;\n'
plant sqlite-only-in-store-link-and-view src/text/split.c '#include <sqlite3.h>\n'
plant sockets-only-in-serve-and-feed-reader src/text/split.c '#include <sys/socket.h>\n'
plant public-header-only cli/code.c '#include "text/text.h"\n'
plant public-header-only src/serve/page.c '#include "name/name.h"\n'
plant public-header-only bindings/python/bede_module.c '#include "base/base.h"\n'
plant no-printing-or-exiting src/text/split.c 'void f(void)\n{\n\tprintf("x");\n}\n'
plant no-printing-or-exiting src/text/split.c 'void f(void)\n{\n\tif (1) abort();\n}\n'
plant no-globals src/text/split.c 'static int count;\n'
plant no-globals src/text/split.c 'char *last = 0;\n'
plant no-globals src/text/split.c 'static struct pool pools[4];\n'
plant unique-names src/when/words.c 'int when_words(void);\n'
plant unlike-libc src/text/string.c 'int string_read(void);\n'
plant length src/text/split.c "$(awk 'BEGIN { for (i = 0; i < 801; i++) printf "/* */\\n" }')"
plant width src/text/split.c "/* $(awk 'BEGIN { for (i = 0; i < 120; i++) printf "x" }') */\\n"
plant generator-is-named lexicon/words.tsv '# Generated automatically, do not edit\n'
plant nothing-left-to-do src/text/split.c '/* TODO: more */\n'
plant no-machine-paths src/text/split.c '/* see /home/me/notes */\n'
plant guide src/README.md '`gone.c` is `words.c` `mention.c` `ledger.c` `pipeline.c`'
plant guide src/README.md 'Nothing.'
plant stage-header src/link/group.c 'int link_group(void);\n'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
