#!/usr/bin/env bash
# Builds both programs and every test, runs the tests, and says what took how long. The very last line is `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/.." || exit 1

export TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# Compiler, tests and program end before it is worth while to count which way their code goes.
export DOTNET_TieredPGO=0
slowest=10

# Those that take longest are begun first, so that none of them is left alone at the end.
longest_first="CeremonyTui.Tests Ceremony.Engine.Tests Ceremony.Forgery.Tests Ceremony.Verify.Tests"

results=$(mktemp -d)
export results

# A compiler that stays makes ready once what each project would have it make ready anew; it is this run's own, and ends with it.
export UseSharedCompilation=true SharedCompilationId="ceremony-tests-$$"
end_compiler() { pkill -f -- "-pipename:$SharedCompilationId\$"; }
trap 'end_compiler; rm -rf "$results"' EXIT

# A build that fails has passed nothing, and must not look as if nothing had failed.
give_up() {
    echo "0 passed, 1 failed"
    exit 1
}

# The program ahead of time is compiled beside the tests: both find the libraries built, which the analyzers have seen. Those of the tests are seen by them where somebody changes them (make analyze): it takes a minute.
build() {
    dotnet restore CeremonyTui.sln -v quiet || return 1
    make --no-print-directory RESTORE=: build || return 1
    make --no-print-directory RESTORE=: native &
    local native=$!
    dotnet build CeremonyTui.sln --no-restore -c Release --nologo -v quiet -p:RunAnalyzers=false
    local tests=$?
    wait "$native" && [ "$tests" -eq 0 ]
}

# One project, given its name and what is passed on: its words and its times.
run_project() {
    local project=$1 TIMEFORMAT="%R %U %S"
    shift
    { time "tests/$project/bin/Release/net10.0/$project" --progress off --no-ansi --results-directory "$results" \
        --report-xunit-xml --report-xunit-xml-filename "$project.xml" "$@" >"$results/$project.said" 2>&1; } 2>"$results/$project.time"
    echo $? >"$results/$project.code"
    echo "== $project"
    cat "$results/$project.said"
}
export -f run_project

# Of a project's report: the figure of that name, 0 where there is none; and each test, its seconds before its name.
figure_of() { grep -o '<assembly [^>]*' "$results/$1.xml" 2>/dev/null | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" | grep . || echo 0; }
tests_of() { grep -o '<test [^>]*' "$results/$1.xml" 2>/dev/null | sed -n 's/.* name="\([^"]*\)".* time="\([0-9.]*\)".*/\2 \1/p' | sed "s/&quot;/\"/g; s/&apos;/'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g"; }

.ci/install || echo "packages are missing; the tests that need them will fail" >&2
began=$SECONDS
build || give_up
end_compiler
built=$((SECONDS - began))

projects=$({ printf '%s\n' $longest_first; ls tests | grep -E '\.(Tests|Mutation)$'; } | awk '!seen[$0]++' | while read -r project; do [ -d "tests/$project" ] && echo "$project"; done)
printf '%s\n' "$projects" | xargs -P "$(nproc)" -I{} bash -c 'run_project "$@"' run {} "$@"

# Who sees only the end of what was printed must see what failed: its name and how its words begin.
failures_of() { awk '/^(failed|passed|skipped) |^$/ { left = 0 } /^failed / { left = 12 } left-- > 0' "$results/$1.said"; }

# A project that crashed has no report, or one that tells of no failure: it fails all the same. So does a run in which nothing passed.
passed=0
failed=0
for project in $projects; do
    passed=$((passed + $(figure_of "$project" passed)))
    now=$(($(figure_of "$project" failed) + $(figure_of "$project" errors)))
    code=$(cat "$results/$project.code")
    [ "$now" -gt 0 ] || [ "$code" -eq 0 ] || { now=1; echo "$project ended with $code."; }
    failed=$((failed + now))
done
[ "$passed" -gt 0 ] || [ "$failed" -gt 0 ] || failed=1

echo
echo "The build took $built s. Projects: seconds, and seconds of processor time"
for project in $projects; do
    awk -v project="$project" '{ printf "%7.0f %7.0f  %s\n", $1, $2 + $3, project }' "$results/$project.time"
done | sort -rn
echo "The slowest tests, in seconds"
for project in $projects; do tests_of "$project"; done | sort -rn | head -n "$slowest" | awk '{ printf "%7.1f  %s\n", $1, substr($0, length($1) + 2, 150) }'
for project in $projects; do failures_of "$project"; done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
