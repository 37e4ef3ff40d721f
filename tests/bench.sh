#!/usr/bin/env bash
# Times the program compiled ahead of time against programs that people know, as ratios: `make bench`.
# Needs hyperfine, jq, opensc and openssl; nothing is judged here, figures are printed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
program=$PWD/artifacts/native/ceremony
scripts=$PWD/ceremony-scripts/single-key
[ -x "$program" ] || { echo "type \"make native\" first" >&2; exit 2; }
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"$program" rehearse "$scripts/script.yaml" --answers "$scripts/rehearsals/plain.yaml" --out "$room/c" >/dev/null
export SOFTHSM2_CONF=$room/c/rehearsal/softhsm2.conf
module=$(sed -n 's/.*"module":"\([^"]*\)".*/\1/p' "$room/c/journal.jsonl" | head -n 1)
archive=$room/c/transcript
cat > "$room/stock.sh" <<STOCK
cd "$archive" && sha256sum -c --quiet SHA256SUMS && openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS \
  -out /dev/null -CAfile officers.pem -certfile officers.pem -partial_chain -purpose any -no_check_time 2>/dev/null
STOCK

compare() { # what, ours, theirs
    hyperfine --style none --warmup 2 --runs 15 --export-json "$room/bench.json" --ignore-failure "$2" "$3" >/dev/null 2>&1
    jq -r --arg what "$1" '.results | "\($what)\t\(.[0].median * 1000 | round) ms\t\(.[1].median * 1000 | round) ms\t\(.[0].median / .[1].median * 100 | round / 100)"' "$room/bench.json"
}

printf 'what\tceremony\tthe other\tratio\n'
compare "start and say the version / openssl version" "$program --version" "openssl version"
compare "list tokens / pkcs11-tool --list-slots" "$program tokens --module $module" "pkcs11-tool --module $module --list-slots"
compare "verify an archive / sha256sum and openssl cms" "$program verify $archive --allow-console-keys" "sh $room/stock.sh"
