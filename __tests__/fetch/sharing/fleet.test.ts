/** What was fetched on this host, when other hosts write the same repository. */
import { expect, it } from '@jest/globals';
import { fetchOnce, findFetches } from '../../../src/fetch/sharing/share.ts';
import { makeDemand, makeFetched, makeMoment, makeSharing } from '../../support/sharing.ts';

const task = { argv: ['fetch', '--end-of-options', 'origin'], isNetwork: true };
const inFleet = (epoch: number, given: Parameters<typeof makeSharing>[0] = {}) => {
  const sharing = makeSharing(given);
  Object.assign(sharing.lock, { fleet: { fence: 5, epoch } });
  return sharing;
};

it('counts for as long as nobody was granted the lock for another purpose', async () => {
  const kept = [makeFetched({ epoch: 3, began: makeMoment({ seq: 6 }), endedSeq: 6 })];
  const same = inFleet(3, { kept });
  expect(await fetchOnce(task, [makeDemand()], same)).toEqual(kept);
  const later = inFleet(4, { kept });
  expect(await fetchOnce(task, [makeDemand()], later)).toEqual([]);
  expect(later.runs).toHaveLength(1);
  expect(later.kept.at(-1)).toMatchObject({ epoch: 4 });
});

it('counts not at all if it was not under the lock of the fleet, nor the other way round', async () => {
  const moment = { began: makeMoment({ seq: 6 }), endedSeq: 6 };
  const none = inFleet(3, { kept: [makeFetched(moment)] });
  expect(await fetchOnce(task, [makeDemand()], none)).toEqual([]);
  const alone = makeSharing({ kept: [makeFetched({ ...moment, epoch: 3 })] });
  expect(await fetchOnce(task, [makeDemand()], alone)).toEqual([]);
});

it('is looked at before there is a lock, since it is looked at again under it', () => {
  const kept = [makeFetched({ epoch: 3, began: makeMoment({ seq: 6 }), endedSeq: 6 })];
  expect(findFetches([makeDemand()], makeSharing({ kept }))).toEqual(kept);
});

it('is made for others only where it does nothing that the own fetch would not, but for their pins', async () => {
  const id = (letter: string) => letter.repeat(16);
  const commit = 'c'.repeat(40);
  const line = [
    { seq: 7, id: id('1'), errand: { demands: [makeDemand()], commits: [] } },
    { seq: 8, id: id('2'), errand: { demands: [makeDemand({ refspecs: ['+refs/pull/*:refs/pull/*'] })], commits: [] } },
    {
      seq: 9,
      id: id('3'),
      errand: { demands: [makeDemand({ refspecs: [`${commit}:refs/fetch-lock/${id('3')}/${commit}`] })], commits: [] },
    },
  ];
  const alone = makeSharing({ line });
  await fetchOnce(task, [makeDemand()], alone);
  expect(alone.said).toEqual(['for 3']);
  const fleet = inFleet(3, { line });
  await fetchOnce(task, [makeDemand()], fleet);
  expect(fleet.said).toEqual(['for 2']);
  expect(fleet.runs.map((it) => it.argv.join(' ')).join()).not.toContain('pull');
});
