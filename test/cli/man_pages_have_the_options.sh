for command in code annotate explain who lexicon query series link export import serve; do
	"$BEDE" $command --help | sed -n 's/^  .*--\([a-z-]*\).*/\1/p' > helped
	sed -n '/^\.SH OPTIONS/,/^\.SH EX/s/\\-/-/gp' "$ROOT/doc/man/bede-$command.1" |
		sed -n 's/^.*\\fB--\([a-z-]*\)\\fR.*$/\1/p' > described
	diff helped described > difference || { echo "$command:"; cat difference; }
done
"$BEDE" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' > helped
sed -n '/^\.SH COMMANDS/,/^\.SH EX/s/^\\fB\([a-z]*\)\\fR$/\1/p' "$ROOT/doc/man/bede.1" > described
diff helped described
