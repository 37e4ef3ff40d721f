#!/usr/bin/env bash
# Runs every test. The very last line is `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/.." || exit 1

export TESTINGPLATFORM_TELEMETRY_OPTOUT=1

# A build that fails has passed nothing, and must not look as if nothing had failed.
give_up() {
    echo "0 passed, 1 failed"
    exit 1
}

.ci/install || echo "packages are missing; the tests that need them will fail" >&2
make --no-print-directory build native || give_up

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution CeremonyTui.sln -c Release "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# The runner counts test cases in its summary; a project that crashed counts as none, but fails the run. So does a run in which nothing passed.
figure() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(figure succeeded)
failed=$(figure failed)
passed=${passed:-0}
failed=${failed:-0}
{ [ "$status" -eq 0 ] && [ "$passed" -gt 0 ]; } || [ "$failed" -gt 0 ] || failed=1

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
