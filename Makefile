# Bede: the only build.
#
#   make                          the program, the library as archive and as shared object, into build/
#   make check                    every test; make SAN=address,undefined check: under the sanitizers, into build-san/
#   make check-long               what takes longer: thousands of kills, every failing call, a million records
#   make accuracy                 scores on the corpora of the folder $BEDE_CORPORA (doc/accuracy.md)
#   make bench                    tokens a second of each stage (BENCH=FILE: on a text of yours); how fast a store of
#                                 RECORDS="10000 100000" is written, linked and asked, and how fast in memory
#   make web                      the page, into build/web/ (needs node and npm)
#   make screenshots              a picture of each view of the page, into build/screenshots/ (needs Chromium)
#   make fuzz                     libFuzzer targets (needs clang)
#   make install PREFIX=/usr DESTDIR=…
#
# Folders are found by wildcard: a new file in src/*/, cli/, train/*/ or test/unit/ needs no line here.

SAN ?=
BUILD ?= build$(if $(SAN),-san)
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := $(shell sed -n 's/^.define BEDE_VERSION "\(.*\)"/\1/p' include/bede.h)

# The plain build holds the warnings; code that the sanitizers have changed draws false ones. snprintf cuts on purpose.
WARNINGS = $(if $(SAN),-w,-Wall -Wextra -Wpedantic -Wno-unknown-warning-option -Wno-format-truncation \
	-Werror)
# Without -ffp-contract=off a compiler may fuse a*b+c, and results would differ from one CPU to the next.
OPTIMIZE = $(if $(SAN),-O1,-O2)
SANITIZE = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer -DARENA_PLAIN)
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L $(OPTIMIZE) $(CFLAGS) -ffp-contract=off -fPIC -fvisibility=hidden \
	-pthread $(WARNINGS) $(SANITIZE) -Iinclude -Isrc -DBEDE_DATA_DIR='"$(PREFIX)/share/bede"'
ALL_LDFLAGS = $(LDFLAGS) -pthread $(SANITIZE)
# V=1 shows whole command lines.
Q = $(if $(V),,@)
say = @printf '  %-8s %s\n' $(1) $(2)
LIBS = -lsqlite3 -ljansson -lutf8proc -lmicrohttpd -lz -lm

# Linked into every program of a build with AddressSanitizer.
OPTIONS_OBJECT = $(if $(filter address address$(comma)%,$(SAN)),$(BUILD)/obj/test/sanitizer.o)
comma = ,
PROGRAM_LIBS = $(OPTIONS_OBJECT) $(LIBS)

