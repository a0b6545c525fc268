import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Ended, fetchLock } from '../support/cli.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { type Redis, startRedis, stopAllRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const name = 'example.com/acme/web';
const password = 'c4n4ry-of-the-fleet';

let home: string;
let mirror: string;
let redis: Redis;
beforeEach(async () => {
  home = makeHome();
  mirror = join(home, 'mirror.git');
  execFileSync('git', ['init', '-q', '--bare', mirror]);
  execFileSync('git', ['-C', mirror, 'remote', 'add', 'origin', `https://user:${password}@Example.com/acme/web.git`]);
  for (const host of ['one', 'two']) mkdirSync(join(home, host));
  redis = await startRedis({ password });
  await redis.preset(name);
});
afterEach(async () => {
  await stopAllRedis();
  removeAll();
});

const address = () => ({ FETCH_LOCK_REDIS_URL: `unix://:${password}@${redis.socket}?lease=5s` });
const on = (host: string, command: string, ...more: string[]): Promise<Ended> => {
  const [own, rest] = more.includes('--') ? [more.slice(0, more.indexOf('--')), more.slice(more.indexOf('--'))] : [more, []];
  const path = command === 'run' ? ['--path', mirror] : [mirror];
  return fetchLock([command, ...path, '--lock-dir', join(home, host), ...own, ...rest], { env: address() });
};

/** Holds the lock on that host until it is told to end. */
const hold = async (host: string) => {
  const began = join(home, `${host}-began`);
  const end = join(home, `${host}-end`);
  const ended = on(host, 'run', '--', 'sh', '-c', `: > '${began}'; until [ -e '${end}' ]; do sleep 0.05; done`);
  await until(() => existsSync(began));
  return { ended, end: () => writeFileSync(end, '') };
};
const ticketIn = (shown: Ended): string => JSON.parse(shown.out).locks[0].holders[0].ticket;

it('shows who holds and who waits on other hosts, under the name of the remote', async () => {
  const held = await hold('one');
  const waiter = on('two', 'run', '--', 'true');
  await until(async () => ((await redis.command('ZCARD', `fetch-lock:{${name}}:waiting`)) as number) === 1);
  const [here, there] = [await on('two', 'status'), await on('one', 'status', '--json')];
  expect(here.out).toMatch(
    /1 holds it, 1 waits\n {2}● exclusive for .* running sh on \S+\n {6}ticket [0-9a-f]{16}, still running\n {2}○ 1\./,
  );
  expect(JSON.parse(there.out).locks).toMatchObject([
    {
      ...{ lock_name: name, was_locked: true, dirty: [] },
      holders: [{ mode: 'exclusive', verdict: 'alive', processes: [{ verdict: 'alive' }, { verdict: 'alive' }, { verdict: 'alive' }] }],
      waiters: [{ position: 1, ahead: 1, verdict: 'alive', processes: [], job: { command: 'true' } }],
    },
  ]);
  held.end();
  const results = [await held.ended, await waiter, here, there];
  expect(results.map((it) => it.code)).toEqual([0, 0, 0, 0]);
  expect(JSON.stringify(results)).not.toContain(password);
});

it('breaks the holder of another host, whose command is stopped before the lock is free', async () => {
  const held = await hold('one');
  const ticket = ticketIn(await on('two', 'status', '--json'));
  const broken = await on('two', 'break', '--ticket', ticket.slice(0, 6), '--yes');
  expect(broken).toMatchObject({ code: 0, out: expect.stringContaining('It is gone') });
  expect(broken.err).toMatch(new RegExp(`^Ticket ${ticket}: .* running sh on `));
  expect(await held.ended).toMatchObject({ code: 1, err: expect.stringMatching(/the lease in Redis was lost.*\[FL_LOST\]/) });
  expect(await on('two', 'run', '--timeout', '0', '--', 'true')).toMatchObject({ code: 0 });
});

it('takes two clones of one remote in one order, whichever way round they are named', async () => {
  const digest = (path: string) => createHash('sha256').update(path).digest('hex');
  // In the order of their directories here.
  const clones = ['a.git', 'b.git'].map((it) => join(home, it)).sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
  for (const it of clones) {
    execFileSync('git', ['init', '-q', '--bare', it]);
    execFileSync('git', ['-C', it, 'remote', 'add', 'origin', 'https://example.com/acme/web']);
  }
  const run = (paths: string[], env: Record<string, string>, ...command: string[]) =>
    fetchLock(['run', ...paths.flatMap((it) => ['--path', it]), '--lock-dir', join(home, 'one'), '--timeout', '15s', '--', ...command], {
      env,
    });
  const [began, end] = [join(home, 'began'), join(home, 'end')];
  // Not in the fleet: it only keeps them waiting until both have asked.
  const first = run(clones.slice(0, 1), {}, 'sh', '-c', `: > '${began}'; until [ -e '${end}' ]; do sleep 0.05; done`);
  await until(() => existsSync(began));
  const line = join(
    home,
    'one',
    createHash('sha256')
      .update(clones[0] ?? '')
      .digest('hex'),
    'q',
  );
  const both = [run(clones, address(), 'true')];
  await until(() => readdirSync(line).length === 1);
  both.push(run(clones.toReversed(), address(), 'true'));
  await until(() => readdirSync(line).length === 2);
  writeFileSync(end, '');
  expect((await Promise.all([first, ...both])).map((it) => [it.code, it.err.match(/FL_\w+/)?.[0]])).toEqual(Array(3).fill([0, undefined]));
});

