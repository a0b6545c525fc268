/**
 * `npm run model`: searches every state of the Spin models beside this file, and says of each run whether it ended as it must.
 *
 * A run holds when no state breaks an assertion and every end is a valid one. Controls must fail: they are seeded mistakes and
 * protocols that are known to be wrong, and show that the models can see. A search that was cut short is no answer, so it counts
 * as a failure of the whole.
 *
 *   --short     the small instances and nearly every control
 *   --long      the others
 *   --json      one JSON document and nothing else
 *   --required  where spin or gcc is missing, fail; without it that is said, and no failure
 *
 * It works in a directory of its own, and removes that. Only Spin and a C compiler are needed beside Node.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Ending = 'holds' | 'fails';

interface Run {
  model: 'latch' | 'line' | 'party' | 'breaking';
  /** What is varied, as the model's own names. */
  varied: string[];
  expected: Ending;
  /** What it is about, where the names do not tell. */
  about?: string;
  isLong?: true;
}

interface Row extends Run {
  got: Ending | 'cut short' | 'no model';
  states: number;
  seconds: number;
  /** What was broken, in the words of the search. */
  finding: string;
}

const control = (model: Run['model'], about: string, ...varied: string[]): Run => ({ model, varied, about, expected: 'fails' });
const proof = (model: Run['model'], ...varied: string[]): Run => ({ model, varied, expected: 'holds' });
const long = (model: Run['model'], ...varied: string[]): Run => ({ model, varied, expected: 'holds', isLong: true });

const runs: Run[] = [
  control('latch', 'proper-lockfile as it comes', 'PROTOCOL=PATHS', 'OWNERS=2', 'DEATHS=0'),
  control('latch', 'rename aside and give back', 'PROTOCOL=ASIDE', 'OWNERS=3', 'DEATHS=0'),
  proof('latch', 'OWNERS=2', 'DEATHS=2'),
  long('latch', 'OWNERS=3', 'DEATHS=2'),
  proof('line', 'N=2', 'DEATHS=2', 'GIVE_UPS=1'),
  proof('line', 'N=2', 'DEATHS=2', 'KEEPS'),
  proof('line', 'N=3', 'DEATHS=0'),
  long('line', 'N=3', 'DEATHS=0', 'GIVE_UPS=1'),
  long('line', 'N=3', 'DEATHS=1'),
  long('line', 'N=3', 'DEATHS=1', 'KEEPS'),
  control('line', 'the keeper signs in without the latch', 'N=2', 'BUG=1'),
  control('line', 'no second look after the hello', 'N=2', 'BUG=2'),
  control('line', 'a downgrade without a wake-up', 'N=2', 'DEATHS=0', 'KEEPS', 'BUG=3'),
  control('line', 'two updates are compatible', 'N=2', 'DEATHS=0', 'BUG=4'),
  control('line', 'a grant minds no waiter in front', 'N=3', 'DEATHS=0', 'BUG=5'),
  control('line', 'a dead writer is not remembered', 'N=2', 'BUG=6'),
  control('line', 'the second look misses a downgrade', 'N=2', 'DEATHS=0', 'KEEPS', 'BUG=7'),
  proof('party', 'MODES=4,4,4,3'),
  long('party', 'MODES=4,4,4,3', 'TOGETHER'),
  long('party', 'MODES=4,4,4,3', 'TOGETHER', 'LETS_GO=0'),
  long('party', 'MODES=0,2,2,2', 'TOGETHER', 'LETS_GO=3', 'VICTIMS'),
  proof('party', 'MODES=0,2,0,2', 'VICTIMS'),
  long('party', 'MODES=4,4,4,4', 'VICTIMS'),
  long('party', 'JOBS=3', 'MODES=0,4,2,3,1,3'),
  long('party', 'JOBS=3', 'MODES=0,2,1,2,2,3', 'VICTIMS'),
  control('party', 'two jobs strengthen at once, nobody gives up', 'MODES=0,2,0,2'),
  control('party', 'a waiter for the own party is not passed', 'MODES=4,4,4,3', 'BUG=1'),
  control('party', 'an own grant always blocks', 'MODES=4,4,4,3', 'BUG=2'),
  control('party', 'an own grant never blocks', 'MODES=4,4,4,3', 'TOGETHER', 'BUG=3'),
  proof('breaking', 'DEATHS=2'),
  proof('breaking', 'DEATHS=0', 'JOB_STAYS'),
  control('breaking', 'the keeper acts on the mark while main lives', 'BUG=1'),
  control('breaking', 'it lets go for a job that is gone while main lives', 'BUG=2'),
  control('breaking', 'breaking takes the grant away at once', 'BUG=3'),
  { ...control('breaking', 'the keeper lets go over what still runs', 'BUG=4'), isLong: true },
  { ...control('breaking', 'a broken writer that lets go is not remembered', 'BUG=5'), isLong: true },
  { ...control('breaking', 'main downgrades what is broken', 'BUG=6'), isLong: true },
  { ...control('breaking', 'the keeper does not mind the mark', 'DEATHS=0', 'JOB_STAYS', 'BUG=7'), isLong: true },
  control('party', 'nobody listens to its own party in front', 'MODES=0,2,2,2', 'TOGETHER', 'LETS_GO=3', 'VICTIMS', 'BUG=4'),
];

