# A state under another name, its people, a dated person, a body with its initials in brackets; an agent and a set.
mkdir -p mine
cat > mine/Test.actors.txt <<'END'
# comment
RURITANIA_  [NOR]   # a country of a novel
+RURITANIAN_
<!-- a comment
over lines -->
RUDOLF_RASSENDYLL_ ; its English king
+RASSENDYLL_
	[NORELI 900101-000101]
	[NORGOV 20010101-101231]
	[NORELI]
STRELSAU_LIBERATION_ARMY_(SLA)_ [NORREBXYZ]
HAMAS_ [PSEPTY]
END
cat > mine/Test.agents.txt <<'END'
!PERSON! = MAN, MEN, WOMAN
TOLL!PERSON! [~COP]
ZITHERIST [~MED]
END
cat > report.txt <<'END'
Ruritanian troops attacked Moscow. Rassendyll criticised Hamas. The Strelsau Liberation Army bombed Ukraine.
Ruritanian tollmen arrested French zitherists.
END
for date in 2005-06-07 2012-06-07; do
	"$BEDE" code --date $date --format tsv --petrarch mine report.txt | cut -f 7,10,14
done
mkdir -p own/actors
printf 'Hamas\tPSE\tMIL\tORG\n' > own/actors/mine.tsv
"$BEDE" code --date 2005-06-07 --format tsv --petrarch mine --lexicon own report.txt | cut -f 10 | grep PSE
"$BEDE" who --petrarch mine Rassendyll