it('says what it cannot see, and locks nothing, when Redis is away', async () => {
  await redis.stop();
  const shown = await on('one', 'status');
  expect([shown.code, shown.out]).toEqual([1, expect.stringMatching(/! the other hosts cannot be seen: .*r\.sock.*\[FL_BACKEND\]/)]);
  const ran = await on('one', 'run', '--', 'touch', join(home, 'ran'));
  expect([ran.code, existsSync(join(home, 'ran'))]).toEqual([69, false]);
  expect(ran.err).toMatch(/^fetch-lock: The Redis at .* check `FETCH_LOCK_REDIS_URL` .*\[FL_BACKEND\]\n$/);
  const doctor = await on('one', 'doctor');
  expect([doctor.code, doctor.out]).toEqual([2, expect.stringMatching(/fail {2}The Redis at .*r\.sock/)]);
  expect(JSON.stringify([shown, ran, doctor])).not.toContain(password);
});

it('is told by the doctor what the lock is called, in a process whose arguments do not have the address', async () => {
  const { out, code } = await on('one', 'doctor', '--json');
  const { checks } = JSON.parse(out).locks[0];
  expect(checks).toContainEqual({ id: 'fleet', level: 'ok', says: expect.stringMatching(`called '${name}'; nobody holds it`) });
  expect([code, out.includes(password)]).toEqual([1, false]);
  const screen = (await on('one', 'doctor')).out;
  expect(screen).toMatch(`called '${name}'; nobody holds it or waits for it.\n  ok    `);
  for (const key of ['gc.autoDetach', 'maintenance.autoDetach']) execFileSync('git', ['-C', mirror, 'config', key, 'false']);
  expect((await on('one', 'doctor')).out).toMatch(/^Everything is well: .*; no policy restricts this host\. The Redis at .*\n$/);
});

it.each([
  [['--redis-url', ''], /Option `--redis-url` is empty/],
  [['--redis-url', 'redis://u:canary@h:0'], /Option `--redis-url` is not the address of a Redis/],
  [['--lock-name', ''], /Option `--lock-name` is ''/],
])('refuses %j', async (args, why) => {
  const ended = await on('one', 'status', ...args);
  expect([ended.code, ended.err]).toEqual([64, expect.stringMatching(why)]);
  expect(ended.err).not.toContain('canary');
});

it('needs a name where no remote gives one', async () => {
  const dir = join(home, 'cache');
  mkdirSync(dir);
  const unnamed = await fetchLock(['run', '--path', dir, '--', 'true'], { env: address() });
  expect([unnamed.code, unnamed.err]).toEqual([
    64,
    expect.stringMatching(/Option `--lock-name` is missing for .*plain directory.*\[FL_INPUT\]/),
  ]);
  const two = await fetchLock(['run', '--path', dir, '--path', mirror, '--lock-name', 'x', '--', 'true'], { env: address() });
  expect([two.code, two.err]).toEqual([64, expect.stringContaining('there are 2 locks')]);
  const alone = await fetchLock(['run', '--path', dir, '--lock-name', 'x', '--', 'true'], { env: { FETCH_LOCK_REDIS_URL: '' } });
  expect([alone.code, alone.err]).toEqual([64, expect.stringContaining('a host alone needs no name')]);
});

it('is kept for the command when fetch-lock is killed, for longer than a lease, and let go of when the command ends', async () => {
  const began = join(home, 'began');
  const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');
  const child = spawn(
    process.execPath,
    [
      program,
      'run',
      '--path',
      mirror,
      '--lock-dir',
      join(home, 'one'),
      '--',
      'sh',
      '-c',
      `echo $$ > '${began}.new'; mv '${began}.new' '${began}'; exec env -i sleep 1000`,
    ],
    { env: { ...process.env, ...address() }, stdio: 'ignore' },
  );
  await until(() => existsSync(began));
  const holder = async () => JSON.parse((await on('one', 'status', '--json')).out).locks[0].holders[0];
  // It, its command, which has dropped its token, and the keeper.
  await until(async () => (await holder()).processes.length === 3);
  child.kill('SIGKILL');
  await once(child, 'close');
  const [leaseMs, graceMs] = [5000, 3000];
  await until(async () => JSON.parse((await on('two', 'status', '--json')).out).locks[0].holders[0].held_ms > leaseMs + graceMs);
  expect(await on('two', 'run', '--timeout', '0', '--', 'true')).toMatchObject({ code: 75 });
  process.kill(Number(readFileSync(began, 'utf8')), 'SIGKILL');
  expect(await on('two', 'run', '--', 'true')).toMatchObject({ code: 0 });
});
