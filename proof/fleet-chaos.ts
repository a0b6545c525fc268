/**
 * `npm run fleet-chaos -- [--seconds N] [--hosts N] [--processes N] [--seed S] [--keep DIR] [--json]`: several hosts fight for one lock in
 * Redis while processes are killed and stopped, networks stall and are cut, and Redis dies; what they wrote down is judged
 * (fleet/judge.ts says by what). `--processes` are those of each host. Exit 1 if anything is wrong. It needs redis-server.
 *
 * `--control [--until-found]`: the same, but nothing is fenced in git. It must find that one publish undoes another: exit 1 if none does.
 */
import { parseArgs } from 'node:util';
import { type FleetResult, runFleetChaos } from './fleet/arena.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    hosts: { type: 'string', default: '3' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
    keep: { type: 'string' },
    'until-found': { type: 'boolean', default: false },
  },
});
const numbers = [values.seconds, values.hosts, values.processes, values.seed].map(Number);
const [seconds, hosts, processes, seed] = numbers as [number, number, number, number];
if (!numbers.every((it) => Number.isInteger(it) && it >= 0)) {
  console.error('--seconds, --hosts, --processes and --seed are whole numbers.');
  process.exit(64);
}

const result = await runFleetChaos({
  ...{ seconds, hosts, processes, seed, isControl: values.control, untilFound: values['until-found'] },
  ...(values.keep ? { keep: values.keep } : {}),
});
const { contradictions, stale, undone, disorders, unserved, groundless, leftBehind, others } = result;
const broken = [contradictions, stale, undone, disorders, unserved, groundless, leftBehind, others].flat();
console.log(values.json ? JSON.stringify({ seed, hosts, processes, ...result }) : render(result));
if (!values.json) {
  const lines = [...broken, ...result.overlaps.map((it) => `told, and no harm: ${it}`)].slice(0, 40);
  const again = `npm run fleet-chaos -- --seconds ${seconds} --hosts ${hosts} --processes ${processes} --seed ${seed}`;
  console.log(`\n${lines.map((it) => `- ${it}\n`).join('')}\nAgain: ${again}${values.control ? ' --control' : ''}`);
}
process.exitCode = Number(values.control ? undone.length === 0 : broken.length > 0);

function render(it: FleetResult): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || '0';
  const rows: [string, string | number][] = [
    ['sections', Object.values(it.sections).reduce((sum, count) => sum + count, 0)],
    ['by mode', list(it.sections)],
    ['by host', list(it.byHost)],
    ['requests', it.requests],
    ['refused', list(it.refused)],
    ['publishes that git took', it.published],
    ['publishes that were refused', it.barred],
    ['kills', it.kills],
    ['stops', it.stops],
    ['networks cut, stalled or slowed', it.partings],
    ['Redis hung or started again', it.restarts],
    ['longest gap without a grant while somebody waited', `${(it.longestGapMs / 1000).toFixed(1)} s`],
    ['overlaps of leases', it.overlaps.length],
    ['passed, since the one in front may have lost its place', it.excused],
    ["**overlaps by the locks' own word**", it.contradictions.length],
    ['**stale publishes**', it.stale.length],
    ['**publishes undone by another**', it.undone.length],
    ['**order violations**', it.disorders.length],
    ['**unserved**', it.unserved.length],
    ['**refused without a reason**', it.groundless.length],
    ['**left behind**', it.leftBehind.length],
    ['**other**', it.others.length],
  ];
  return ['| | |', '|---|--:|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
