/**
 * `npm run bench -- [CASE...] [--rounds N] [--json FILE] [--check] [--record]`: what the lock costs, and what it saves, beside what a
 * user would do instead, on this machine and in this run. README.md has more.
 *
 * `--check` compares with recorded.json: exit 1, and a sentence for each figure that is worse. `--record` writes what was measured there.
 *
 * Everything is made in one directory, which is the TMPDIR of all who are started; at the end, and on an interrupt, whoever still
 * runs there is ended and the directory is gone.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { messageOf, orNothing } from '../src/base/errors.ts';
import { plural } from '../src/base/text.ts';
import type { Case, Sample } from './case.ts';
import { cases, figuresOf } from './cases.ts';
import { judge } from './check.ts';
import { clear } from './parties/process-table.ts';
import { type Host, type Report, type Results, resultOf } from './result.ts';
import { renderTable } from './table.ts';

const usage = `Usage: npm run bench -- [CASE...] [--rounds N] [--json FILE] [--check] [--record]

${cases.map((it) => `  ${it.name.padEnd(12)} ${it.does} (${plural(it.rounds, 'round')})`).join('\n')}`;

const { chosen, options } = readArguments();
const recordFile = join(import.meta.dirname, '..', '..', 'bench', 'recorded.json');
const recorded = readRecord();
const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-bench-')));
process.env.TMPDIR = home;
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => {
    clear(home);
    console.error('\nStopped; everything it made is gone.');
    process.exit(exitCode);
  });

try {
  const results: Results = {};
  for (const one of chosen) Object.assign(results, await play(one));
  finish(results);
} catch (error) {
  // An interrupt from the terminal ends our children too: then it has the first word.
  await setTimeout(100);
  throw error;
} finally {
  clear(home);
}
// Whatever still listens has nobody left to hear.
process.exit();

function readArguments(): { chosen: readonly Case[]; options: { check: boolean; record: boolean; json?: string; rounds?: number } } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        ...{ check: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } },
        ...{ json: { type: 'string' }, rounds: { type: 'string' }, help: { type: 'boolean', default: false } },
      },
    });
    const { check = false, record = false, json, rounds } = values;
    const unknown = positionals.find((name) => !cases.some((it) => it.name === name));
    if (unknown !== undefined) throw new Error(`There is no case '${unknown}'.`);
    if (rounds !== undefined && !/^[1-9]\d{0,3}$/.test(rounds)) throw new Error('--rounds is a whole number from 1.');
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const chosen = cases.filter((it) => positionals.length === 0 || positionals.includes(it.name));
    return { chosen, options: { check, record, ...(json === undefined ? {} : { json }), ...(rounds ? { rounds: Number(rounds) } : {}) } };
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    process.exit(64);
  }
}

function readRecord(): Report | undefined {
  const text = orNothing(() => readFileSync(recordFile, 'utf8'));
  if (text !== undefined) return JSON.parse(text) as Report;
  if (!options.check) return undefined;
  console.error(`There is no record to compare with: \`npm run bench -- --record\` writes it.`);
  process.exit(64);
}

async function play(one: Case): Promise<Results> {
  const rounds = options.rounds ?? one.rounds;
  console.error(`${one.name}: getting ready`);
  const startedMs = performance.now();
  const session = await one.open();
  const played: Sample[][] = [];
  try {
    for (let number = 0; number < rounds; number++) {
      console.error(`${one.name}: round ${number + 1} of ${rounds}`);
      played.push(await session.round(number));
    }
  } finally {
    await session.close();
  }
  console.error(`${one.name}: ${Math.round((performance.now() - startedMs) / 1000)} s`);
  return Object.fromEntries(one.figures.map((it) => [`${one.name}/${it.name}`, resultOf(it, played)]));
}

function finish(results: Results): void {
  const report: Report = { v: 1, measured_on: new Date().toISOString(), host: describeHost(), figures: results };
  const figures = figuresOf(chosen);
  console.log(renderTable(figures, results));
  const { platform, cpus, node, git } = report.host;
  console.log(
    `\nMedians on ${platform}, ${plural(cpus, 'core')}, Node ${node}, git ${git}; in brackets what fetch-lock takes in times of that.`,
  );
  if (options.json !== undefined) write(options.json, report);
  if (options.check && recorded) check(figures, results, recorded);
  // Those that were not played this time keep what they had.
  if (options.record) write(recordFile, { ...report, figures: { ...recorded?.figures, ...results } });
}

function check(figures: ReturnType<typeof figuresOf>, results: Results, record: Report): void {
  const { worse, unjudged } = judge(figures, results, record.figures);
  if (record.host.platform !== describeHost().platform) console.log(`\nThe record is of ${record.host.platform}: ratios may differ.`);
  for (const it of unjudged) console.log(`\nNot judged: ${it}`);
  for (const it of worse) console.log(`\nWorse: ${it}`);
  if (worse.length === 0) console.log('\nNothing is worse than it was recorded.');
  process.exitCode = worse.length > 0 ? 1 : 0;
}

function write(file: string, report: Report): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

function describeHost(): Host {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8', timeout: 10_000 }).trim();
  return {
    platform: `${process.platform}-${process.arch}`,
    cpus: availableParallelism(),
    node: process.versions.node,
    git: git.replace(/^git version /, ''),
  };
}
