import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readEvents } from '../../src/report/journal.ts';
import { CommandLine, program } from '../support/command-line.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { nodeUnder } from '../support/policy-host.ts';

let line: CommandLine;
let home: string;
beforeEach(() => {
  line = new CommandLine();
  home = makeHome();
});
afterEach(() => {
  line.dispose();
  removeAll();
});

/** `fetch-lock` on a host that has this policy. */
const under =
  (policy: object) =>
  async (...args: string[]) => {
    const it = line.spawn(nodeUnder(policy, home), [program, ...args]);
    it.child.stdin?.end();
    return it.ended;
  };

it('takes no lock outside of what the host allows, and touches nothing there', async () => {
  const hostJournal = join(home, 'journal');
  mkdirSync(hostJournal);
  const call = under({ allowedRoots: [home], hostJournal });
  expect(await call('run', '--path', 'cache', '--fail-open', '--', 'echo', 'ran')).toMatchObject({
    ...{ code: 69, out: '' },
    err: expect.stringMatching(/'.*\/cache' is outside of what the policy of this host allows.*\[FL_POLICY\]/),
  });
  expect(existsSync(line.place.dir)).toBe(false);
  expect(readEvents(hostJournal)).toMatchObject([
    { event: 'lock_unavailable', decision: 'deny', code: 'FL_POLICY', lock: line.place.guards, job: { command: 'echo' } },
  ]);
});

it('goes on without the lock for nobody where the host has failClosed always', async () => {
  const holder = line.run('sh', '-c', 'echo "pid $$"; read -r _');
  await line.said(holder, 'pid');
  const { code, out, err } = await under({ failClosed: 'always' })('run', '--path', 'cache', '-t', '0', '--fail-open', '--', 'echo', 'ran');
  expect([code, out]).toEqual([75, '']);
  expect(err).toContain('`--fail-open` counts for nothing here');
  holder.child.stdin?.end();
  await holder.ended;
});

it('has the defaults of the host where no option is given', async () => {
  const locks = join(home, 'locks');
  mkdirSync(locks, { mode: 0o700 });
  const call = under({ defaults: { 'lock-timeout': '0', 'lock-dir': locks } });
  const inner = [process.execPath, program, 'run', '--path', 'cache', '--lock-dir', locks, '--', 'sh', '-c', 'echo "pid $$"; read -r _'];
  const holder = line.spawn(inner[0] ?? '', inner.slice(1));
  await line.said(holder, 'pid');
  expect(await call('run', '--path', 'cache', '--', 'true')).toMatchObject({ code: 75, err: expect.stringContaining('(now 0)') });
  expect((await call('status', 'cache')).out).toContain('running sh');
  expect(readdirSync(locks)).toHaveLength(1);
  holder.child.stdin?.end();
  await holder.ended;
});

it('stops a command that holds for longer than the host allows', async () => {
  const { code, err } = await under({ maxHold: '500ms' })('run', '--path', 'cache', '--', 'sleep', '1000');
  expect([code, err]).toEqual([1, expect.stringMatching(/was held for 500 ms, and what worked under it was stopped.*\[FL_POLICY\]/)]);
  expect(readEvents(line.place.dir).at(-1)).toMatchObject({ event: 'lock_released', reason: 'maxHold of the host policy' });
});
