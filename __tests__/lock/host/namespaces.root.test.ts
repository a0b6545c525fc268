import { afterEach, describe, expect, it } from '@jest/globals';
import { makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { childOf, inPidNamespace, stateOf } from '../../support/surroundings.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

describe('a holder in another pid namespace', () => {
  it('is waited for, also while it is stopped, and the lock passes on when it is killed', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, { through: inPidNamespace() });
    await holder.next('granted');
    const pid = childOf(holder.pid);
    const waiter = startContender({ place, name: 'waiter' });
    expect(await waiter.next('waiting')).toMatchObject({ holder: 'holder', verdict: 'alive' });
    process.kill(pid, 'SIGSTOP');
    await until(() => stateOf(pid) === 'T');
    const impatient = startContender({ place, name: 'impatient', timeoutMs: 0 });
    expect(await impatient.next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
    process.kill(pid, 'SIGKILL');
    expect(await waiter.next('lock_recovered')).toMatchObject({ holder: 'holder' });
    await waiter.next('granted');
  });

  it('sees that we live, and that we die', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const waiter = startContender({ place, name: 'waiter' }, { through: inPidNamespace() });
    expect(await waiter.next('waiting')).toMatchObject({ holder: 'holder', verdict: 'alive' });
    holder.kill('SIGKILL');
    await waiter.next('granted');
  });
});

describe('a process whose /proc is that of another pid namespace', () => {
  it('does not take the death of somebody else for the death of a holder', async () => {
    const place = makePlace();
    // Under the /proc of outside, pid 2 is a sleeper; inside, it is the holder.
    const inside = `exec unshare --pid --fork --kill-child sh -c 'exec 3<&0; "$@" <&3 & wait' sh "$@"`;
    const through = [...inPidNamespace(), 'sh', '-c', `sleep 1000 & ${inside}`, 'sh'];
    const holder = startContender({ place, name: 'holder' }, { through });
    await holder.next('granted');
    const outer = childOf(holder.pid);
    const sleeper = childOf(outer);
    process.kill(sleeper, 'SIGKILL');
    await until(() => stateOf(sleeper) === 'Z');
    const kinds = process.geteuid?.() === 0 ? [] : [`--user=/proc/${outer}/ns/user`];
    const joining = ['nsenter', ...kinds, `--mount=/proc/${outer}/ns/mnt`, `--pid=/proc/${outer}/ns/pid_for_children`];
    const beside = startContender({ place, name: 'beside', timeoutMs: 0 }, { through: joining });
    expect(await beside.next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
  });
});
