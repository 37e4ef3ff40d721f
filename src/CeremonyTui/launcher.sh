#!/bin/sh
# Starts the program with the runtime of the `dotnet` on the path; the program itself looks only in the usual places.
here=$(dirname "$(readlink -f "$0")")
if [ -z "${DOTNET_ROOT:-}" ] && command -v dotnet >/dev/null; then
    DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
    export DOTNET_ROOT
fi
# No debugger, profiler or dump of the runtime reaches into a process that holds PINs.
DOTNET_EnableDiagnostics=0
export DOTNET_EnableDiagnostics
exec "$here/lib/ceremony" "$@"
