#!/bin/sh
# Runs every test and sums up. `make check` calls it from the top folder with BUILD set to the build folder.
#
#   sh test/run.sh              all parts
#   sh test/run.sh long         what takes longer, in no other part: see below
#   sh test/run.sh unit case    some parts: unit structure install fuzz fault store lexicon case cli http web accuracy
#
# A part is a program that ends with a line "N passed, N failed" or "N passed, N failed, N skipped"; one that prints no
# such line counts as one test, passed if its exit status is 0. A part finds the build in $BUILD and the program in
# $BEDE. What it printed is shown if something failed, and stays in $BUILD/check/.

: "${BUILD:=build}"
export BUILD
export BEDE="$BUILD/bede"
export LC_ALL=C.UTF-8
export UBSAN_OPTIONS="print_stacktrace=1:${UBSAN_OPTIONS:-}"

logs="$BUILD/check"
mkdir -p "$logs"
passed=0 failed=0 skipped=0
parts=" ${*:-unit structure install fuzz fault store lexicon case cli http web accuracy} "

wanted() {
	case "$parts" in *" $1 "*) return 0 ;; esac
	return 1
}

# The numbers of the last summary line of a log: "passed failed skipped", or nothing.
summary_of() {
	awk '/^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { numbers = $1 + 0 " " $3 + 0 " " $5 + 0 }
		END { if (numbers) print numbers }' "$1"
}

# note NAME LOG STATUS PASSED FAILED SKIPPED
note() {
	if [ "$3" -ne 0 ] && [ "$5" -eq 0 ]; then
		set -- "$1" "$2" "$3" "$4" 1 "$6"
	fi
	passed=$((passed + $4)) failed=$((failed + $5)) skipped=$((skipped + $6))
	if [ "$5" -ne 0 ]; then
		sed 's/^/    /' "$2"
		printf '%-24s FAILED: %d passed, %d failed (exit status %d; %s)\n' "$1" "$4" "$5" "$3" "$2"
	else
		printf '%-24s %d passed\n' "$1" "$4"
		grep -i '^skipped' "$2" | sed 's/^/    /'
	fi
}

# run NAME COMMAND…
run() {
	name=$1 log="$logs/$(echo "$1" | tr / -).log"
	shift
	"$@" > "$log" 2>&1
	status=$?
	numbers=$(summary_of "$log")
	[ -n "$numbers" ] || numbers=$([ $status -eq 0 ] && echo "1 0 0" || echo "0 1 0")
	# shellcheck disable=SC2086
	note "$name" "$log" $status $numbers
}

# run_unit PART PROGRAM: a program with tests of cmocka's.
run_unit() {
	name=$1/$(basename "$2") log="$logs/$(basename "$2").log"
	shift
	CMOCKA_MESSAGE_OUTPUT=TAP "$1" > "$log" 2>&1
	status=$?
	note "$name" "$log" $status "$(grep -c '^ok ' "$log")" "$(grep '^not ok ' "$log" | grep -vc '# SKIP')" \
		"$(grep -c '# SKIP' "$log")"
}

if wanted unit; then
	for source in test/unit/*.c; do
		run_unit unit "$BUILD/test/unit/$(basename "$source" .c)"
	done
fi
if wanted structure; then
	run structure sh test/structure.sh
	run structure-test sh test/structure_test.sh
fi
if wanted install; then
	run install sh test/install.sh
fi
if wanted fuzz; then
	for source in fuzz/fuzz_*.c; do
		name=$(basename "$source" .c) name=${name#fuzz_}
		seeds=fuzz/seed/$name
		[ "$name" = model ] && seeds=model/en/syntax.bin
		if [ "$name" = actors ] || [ "$name" = gazetteer ]; then
			seeds=$logs/$([ "$name" = actors ] && echo actors || echo places).bin
			"$BEDE" lexicon compile --data fuzz/seed/compiled "$logs"
		fi
		[ -f "$source" ] && run "fuzz/$name" "$BUILD/fuzz/replay_$name" "$seeds"
	done
fi
if wanted fault; then
	for source in test/fault/fault_*.c; do
		[ -f "$source" ] && run "fault/$(basename "$source" .c)" "$BUILD/test/fault/$(basename "$source" .c)"
	done
fi
if wanted store; then
	for source in test/store/*.c; do
		name=$(basename "$source" .c)
		[ "$name" = corpus ] || run "store/$name" "$BUILD/test/store/$name"
	done
	[ -f test/store/run ] && run store sh test/store/run
fi
# `bede lexicon check` ends with "N rules, N examples, N failures, N problems"; each example is a test.
check_lexicon() {
	"$BEDE" lexicon check 2>&1
	echo "exit status $?"
}
lexicon_summary() {
	awk '{ print }
		/^[0-9]+ rules, [0-9]+ examples, [0-9]+ failures, [0-9]+ problems$/ {
			passed = $3 - $5
			failed = $5 + $7
		}
		/^exit status [^01]/ { failed++ }
		END { print passed + 0 " passed, " failed + 0 " failed" }'
}
test_lexicon() {
	check_lexicon | lexicon_summary
}
if wanted lexicon && [ -x "$BEDE" ]; then
	run lexicon test_lexicon
fi
if wanted http; then
	for source in test/http/http_*.c; do
		run_unit http "$BUILD/test/http/$(basename "$source" .c)"
	done
	run http/load sh test/http/load 50 3 2000
fi
if wanted web; then
	for suite in test/web/*_test.mjs; do
		name=$(basename "$suite" _test.mjs)
		[ -f "$suite" ] && run "web/$name" sh test/web/run "$name"
	done
fi
# Store and server at length. KILLS and SPREAD are how often a run is killed, and how many of the calls and allocations
# of a kind fail in turn (behind the first ones, which all do); the defaults take some twenty minutes on two cores.
if wanted long; then
	run long/kill "$BUILD/test/store/kill" 3 "${KILLS:-2000}" 120
	run long/failing_files "$BUILD/test/store/failing_files" "${SPREAD:-1000}"
	run long/fault_store "$BUILD/test/fault/fault_store" "${SPREAD:-1000}"
	run long/fault_allocation "$BUILD/test/fault/fault_allocation" "${SPREAD:-1000}"
	run long/million_records "$BUILD/bench/bench_store" --check "${RECORDS:-1000000}"
	[ -f test/http/load ] && run long/http_load sh test/http/load
fi
for part in case cli accuracy; do
	if wanted $part && [ -f test/$part/run ]; then
		interpreter=$(sed -n '1s/^#! *//p' test/$part/run)
		# shellcheck disable=SC2086
		run $part ${interpreter:-/bin/sh} test/$part/run
	fi
done

echo
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ]