LIB_SOURCES := $(wildcard src/*.c src/*/*.c)
CLI_SOURCES := $(wildcard cli/*.c)
TRAIN_SOURCES := $(wildcard train/*/*.c)
UNIT_SOURCES := $(wildcard test/unit/*.c)
FUZZ_SOURCES := $(wildcard fuzz/fuzz_*.c)

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJECTS := $(call objects,$(LIB_SOURCES))
CLI_OBJECTS := $(call objects,$(CLI_SOURCES))
TRAINERS := $(patsubst train/%/,$(BUILD)/train/%,$(sort $(dir $(TRAIN_SOURCES))))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))
REPLAYS := $(patsubst fuzz/fuzz_%.c,$(BUILD)/fuzz/replay_%,$(FUZZ_SOURCES))
FUZZ_SHARED := $(call objects,fuzz/scratch.c fuzz/coding.c)
FUZZERS := $(patsubst fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_SOURCES))

.PHONY: all check check-long accuracy tests train bench web screenshots fuzz install clean
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/libbede.a $(BUILD)/libbede.so $(if $(CLI_SOURCES),$(BUILD)/bede $(BUILD)/compiled/stamp)

# ---- objects ----

# The model's inner loops are worth more than -O2, and get the instructions that their names ask for; whoever calls
# them looks first whether the CPU has these.
ifeq ($(SAN),)
$(BUILD)/obj/src/syntax/%.o: OPTIMIZE = -O3
$(BUILD)/obj/train/%.o: OPTIMIZE = -O3
endif
ifneq ($(filter x86_64-%,$(shell $(CC) -dumpmachine)),)
%_sse41.o: TARGET_FLAGS = -msse4.1
%_avx2.o: TARGET_FLAGS = -mavx2 -mfma
%_avx512.o: TARGET_FLAGS = -mavx512f -mavx512bw -mavx512vl -mavx512vnni -mfma
endif

# Changed flags rebuild what they were used for.
FLAGS_LINE := $(CC) $(ALL_CFLAGS) $(LDFLAGS)
$(shell mkdir -p $(BUILD); printf '%s\n' '$(subst ','\'',$(FLAGS_LINE))' | cmp -s - $(BUILD)/flags \
	|| printf '%s\n' '$(subst ','\'',$(FLAGS_LINE))' > $(BUILD)/flags)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(TARGET_FLAGS) -MMD -MP -c -o $@ $<

# What the assembler puts in.
$(BUILD)/obj/src/serve/asset.o: src/serve/openapi.json

# ---- library and program ----

# One relocatable object in which everything but the public interface is local: internal names cannot clash with those
# of the program that links it.
$(BUILD)/libbede.a: $(LIB_OBJECTS) | $(OPTIONS_OBJECT)
	$(call say,AR,$@)
	$(Q)$(LD) -r -o $(BUILD)/libbede.o $(LIB_OBJECTS)
	$(Q)objcopy --localize-hidden $(BUILD)/libbede.o
	@rm -f $@
	$(Q)$(AR) rcsD $@ $(BUILD)/libbede.o

$(BUILD)/libbede.so: $(LIB_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,libbede.so.0 $(if $(SAN),,-Wl,-z,defs) -o $@ $(LIB_OBJECTS) $(LIBS)

# For tests, trainers and the benchmark, which look inside.
$(BUILD)/libinternal.a: $(LIB_OBJECTS) | $(OPTIONS_OBJECT)
	@rm -f $@
	$(Q)$(AR) rcsD $@ $(LIB_OBJECTS)

# The page as `make web` built it, put into the program; without it there is none (doc/serve.md). Only what is there is
# looked at: no other make builds the page.
$(shell mkdir -p $(BUILD); find $(BUILD)/web -type f -exec cksum {} + 2> /dev/null | sort > $(BUILD)/web_files.new; \
	cmp -s $(BUILD)/web_files.new $(BUILD)/web_files || cp $(BUILD)/web_files.new $(BUILD)/web_files)
$(BUILD)/web_assets.c: script/embed $(BUILD)/web_files
	$(call say,EMBED,$(BUILD)/web)
	$(Q)sh script/embed $(BUILD)/web $(BUILD)/web_packed > $@

$(BUILD)/obj/web_assets.o: $(BUILD)/web_assets.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Icli -c -o $@ $<

$(BUILD)/bede: $(CLI_OBJECTS) $(BUILD)/obj/web_assets.o $(BUILD)/libbede.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(CLI_OBJECTS) $(BUILD)/obj/web_assets.o $(BUILD)/libbede.a $(PROGRAM_LIBS)

# Lexicons as the program maps them. It reads the text files itself where these have changed since.
LANGUAGES := $(notdir $(wildcard lexicon/??))
$(BUILD)/compiled/stamp: $(BUILD)/bede $(wildcard lexicon/??/actors/*.tsv lexicon/??/places/*.tsv)
	$(call say,COMPILE,$(LANGUAGES:%=lexicon/%))
	$(Q)$(foreach language,$(LANGUAGES),mkdir -p $(@D)/$(language) && \
		$(BUILD)/bede lexicon compile --data . $(@D)/$(language) &&) touch $@

# ---- the page: web/ gives build/web/ ----

web: $(BUILD)/web/index.html
WEB_SOURCES := $(wildcard web/src/* web/src/*/* web/build.mjs web/tsconfig.json)
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	$(call say,NPM,web)
	$(Q)cd web && npm ci --no-fund --no-audit --loglevel=error
	@touch $@
$(BUILD)/web/index.html: $(WEB_SOURCES) web/node_modules/.package-lock.json
	$(call say,BUNDLE,$(@D))
	$(Q)node web/build.mjs $(@D)

# The program takes the page in when it finds it built, hence one after the other.
screenshots:
	$(Q)$(MAKE) web
	$(Q)$(MAKE) all
	$(Q)BUILD='$(BUILD)' BEDE='$(BUILD)/bede' node test/web/screenshots.mjs $(BUILD)/screenshots

# ---- trainers: train/NAME/*.c gives build/train/NAME ----

train: $(TRAINERS)

