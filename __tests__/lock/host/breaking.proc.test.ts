import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { startHelper } from '../../../src/base/exec.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { processOf, tokenVariable } from '../../../src/lock/host/liveness.ts';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { systemKernel } from '../../../src/lock/host/system/kernel.ts';
import type { Charge } from '../../../src/lock/keeper.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { brokenMark, decodeToken, type Mode, newId, type Process } from '../../../src/lock/ticket.ts';
import { makeCanary, things } from '../../support/canary.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { makeRequest } from '../../support/requests.ts';
import { isRunning, until } from '../../support/until.ts';

const started: ChildProcess[] = [];
const opened: LockStore[] = [];
afterEach(async () => {
  for (const it of opened.splice(0)) it.close();
  for (const it of started.splice(0)) it.kill('SIGKILL');
  await endAll();
  removeAll();
});

const never = new AbortController().signal;

async function hold(mode: Mode = 'exclusive', place = makePlace()) {
  const store = await openFileStore(place, systemClock);
  opened.push(store);
  const request = makeRequest({ mode });
  await store.enter(request);
  const placed = await store.place(request.id, never);
  if (!('granted' in placed)) throw new Error('not granted');
  return { place, store, id: request.id, token: placed.granted.token };
}

describe('what stands in the place of the mark of a broken grant', () => {
  it.each(Object.keys(things))('%s is neither followed, nor waited on, nor written to (P14)', async (what) => {
    const canary = makeCanary();
    const { place, store, id, token } = await hold();
    const before = canary.look();
    things[what]?.(join(place.dir, 'h', token, brokenMark), canary);
    expect(await store.breakOff(id)).toBe('marked');
    expect([canary.look(), store.isHeld(token), store.isGone(token)]).toEqual([before, false, false]);
  });

  it('a link to a directory in the place of a grant is not marked (P14)', async () => {
    const canary = makeCanary();
    const { place, store } = await hold();
    const id = newId();
    const before = canary.look();
    things['a symbolic link to a directory']?.(join(place.dir, 'h', `7.${id}`), canary);
    expect(await store.breakOff(id)).toBeUndefined();
    expect(canary.look()).toEqual(before);
  });
});

it('a request that is taken back while it is decided on hears of that, and of no fault of the directory (P12)', async () => {
  const place = makePlace();
  await hold('shared', place);
  const writer = await hold('update', place);
  const inside = (room: string) => (existsSync(join(place.dir, room)) ? readdirSync(join(place.dir, room)) : []);
  const takeBack = () => {
    for (const name of inside('q')) renameSync(join(place.dir, 'q', name), join(place.dir, 't', 'd.0'));
  };
  const lookUp = (pid: number) => {
    if (inside('latch').length > 0 && !existsSync(join(place.dir, 'h', writer.token))) takeBack();
    return systemKernel.lookUp(pid);
  };
  const waiter = await openFileStore(place, systemClock, { ...systemKernel, lookUp });
  opened.push(waiter);
  const request = makeRequest({ mode: 'update' });
  await waiter.enter(request);
  expect(await waiter.place(request.id, never)).toHaveProperty('obstacle');
  await writer.store.release(writer.token);
  await expect(waiter.place(request.id, never)).rejects.toMatchObject({ code: 'FL_CANCELLED' });
  expect(inside('t')).toContain('d.0');
});

describe('the keeper', () => {
  /** A step that asked, its keeper, and the process of their job. */
  async function keep() {
    const place = makePlace();
    const step = startContender({ place, name: 'step' });
    const { token } = (await step.next('granted')) as unknown as { token: string };
    const job = spawn('sleep', ['1000']);
    const [main, worker] = [processOf(step.pid), processOf(job.pid ?? 0)] as [Process, Process];
    const keeper = startHelper(join(import.meta.dirname, '..', '..', '..', 'src', 'keeper.js'), { PATH: process.env.PATH ?? '' });
    const isIn = new Promise((resolve) => keeper.once('message', resolve));
    const grants = [{ place, token, path: 'cache', mode: 'exclusive', heldMs: 0 } as const];
    keeper.send({ grants, job: {}, main, worker } satisfies Charge);
    started.push(job, keeper);
    expect(await isIn).toBe('in');
    return { place, step, token, job, pid: keeper.pid ?? 0 };
  }
  /** Each look of the keeper ends in a sleep. */
  const sleeps = (pid: number) => Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const hasLooked = (pid: number) => {
    const before = sleeps(pid);
    return until(() => !isRunning(pid) || sleeps(pid) > before + 10);
  };
  const inside = (place: Place, room: string) => readdirSync(join(place.dir, room));

  it('lets go for a job that is gone only when the step that asked is gone, too: it may be about to start a git (P1)', async () => {
    const { place, step, token, job, pid } = await keep();
    job.kill('SIGKILL');
    await until(() => !isRunning(job.pid ?? 0));
    await hasLooked(pid);
    expect(inside(place, 'h')).toEqual([token]);
    step.kill('SIGKILL');
    await until(() => !isRunning(pid));
    expect([inside(place, 'h'), inside(place, 'crashed')]).toEqual([[], [token]]);
  });

  it('ends what works under a broken grant, also when the job is gone (P16)', async () => {
    const { place, step, token, job, pid } = await keep();
    const orphan = spawn('sleep', ['1000'], { env: { [tokenVariable]: token } });
    started.push(orphan);
    await until(() => readFileSync(`/proc/${orphan.pid}/environ`, 'latin1').includes(token));
    for (const it of [job, step]) it.kill('SIGKILL');
    const admin = await openFileStore(place, systemClock);
    opened.push(admin);
    expect(await admin.breakOff(decodeToken(token)?.id ?? '')).toBe('marked');
    await until(() => !isRunning(pid));
    expect([isRunning(orphan.pid ?? 0), inside(place, 'crashed')]).toEqual([false, [token]]);
  });
});
