import fc from 'fast-check';
import type { Step, Wait } from '../../src/report/pictures/summary.ts';
import type { Row } from '../../src/report/timeline.ts';
import { at } from './events.ts';
import { makeRow } from './rows.ts';

/** When a request asked, was granted, was downgraded and ended, in seconds; a dash is never. */
type Times = [asked: number, granted: number | '-', downgraded: number | '-', ended: number | '-'];

const sec = (seconds: number) => at(seconds * 1000);

/** A row by its times, with all that follows from them. */
export function timedRow(ticket: string, [asked, granted, downgraded, ended]: Times, overrides: Partial<Row> = {}): Row {
  const waitedTo = granted === '-' ? ended : granted;
  return makeRow({
    ...{ ticket, askedAt: sec(asked) },
    ...(waitedTo === '-' ? {} : { waitedMs: Math.round((waitedTo - asked) * 1000) }),
    ...(granted === '-' ? { outcome: 'waiting' } : { grantedAt: sec(granted) }),
    ...(downgraded === '-' ? {} : { downgradedAt: sec(downgraded) }),
    ...(ended === '-' ? {} : { endedAt: sec(ended) }),
    ...(ended === '-' || granted === '-' ? {} : { heldMs: Math.round((ended - granted) * 1000), outcome: 'released' }),
    ...overrides,
  });
}

const url = (run: number) => `https://github.example/acme/api/actions/runs/${run}`;
const job = (name: string, index = '0', repository = 'acme/api', run = 118) => ({
  job: { repository, job: name, job_index: index, run_id: String(run), runner: `runner-${index}`, url: url(run) },
});
const mine = { job: { repository: 'acme/web', job: 'test', run_id: '812', runner: 'runner-7', url: url(812) } };
const build = timedRow('build', [-60, -60, -20, 300], { ...job('build'), gitMs: 40_000, fetched: 'fetched' });
const prune = timedRow('prune', [-45, -20, '-', 34], { ...job('maintenance', '0', 'acme/infra', 77), mode: 'exclusive', gitMs: 3000 });
const lint = timedRow('lint', [-3, 34, 40.5, 90], { ...job('lint', '2'), gitMs: 6500, fetched: 'fetched', merged: 2 });
const ours = timedRow('mine', [0, 41, 42, 190], { ...mine, ahead: 2, fetched: 'joined', joined: [job('lint', '2').job], gitMs: 900 });
const later = timedRow('later', [12, 41, '-', 130], { ...job('docs', '1'), mode: 'shared', fetched: 'joined' });

const wait = (rows: Row[], overrides: Partial<Wait> = {}): Wait => ({
  ...{ rows, ticket: 'mine', path: 'mirrors/monorepo.git', mode: 'update' },
  ...overrides,
});
const step = (rows: Row[], overrides: Partial<Step> = {}): Step => ({
  ...{ waits: [wait(rows)], result: 'acquired', waitedMs: 41_000, nowAt: sec(600) },
  ...overrides,
});
const endedAs = (outcome: Row['outcome'], seconds: number) => timedRow('mine', [0, '-', '-', seconds], { ...mine, ahead: 2, outcome });

export const hostileName =
  '::error::x ##[group]`````\n```\nsection evil\nclick call gantt dateFormat %%{init: {"theme":"forest"}}%% <br/><img src=https://evil.example/x> | --- #quot; ;\u202e\u2028title evil';
const badNames = ['__proto__', 'constructor', '7', 'gantt', 'section', 'click x call y()', '---', '%%', hostileName];

/** Names as nobody would call a job, unless to break a picture. */
export const hostileNames = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...badNames,
    'title x',
    'accDescr {',
    'todayMarker off',
    'done, crit',
    '2026-11-21',
    'weekday monday',
    '`'.repeat(9),
    '\n```\n',
  ),
  fc
    .array(fc.constantFrom(...badNames, ':', '#', ';', '\n', '\r', '`', '%', '{', '}', '<br>', '|', '"', ',', 'a'), { maxLength: 8 })
    .map((it) => it.join('')),
);

const hostile = badNames.map((name, index) =>
  timedRow(`hostile ${index}`, [index - 9, index * 4, '-', index * 4 + 4], {
    ...{ job: { repository: name, job: name, job_index: name, runner: name, url: name }, mode: index % 2 === 0 ? 'update' : name },
  }),
);

/** A summary for each way in which a wait goes. */
export const scenes: Record<string, Step> = {
  'at once': step([build, timedRow('mine', [0, 0.02, 4, 200], { ...mine, gitMs: 3900, fetched: 'fetched' })], { waitedMs: 20 }),
  waited: step([build, prune, lint, ours, later]),
  'gave up': step([build, { ...prune, endedAt: sec(400), heldMs: 420_000 }, endedAs('timeout', 300)], {
    result: 'timeout',
    waitedMs: 300_000,
    failure:
      'Waited 5 m for the update lock on mirrors/monorepo.git and gave up. Held by acme/infra job maintenance, run 77 (exclusive, for 5 m 20 s, still running); 1 request in front. Raise `lock-timeout` (now 5m), or look at what holds it. https://github.example/acme/api/actions/runs/77 [FL_TIMEOUT]',
  }),
  'at most no time': step([prune, endedAs('timeout', 0)], { result: 'timeout', waitedMs: 0 }),
  bypassed: step([build, prune, endedAs('bypassed', 30)], { result: 'bypassed', waitedMs: 30_000, failure: 'The lock is taken.' }),
  cancelled: step([build, prune, endedAs('cancelled', 25)], { result: 'cancelled', waitedMs: 25_000 }),
  'a holder died': step([build, { ...prune, outcome: 'died' }, ours, later]),
  'several locks': step([], {
    waits: [wait([build, prune, lint, ours, later]), wait([prune, ours], { path: '/var/cache/terraform', mode: 'exclusive' })],
  }),
  'a moment': step([
    timedRow('first', [-0.05, -0.04, '-', 0.31], { ...job('build'), gitMs: 300 }),
    timedRow('mine', [0, 0.32, 0.6, 0.7], { ...mine, ahead: 1 }),
  ]),
  'for days': step([timedRow('first', [-7200, -7200, '-', 180_000], job('train')), timedRow('mine', [0, 180_000, '-', 190_000], mine)], {
    ...{ waitedMs: 180_000_000, nowAt: sec(200_000) },
  }),
  'a crowd': step([
    build,
    ...Array.from({ length: 60 }, (_, index) =>
      timedRow(`leg ${index}`, [index / 10, 30 + index, '-', 31 + index], job('test', String(index))),
    ),
    { ...timedRow('mine', [3.05, 62, 63, 70], mine), ahead: 30 },
  ]),
  hostile: step([...hostile, timedRow('mine', [-0.5, 40, '-', 45], { ...mine, ahead: 9 })], { failure: hostileName }),
};
