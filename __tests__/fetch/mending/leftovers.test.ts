import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  commonLocks,
  headLocks,
  isTemporary,
  type Leftover,
  type Occupancy,
  whyItStays,
  whyRemovable,
  worktreeLocks,
} from '../../../src/fetch/mending/leftovers.ts';

const hour = 3_600_000;
const file = (more: Partial<Leftover> = {}): Leftover => ({ kind: 'file', ageMs: 1000, oldMs: hour, ...more });
const nobody: Occupancy = { answer: 'nobody' };
const unknown: Occupancy = { answer: 'unknown', why: 'it is dark' };
const who = { pid: 7, command: 'git gc' };
const worker: Occupancy = { answer: 'somebody', who, hasItOpen: false };
const opener: Occupancy = { answer: 'somebody', who, hasItOpen: true };

const refused = 'the host that wrote it has lost the lock, and git refuses what it still does';

describe('what may be taken away', () => {
  it.each<[string, Leftover, Occupancy, Parameters<typeof whyRemovable>[2], string | undefined]>([
    ['fresh, and nobody is there', file(), nobody, {}, 'nobody works in the repository'],
    ['old, and nobody is there', file({ ageMs: 2 * hour }), nobody, {}, 'nobody works in the repository'],
    ['fresh, and somebody works there (G1)', file(), worker, {}, undefined],
    ['old, and somebody works there (G1)', file({ ageMs: 2 * hour }), worker, {}, undefined],
    ['old, and somebody has it open (G1)', file({ ageMs: 2 * hour }), opener, {}, undefined],
    ['of a dead writer, and somebody works there (G1)', file(), worker, { deadForMs: 5000 }, undefined],
    ['fresh in the dark (G3)', file(), unknown, {}, undefined],
    ['as old as it gets in the dark (G3)', file({ ageMs: hour - 1 }), unknown, {}, undefined],
    ['too old in the dark (G3)', file({ ageMs: hour }), unknown, {}, 'it is older than 1 h'],
    ['from the future in the dark (G3)', file({ ageMs: -2 * hour }), unknown, {}, undefined],
    ['since a dead writer began, in the dark (G3)', file(), unknown, { deadForMs: 1000 }, 'the job that wrote it died'],
    ['before a dead writer began, in the dark (G3)', file(), unknown, { deadForMs: 999 }, undefined],
    ['from the future, after a dead writer, in the dark', file({ ageMs: -1 }), unknown, { deadForMs: 1000 }, undefined],
    ['of our command, in the dark', file(), unknown, { isOurs: true }, 'our git command left it'],
    ['of our command, beside a reader of another worktree', file(), worker, { isOurs: true }, 'our git command left it'],
    ['of our command, but open (G1)', file(), opener, { isOurs: true }, undefined],
    ['from the future, after our command, in the dark', file({ ageMs: -1 }), unknown, { isOurs: true }, undefined],
    ['in a fleet, and nobody is seen (G4)', file(), nobody, { isFleet: true }, undefined],
    ['in a fleet, of our command', file(), nobody, { isFleet: true, isOurs: true }, 'our git command left it'],
    ['in a fleet, of a dead writer of this host', file(), nobody, { isFleet: true, deadForMs: 1000 }, 'the job that wrote it died'],
    ['in a fleet, of one that lost the lock, and no ref', file(), nobody, { isFleet: true, lostForMs: 1000 }, undefined],
    ['in a fleet, a ref of one that lost the lock (G4)', file({ isOfRef: true }), nobody, { isFleet: true, lostForMs: 1000 }, refused],
    ['in a fleet, a ref from before that one', file({ isOfRef: true }), nobody, { isFleet: true, lostForMs: 999 }, undefined],
    ['in a fleet, a ref, and somebody works here', file({ isOfRef: true }), worker, { isFleet: true, lostForMs: 1000 }, undefined],
    ['in a fleet, too old', file({ ageMs: hour }), nobody, { isFleet: true }, 'it is older than 1 h'],
    ['in a fleet, the table of refs, too old (G4)', file({ ageMs: 9 * hour, isOfTable: true }), nobody, { isFleet: true }, undefined],
  ])('%s', (_, leftover, users, maker, reason) => {
    expect(whyRemovable(leftover, users, maker)).toBe(reason);
  });

  it('only plain files, and directories that git makes for objects (G2)', () => {
    const anyKind = fc.constantFrom<Leftover['kind']>('directory', 'link', 'other');
    const maker = fc.record({ isOurs: fc.boolean(), deadForMs: fc.option(fc.nat(), { nil: undefined }) });
    fc.assert(
      fc.property(anyKind, fc.integer(), fc.constantFrom(nobody, unknown, worker), maker, (kind, ageMs, users, it) => {
        expect(whyRemovable(file({ kind, ageMs }), users, it)).toBeUndefined();
      }),
    );
    expect(whyRemovable(file({ kind: 'directory', isQuarantine: true }), nobody, {})).toBeDefined();
    expect(whyRemovable(file({ kind: 'link', isQuarantine: true }), nobody, {})).toBeUndefined();
  });
});

describe('what stays is explained', () => {
  it.each<[Leftover, Occupancy, string]>([
    [file(), worker, 'Process 7 (git gc) works in the repository.'],
    [file(), opener, 'Process 7 (git gc) has it open.'],
    [
      file(),
      unknown,
      'It is 1.0 s old, and whether somebody uses it cannot be seen from here: it is dark. It is left until it is 1 h old.',
    ],
    [file({ ageMs: -1 }), unknown, expect.stringContaining('It is from the future, and') as unknown as string],
    [file({ kind: 'link' }), nobody, 'It is a link, which git did not make.'],
    [file({ kind: 'directory' }), nobody, 'It is a directory, which git did not make.'],
    [file({ kind: 'other' }), nobody, 'It is no plain file, which git did not make.'],
  ])('%j %j', (leftover, users, text) => {
    expect(whyItStays(leftover, users)).toEqual(text);
  });
});

it('no lock file is listed twice, and none has no age', () => {
  const all = [commonLocks, headLocks, worktreeLocks].flatMap((it) => Object.entries(it));
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  expect(all.every(([, oldMs]) => oldMs >= 60_000)).toBe(true);
});

it.each<[Parameters<typeof isTemporary>[0], string[], string[]]>([
  ['pack', ['tmp_pack_a1B2c3', 'tmp_idx_x', '.tmp-812-pack-ab.pack'], ['pack-ab.pack', 'pack-ab.keep', 'multi-pack-index', 'my_tmp_pack']],
  ['objects', ['tmp_objdir-incoming-x', 'incoming-x'], ['pack', 'info', 'ab', 'maintenance.lock']],
  ['fan-out', ['tmp_obj_x'], ['0123456789012345678901234567890123456789'.slice(2)]],
  ['common', ['shallow_x1Y2z3'], ['shallow', 'shallow.lock', 'shallow_notes', 'HEAD']],
])('unfinished in %s are %j, not %j', (dir, temporary, others) => {
  expect(temporary.filter((it) => !isTemporary(dir, it))).toEqual([]);
  expect(others.filter((it) => isTemporary(dir, it))).toEqual([]);
});
