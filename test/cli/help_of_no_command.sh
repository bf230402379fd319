"$BEDE" help serve