const compiled = ['-w', '-O2', '-DSAFETY', '-DCOLLAPSE', '-DVECTORSZ=1024', '-DMEMLIM=8000'];
const deepest = 1_000_000;

/** What a program said; undefined if there is no such program. A code other than zero is left to the reader. */
const ask = (cwd: string, file: string, ...args: string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd, maxBuffer: 1e8 }, (error, said, complaint) =>
      resolve(error && 'code' in error && error.code === 'ENOENT' ? undefined : said + complaint),
    );
  });

async function check(run: Run): Promise<Row> {
  const startedMs = performance.now();
  const home = mkdtempSync(join(tmpdir(), 'fetch-lock-model-'));
  const source = join(import.meta.dirname, '..', '..', 'proof', 'model', `${run.model}.pml`);
  try {
    const told = await ask(home, 'spin', ...run.varied.map((it) => `-D${it}`), '-a', source);
    const built = await ask(home, 'gcc', ...compiled, '-o', 'pan', 'pan.c');
    const said = (await ask(home, join(home, 'pan'), `-m${deepest}`, '-w24', '-n')) ?? `${told}${built}`;
    return { ...run, ...read(said), seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function read(said: string): Pick<Row, 'got' | 'states' | 'finding'> {
  const errors = /errors: (\d+)/.exec(said)?.[1];
  const states = Number(/(\d+) states, stored/.exec(said)?.[1] ?? 0);
  const finding = /^pan:1: (.*) \(at depth/m.exec(said)?.[1] ?? '';
  const isCutShort = /max search depth too small|out of memory|memory limit|reached -DMEMLIM|Search not completed/.test(said);
  if (errors === undefined) return { got: 'no model', states, finding: said.trim().split('\n').at(-1) ?? '' };
  if (/assertion violated|invalid end state/.test(finding)) return { got: 'fails', states, finding };
  return { got: errors === '0' && !isCutShort ? 'holds' : 'cut short', states, finding };
}

const isGood = (row: Row): boolean => row.got === row.expected;

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

const lineOf = (row: Row): string =>
  `| ${[
    row.model,
    row.varied.join(' ') + (row.about ? ` (${row.about})` : ''),
    row.expected,
    isGood(row) ? row.got : `**${row.got}** ${row.finding}`,
    row.states,
    row.seconds.toFixed(1),
  ].join(' | ')} |`;

async function main(flags: string[]): Promise<number> {
  const isJson = flags.includes('--json');
  const unknown = flags.find((it) => !['--short', '--long', '--json', '--required'].includes(it));
  if (unknown !== undefined) {
    process.stderr.write(`No such option: ${unknown}\n`);
    return 2;
  }
  const missing: string[] = [];
  for (const tool of ['spin', 'gcc']) {
    const found = await ask(tmpdir(), tool, tool === 'spin' ? '-V' : '--version');
    if (found === undefined) missing.push(tool);
  }
  if (missing.length > 0) {
    const text = `The models were not checked: ${missing.join(' and ')} not installed. On Debian or Ubuntu: apt-get install spin gcc libc6-dev`;
    print(isJson ? JSON.stringify({ isGood: false, missing, rows: [] }) : text);
    return flags.includes('--required') ? 1 : 0;
  }
  const rows: Row[] = [];
  if (!isJson) print('| model | varied | expected | got | states | seconds |\n|---|---|---|---|--:|--:|');
  for (const run of runs.filter((it) => !flags.includes(it.isLong ? '--short' : '--long'))) {
    const row = await check(run);
    rows.push(row);
    if (!isJson) print(lineOf(row));
  }
  const isAllGood = rows.every(isGood);
  if (isJson) print(JSON.stringify({ isGood: isAllGood, missing, rows }));
  else print(isAllGood ? '\nEvery run ended as it must.' : '\nNot as it must be; see the rows in bold.');
  return isAllGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
