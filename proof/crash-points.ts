/**
 * `npm run crash-points -- [--brief] [--only TEXT] [--json]`: a process dies before and after each file system call of each operation, and
 * the next one is looked at (crash-run.ts says how). Exit 1 if anything is wrong. Times are shown, and nothing depends on them.
 * At the end the same is tried on two operations with a mistake in them; one that is not found is a failure too.
 */
import { parseArgs } from 'node:util';
import { type CrashRow, runCrashPoints } from './crash-run.ts';
import type { Bug } from './crash-worker.ts';

const { values } = parseArgs({
  options: { brief: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, json: { type: 'boolean', default: false } },
});

const controls: [Bug, string][] = [
  ['release in two steps', 'release'],
  ['copy and remove', 'take over from a dead writer'],
];

const rows = await runCrashPoints({ isBrief: values.brief, only: (name) => name.includes(values.only) });
const found = [];
for (const [bug, operation] of controls) {
  const [row] = await runCrashPoints({ isBrief: true, bug, only: (name) => name === operation });
  found.push({ bug, operation, failures: row?.failures ?? [] });
}

const at = (times: number[], share: number) =>
  ([...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN).toFixed(1);
const cells = ({ operation, points, waitsMs, failures }: CrashRow) => [
  operation,
  points,
  at(waitsMs, 0.5),
  at(waitsMs, 0.95),
  at(waitsMs, 1),
  failures.length,
];
const all: CrashRow = {
  operation: '**all**',
  points: rows.reduce((sum, it) => sum + it.points, 0),
  waitsMs: rows.flatMap((it) => it.waitsMs),
  failures: rows.flatMap((it) => it.failures),
};

if (values.json) {
  console.log(JSON.stringify({ rows, controls: found }));
} else {
  console.log('| operation | points | next grant p50 ms | p95 | max | failures |\n|---|--:|--:|--:|--:|--:|');
  for (const it of [...rows, all]) console.log(`| ${cells(it).join(' | ')} |`);
  for (const it of all.failures) console.log(`- ${it}`);
  for (const it of found) console.log(`\nWith a mistake in it (${it.bug}) '${it.operation}' failed at ${it.failures.length} points.`);
}
process.exitCode = Number(all.failures.length > 0 || found.some((it) => it.failures.length === 0));
