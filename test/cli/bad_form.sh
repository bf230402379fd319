"$BEDE" annotate --from pdf
