/** The scripts that a runner runs around each job. Pure. */
import { quoteExactly } from '../../base/text.ts';

export type When = 'started' | 'completed';
export const whens: readonly When[] = ['started', 'completed'];

/** A script of ours is known by this line, and may be replaced. */
export const mark = '# fetch-lock hook';

/**
 * Runs `program` with `args` on the runner's own Node, for `limitSeconds` at most, and succeeds whatever comes of it. The runner is
 * found by its worker, which is the script's parent (Runner.Worker in bin, beside externals), or by the temporary directory in its work.
 */
export const renderHook = (when: When, program: string, args: readonly string[], limitSeconds = 10): string => `#!/bin/bash
${mark}: job-${when}
# Frees what a job left locked. It never fails a job, and takes ${limitSeconds} seconds at most.
set +e
trap 'exit 0' ALRM
program=${quoteExactly(program)}
[ -f "$program" ] || exit 0
worker=$(readlink "/proc/$PPID/exe" 2>/dev/null || ps -o comm= -p "$PPID" 2>/dev/null)
node=
for root in "\${worker%/*}/.." "\${RUNNER_TEMP:-/}/../.."; do
  for name in node24 node20; do
    [ -z "$node" ] && [ -x "$root/externals/$name/bin/node" ] && node="$root/externals/$name/bin/node"
  done
done
[ -n "$node" ] || exit 0
unset NODE_OPTIONS
"$node" "$program" hooks --run ${when} --worker "$PPID"${args.map((it) => ` ${quoteExactly(it)}`).join('')} </dev/null &
child=$!
(
  trap 'kill "$nap"; exit 0' TERM
  sleep ${limitSeconds} &
  nap=$!
  wait "$nap"
  kill -9 "$child"
  kill -ALRM $$
) </dev/null >/dev/null 2>&1 &
guard=$!
wait "$child"
kill "$guard" 2>/dev/null
exit 0
`;