.SECONDEXPANSION:
$(TRAINERS): $(BUILD)/train/%: $$(call objects,$$(wildcard train/$$*/*.c)) $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a $(PROGRAM_LIBS)

# ---- tests ----

$(UNIT_TESTS): $(BUILD)/test/unit/%: $(BUILD)/obj/test/unit/%.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libinternal.a -lcmocka $(PROGRAM_LIBS)

# Every allocation of ours can be made to fail.
WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup,--wrap=strndup
$(BUILD)/test/fault/%: $(BUILD)/obj/test/fault/%.o $(BUILD)/obj/test/fault/allocation.o \
		$(BUILD)/obj/test/store/corpus.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $(WRAP) -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a $(PROGRAM_LIBS)
FAULT_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard test/fault/fault_*.c))

# Stores that are killed, and files that fail.
$(BUILD)/test/store/%: $(BUILD)/obj/test/store/%.o $(BUILD)/obj/test/store/corpus.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a $(PROGRAM_LIBS)
STORE_TESTS := $(patsubst %.c,$(BUILD)/%,$(filter-out %/corpus.c,$(wildcard test/store/*.c)))

# Servers and their clients, good and bad.
$(BUILD)/test/http/%: $(BUILD)/obj/test/http/%.o $(BUILD)/obj/test/http/harness.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a -lcmocka $(PROGRAM_LIBS)
HTTP_TESTS := $(patsubst %.c,$(BUILD)/%,$(filter-out %/harness.c,$(wildcard test/http/*.c)))

# Scorers that test/accuracy/run calls.
$(BUILD)/test/accuracy/%: $(BUILD)/obj/test/accuracy/%.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libinternal.a $(PROGRAM_LIBS)
SCORERS := $(patsubst %.c,$(BUILD)/%,$(wildcard test/accuracy/*.c))

tests: all train $(UNIT_TESTS) $(FAULT_TESTS) $(STORE_TESTS) $(HTTP_TESTS) $(REPLAYS) $(SCORERS)

check: tests
	@BUILD='$(BUILD)' sh test/run.sh

check-long: tests $(BUILD)/bench/bench_store
	@BUILD='$(BUILD)' sh test/run.sh long

# Scores on the corpora of the folder $BEDE_CORPORA; those it lacks are named and skipped.
accuracy: all train $(SCORERS)
	@BUILD='$(BUILD)' sh test/run.sh accuracy

# ---- fuzzing: fuzz/fuzz_NAME.c gives build/fuzz/fuzz_NAME; the replay programs need no clang ----

$(REPLAYS): $(BUILD)/fuzz/replay_%: $(BUILD)/obj/fuzz/fuzz_%.o $(FUZZ_SHARED) $(BUILD)/obj/fuzz/replay.o \
		$(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a $(PROGRAM_LIBS)

fuzz:
	$(MAKE) CC=clang SAN=fuzzer-no-link,address,undefined BUILD=build-fuzz fuzz-programs

.PHONY: fuzz-programs
fuzz-programs: $(FUZZERS)

$(FUZZERS): $(BUILD)/fuzz/%: $(BUILD)/obj/fuzz/%.o $(FUZZ_SHARED) $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -pthread -fsanitize=fuzzer,address,undefined -o $@ $(filter %.o,$^) $(BUILD)/libinternal.a $(LIBS)

# ---- benchmark ----

$(BUILD)/bench/%: $(BUILD)/obj/bench/%.o $(BUILD)/libinternal.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libinternal.a $(PROGRAM_LIBS)

RECORDS ?= 10000 100000
bench: $(BUILD)/bench/bench $(BUILD)/bench/bench_store $(BUILD)/bench/bench_snapshot
	$(BUILD)/bench/bench $(BENCH)
	@for records in $(RECORDS); do \
		store=$(BUILD)/bench-$$records.db; \
		echo && KEEP=1 BUILD=$(BUILD) $(BUILD)/bench/bench_store $$records $(BENCH) && \
		echo && $(BUILD)/bench/bench_snapshot $$store; \
		rm -f $$store $$store-wal $$store-shm; \
	done

# ---- installation ----

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install $(BUILD)/bede $(DESTDIR)$(PREFIX)/bin/bede
	install -m 644 include/bede.h $(DESTDIR)$(PREFIX)/include/bede.h
	install -m 644 $(BUILD)/libbede.a $(DESTDIR)$(PREFIX)/lib/libbede.a
	install $(BUILD)/libbede.so $(DESTDIR)$(PREFIX)/lib/libbede.so.$(VERSION)
	ln -sf libbede.so.$(VERSION) $(DESTDIR)$(PREFIX)/lib/libbede.so.0
	ln -sf libbede.so.0 $(DESTDIR)$(PREFIX)/lib/libbede.so
	printf '%s\n' 'Name: bede' 'Description: newswire event coder' 'Version: $(VERSION)' \
		'Cflags: -I$(PREFIX)/include' 'Libs: -L$(PREFIX)/lib -lbede' 'Libs.private: $(LIBS) -pthread' \
		> $(DESTDIR)$(PREFIX)/lib/pkgconfig/bede.pc
	find lexicon model -type f ! -path 'lexicon/*/places/*.tsv' | while read -r file; do \
		install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/bede/$$file"; done
	cd $(BUILD) && find compiled -type f -name '*.bin' | while read -r file; do \
		install -D -m 644 "$$file" "$(abspath $(DESTDIR)$(PREFIX))/share/bede/$$file"; done
	for page in $(wildcard doc/man/*.1); do \
		install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/$${page##*/}; done

clean:
	rm -rf build build-san build-fuzz

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
