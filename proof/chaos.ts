/**
 * `npm run chaos -- [--seconds N] [--processes N] [--seed S] [--keep DIR] [--json]`: many processes fight for one lock while they are
 * killed, stopped, and given file system faults; what they wrote down is judged (history.ts says by what). Exit 1 if anything is wrong.
 *
 * `--control [--until-found]`: the same over proper-lockfile as it comes. It must find overlaps, or it could find none in ours: exit 1
 * if there is none. The order of the processes is the machine's own, so a seed repeats the plan, not each step.
 */
import { parseArgs } from 'node:util';
import { type ChaosResult, runChaos } from './arena.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    processes: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
    keep: { type: 'string' },
    'until-found': { type: 'boolean', default: false },
  },
});
const [seconds, processes, seed] = [values.seconds, values.processes, values.seed].map(Number) as [number, number, number];
if (![seconds, processes, seed].every((it) => Number.isInteger(it) && it >= 0)) {
  console.error('--seconds, --processes and --seed are whole numbers.');
  process.exit(64);
}

const result = await runChaos({
  seconds,
  processes,
  seed,
  isControl: values.control,
  untilFound: values['until-found'],
  ...(values.keep ? { keep: values.keep } : {}),
});
const again = `npm run chaos -- --seconds ${seconds} --processes ${processes} --seed ${seed}${values.control ? ' --control' : ''}`;
console.log(values.json ? JSON.stringify({ seed, processes, ...result }) : render(result));
const broken = [result.overlaps, result.disorders, result.unserved, result.forgotten, result.leftBehind, result.others];
if (!values.json) {
  const shown = broken.flat().slice(0, 40);
  console.log(`\n${shown.map((it) => `- ${it}\n`).join('')}\nAgain: ${again}`);
}
process.exitCode = values.control ? Number(result.overlaps.length === 0) : Number(broken.flat().length > 0);

function render(it: ChaosResult): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || '0';
  const rows: [string, string | number][] = [
    ['sections', Object.values(it.sections).reduce((sum, count) => sum + count, 0)],
    ['by mode', list(it.sections)],
    ['requests', it.requests],
    ['refused', list(it.refused)],
    ['kills', list(it.killed)],
    ['stops', it.stops],
    ['faults injected', it.faults],
    ['longest gap without a grant while somebody waited', `${it.longestGapMs.toFixed(0)} ms`],
    ['passed, since the one in front may have waited for the passer', it.excused],
    ['**overlaps**', it.overlaps.length],
    ['**order violations**', it.disorders.length],
    ['**unserved**', it.unserved.length],
    ['**dead writers forgotten**', it.forgotten.length],
    ['**left behind**', it.leftBehind.length],
    ['**other**', it.others.length],
  ];
  return ['| | |', '|---|--:|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
