"$BEDE" lexicon check | sed 's/[0-9][0-9]* rules, [0-9][0-9]* examples/N rules, N examples/; s/[0-9][0-9]* entries, [0-9]* word classes, [0-9]*/N entries, N word classes, N/'
