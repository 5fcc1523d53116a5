#!/bin/sh
# The run script that the public federation gateway audit starts once for each of its suites:
# fetches the suite's supergraph and serves it by the open gateway on PORT (4000).
#   $1             the suite
#   AUDIT_PORT     where the audit serves its subgraphs (4200)
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
file=$(mktemp)
curl -sSf --retry 50 --retry-delay 1 --retry-all-errors "http://localhost:${AUDIT_PORT:-4200}/$1/supergraph" -o "$file"
exec node "$here/apps/standalone/bin/nghitruong.mjs" gateway --supergraph "$file" --port "${PORT:-4000}" --open
