import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { type Ledger, momentOf, openLedger } from '../../../src/fetch/sharing/ledger.ts';
import { openLockDir } from '../../../src/lock/host/lock-dir.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { removeAll } from '../../support/places.ts';
import { ann, bob, demandRoot, eve, group, makeSharedPlace } from '../../support/surroundings.ts';

beforeAll(demandRoot);
afterEach(removeAll);

const demand = { remote: 'https://example.com/x.git', refspecs: ['+refs/heads/*:refs/heads/*'], isPruning: true, tags: 'none' as const };

/** The ledger of a repository of Ann's, that her group shares. */
function makeLedger() {
  const place = makeSharedPlace();
  openLockDir(place);
  mkdirSync(join(place.guards, 'refs'));
  const ledger = openLedger(place.dir, place.guards);
  ledger.add({ demand, began: momentOf(1, systemClock), endedSeq: 1, ticket: newId(), job: {} });
  return { place, ledger, file: join(place.dir, 'fetches.json') };
}

function as<T>({ uid, gid }: typeof ann, act: () => T): T {
  const [before, beforeGid] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
  try {
    process.setegid?.(gid);
    process.seteuid?.(uid);
    return act();
  } finally {
    process.seteuid?.(before);
    process.setegid?.(beforeGid);
  }
}

const readAs = (user: typeof ann, ledger: Ledger) => as(user, () => ledger.read()).length;

describe('the ledger of a shared repository', () => {
  it.each([
    ['root', 0, 1],
    ['the owner of the repository', ann.uid, 1],
    ['the reader', bob.uid, 1],
    ['one of the group', eve.uid, 0],
  ])('is believed or not when %s wrote it', (_, writer, count) => {
    const { ledger, file } = makeLedger();
    chownSync(file, writer, group);
    expect(as(bob, () => readFileSync(file, 'utf8'))).toContain(demand.remote);
    expect(readAs(bob, ledger)).toBe(count);
  });

  it('is taken away, also from those who believe it, by who does not and has to be sure', () => {
    const { ledger, file } = makeLedger();
    chownSync(file, bob.uid, group);
    expect([readAs(bob, ledger), readAs(ann, ledger)]).toEqual([1, 0]);
    as(ann, () => ledger.retain(() => true));
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('is written by each of the group in turn', () => {
    const { ledger, file } = makeLedger();
    for (const [index, user] of [ann, bob, ann].entries()) {
      as(user, () => ledger.add({ demand, began: momentOf(index + 2, systemClock), endedSeq: 9, ticket: newId(), job: {} }));
      expect([statSync(file).uid, statSync(file).gid, readAs(user, ledger) > 0]).toEqual([user.uid, group, true]);
    }
  });

  it.each(['clear', 'retain'] as const)('says so when it cannot be taken back with %s', (how) => {
    const { place, ledger } = makeLedger();
    chmodSync(place.dir, 0o555);
    const act = () => (how === 'clear' ? ledger.clear() : ledger.retain(() => false));
    expect(() => as(bob, act)).toThrow(expect.objectContaining({ code: 'FL_LOCK_DIR' }));
    expect(readAs(bob, ledger)).toBe(1);
    as(bob, () => ledger.retain(() => true));
  });
});
