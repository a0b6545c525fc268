import { afterEach, expect, it } from '@jest/globals';
import { release } from '../../src/action/release.ts';
import type { Runner } from '../../src/action/runner.ts';
import { saveTickets } from '../../src/action/state.ts';
import { systemClock } from '../../src/base/clock.ts';
import { openLockDir } from '../../src/lock/host/lock-dir.ts';
import { newId } from '../../src/lock/ticket.ts';
import { appendEvent } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';

afterEach(removeAll);

it.each([
  [true, ['was ended (an admin) before the job let go of it']],
  [false, []],
])('warns of a lock that an admin ended only who had it: %s', async (wasGranted, warned) => {
  const [place, id, warnings] = [makePlace(), newId(), [] as string[]];
  openLockDir(place);
  const state = new Map<string, unknown>();
  const say = (text: string) => void warnings.push(text);
  const nothing = () => {};
  const runner: Runner = {
    ...{ env: {}, workspace: makeHome(), hide: nothing, setOutput: nothing, shareWithJob: nothing, fail: nothing },
    ...{
      saveState: (name, value) => void state.set(name, value),
      readState: (name) => state.get(name),
      writeSummary: async () => {},
    },
    log: { debug: nothing, info: nothing, warning: say, group: (_, act) => act() },
  };
  saveTickets(runner, [{ id, place, path: 'cache', mode: 'exclusive', job: {}, hasSummary: false }]);
  const events = wasGranted ? (['lock_acquired', 'lock_broken'] as const) : (['lock_waiting', 'lock_broken'] as const);
  for (const [index, it] of events.entries())
    appendEvent(place.dir, {
      ...makeEvent(it, index, { ticket: id, ...(it === 'lock_broken' ? { reason: 'an admin' } : {}) }),
      ts: new Date().toISOString(),
    });
  await release(runner, { clock: systemClock, signal: new AbortController().signal, courier: '' });
  expect(warnings).toEqual(warned.map((it) => expect.stringContaining(it)));
});
