mkdir -p mine none
cat > mine/Test.actors.txt <<'END'
+ALIAS
RUPERT_HENTZAU_ [NORGOV 20041301-20050101] [NORMIL]
NOBODY_AT_ALL
ZENDA_FRONT_ [NORR
ZENDA_CASTLE_ [ABCD]
MAY_15_ [GRCREB]
BLACK_MICHAEL_ [NOROPP] [---]
MOUNTAIN_LEAGUE_ [MEAREB]
END
cat > mine/Test.agents.txt <<'END'
LOST
BAD!NOSET! [~GOV]
OPEN_PLURAL {OPEN [~GOV]
PLUMBING [~XXX]
END
echo "- *" > mine/Test.verbs.txt
echo "Rupert Hentzau criticised Russia." > report.txt
"$BEDE" code --format tsv --date 2005-01-01 --petrarch mine report.txt 2> /dev/null | cut -f 7,10,14
"$BEDE" code --petrarch mine report.txt 2>&1 > /dev/null | tail -n 1
"$BEDE" lexicon check --petrarch mine 2>&1 | grep 'mine/'
"$BEDE" code --petrarch none report.txt 2>&1
echo "none: $?"
"$BEDE" code --petrarch nowhere report.txt 2>&1
echo "nowhere: $?"
