/** Who was in the way on another host is named and drawn in every picture, with the host, and as far as it was seen from here. */
import { expect, it } from '@jest/globals';
import { renderBars } from '../../../src/report/pictures/bars.ts';
import { renderDocument } from '../../../src/report/pictures/document.ts';
import { renderPage } from '../../../src/report/pictures/page.ts';
import { renderSummary } from '../../../src/report/pictures/summary.ts';
import { timeline } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at, makeEvent } from '../../support/events.ts';

const nowAt = at(60_000);
const url = 'https://github.example/acme/web/actions/runs/7';
const build = { repository: 'acme/web', job: 'build-everything-there-is', run_id: '7', runner: 'runner-9', url, host: 'ci-2' };
const rows = timeline([
  makeEvent('lock_waiting', 0, { ahead: 1, holder: build, elsewhere: [{ ticket: 'far', mode: 'update', job: build, held_ms: 4000 }] }),
  makeEvent('lock_acquired', 20_000, { waited_ms: 20_000, ahead: 1 }),
  makeEvent('lock_released', 25_000, { held_ms: 5000 }),
]);
const account = accountOf('/srv/mirror.git', rows, nowAt);
const summary = renderSummary({ waits: [{ rows, ticket: 'a', path: 'mirror.git', mode: 'update' }], result: 'acquired', nowAt });

it('in the sentence of the summary', () => {
  expect(summary).toContain(`Meanwhile it was held by [acme/web job build&#45;everything&#45;there&#45;is on ci&#45;2](${url}) for 20 s.`);
});

it('in its gantt', () => {
  const [far, mine] = summary.split('\n').filter((line) => line.startsWith('  section'));
  expect([far, mine]).toEqual(['  section 1. web build-everyt… on ci-2', '  section 2. ▸ this job']);
  expect(summary).toMatch(/section 1\. .*\n {2}holds at least 24 s :active, /);
});

it('in its table', () => {
  const line = summary.split('\n').find((it) => it.startsWith('| 1 |'));
  expect(line).toMatch(/on runner&#45;9 on ci&#45;2\]\(.*\) \| update \| {2}\| at least 24 s \| {2}\| {2}\| on another host \|$/);
});

it('in the bars of the terminal', () => {
  const lines = renderBars(account, { width: 100, paint: (_, text) => text }).join('\n');
  expect(lines).toContain('1 request ·');
  expect(lines).toContain('for acme/web job build-everything-there-is on ci-2 (20 s, 1 wait).');
  expect(lines.replace(/\s+/g, ' ')).toMatch(/ 1 build-everything-… on ci-2 ▓+ 2 test ─+▓+ 20 s behind 1/);
  expect(lines).not.toContain('not drawn');
});

it('on the page', () => {
  const page = renderPage({ accounts: [account], nowAt });
  expect(page).toContain('1 lock, 1 request');
  expect(page).toMatch(/on runner-9 on ci-2<\/a><span class="quiet">update · held at least 24\u00a0s · on another host</);
  expect(page).toContain('waited 20\u00a0s behind 1');
});

it('in the document, where what is not known is null', () => {
  const [lock] = JSON.parse(renderDocument({ accounts: [account], nowAt })).locks;
  expect(lock.requests).toBe(1);
  expect(lock.rows[0].behind).toEqual([{ ticket: 'far', blocked_ms: 20_000 }]);
  expect(lock.rows[1]).toMatchObject({
    ...{ ticket: 'far', job: build, mode: 'update', outcome: 'elsewhere', held_ms: 24_000 },
    ...{ asked_at: null, granted_at: new Date(at(-4000)).toISOString(), ended_at: null, waited_ms: null },
  });
});
