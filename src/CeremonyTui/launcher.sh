#!/bin/sh
# Starts the program with the runtime of the `dotnet` on the path; the program itself looks only in the usual places.
here=$(dirname "$(readlink -f "$0")")
if [ -z "${DOTNET_ROOT:-}" ] && command -v dotnet >/dev/null; then
    DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
    export DOTNET_ROOT
fi
exec "$here/lib/ceremony" "$@"
