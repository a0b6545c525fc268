import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gcLimits, whatGathered } from '../../../src/git/isolation/collection.ts';
import { isolated } from '../../support/isolated.ts';
import { removeAll } from '../../support/places.ts';
import { git, makeRepositories } from '../../support/repositories.ts';

afterAll(removeAll);

const entry = (key: string, value: string) => ({ scope: 'local', origin: 'file:config', key, value });

describe('gcLimits', () => {
  it.each<[string, number, number]>([
    ['', 6700, 50],
    ['gc.auto=100', 100, 50],
    ['gc.auto=1k gc.autopacklimit=7', 1024, 7],
    ['gc.auto=0', 0, 0],
    ['gc.auto=-1 gc.autopacklimit=7', 0, 0],
    ['gc.autopacklimit=0', 6700, 0],
    ['gc.auto=0 gc.auto=9', 9, 50],
    ['gc.auto=many', 6700, 50],
    ['maintenance.auto=False', 0, 0],
    ['maintenance.auto=true', 6700, 50],
  ])('of %j', (text, looseObjects, packs) => {
    const entries = text.split(' ').map((it) => entry(it.replace(/=.*/, ''), it.replace(/^.*=/, '')));
    expect(gcLimits(entries)).toEqual({ looseObjects, packs });
  });
});

describe('a repository in which much has gathered', () => {
  let mirror: string;
  const objects = (...path: string[]) => join(mirror, 'objects', ...path);
  const fanOut = (count: number, name = (index: number) => index.toString(16).padStart(38, '0')) => {
    mkdirSync(objects('17'), { recursive: true });
    for (let index = 0; index < count; index++) writeFileSync(objects('17', name(index)), '');
  };
  const usual = { looseObjects: 6700, packs: 50 };
  beforeEach(() => {
    mirror = join(makeRepositories(), 'mirror.git');
  });

  it('is one that git would collect, and no sooner', () => {
    expect(whatGathered(mirror, usual)).toBeUndefined();
    fanOut(27);
    fanOut(9, (index) => `tmp_obj_${index}`);
    expect(whatGathered(mirror, usual)).toBeUndefined();
    fanOut(28);
    expect(whatGathered(mirror, usual)).toBe('about 7168 loose objects');
    expect(whatGathered(mirror, { looseObjects: 0, packs: 0 })).toBeUndefined();
  });

  it('may have many packs, but for those that are to be kept', () => {
    const before = readdirSync(objects('pack')).filter((it) => it.endsWith('.pack')).length;
    for (let index = before; index < 51; index++) writeFileSync(objects('pack', `pack-${index}.pack`), '');
    for (const it of ['pack-kept.pack', 'pack-kept.keep', 'pack-50.idx']) writeFileSync(objects('pack', it), '');
    expect(whatGathered(mirror, usual)).toBe('51 packs');
    expect(whatGathered(mirror, { ...usual, packs: 51 })).toBeUndefined();
    expect(whatGathered(mirror, { ...usual, packs: 0 })).toBeUndefined();
  });

  it('is one that is not there', () => {
    expect(whatGathered(join(mirror, 'no'), usual)).toBeUndefined();
  });

  it.each([
    [['fetch', 'origin'], false, false],
    [['fetch', 'origin'], true, true],
    // Who does not have it alone may say so, and nothing happens.
    [['gc', '--auto'], false, false],
    [['gc', '--auto'], true, true],
    [['gc'], false, true],
  ] as const)('by `git %s`, alone: %s, is collected: %s (G6)', async (argv, isAlone, isCollected) => {
    // The same that git counts from, as real objects.
    for (let index = 0; !(readdirSync(objects()).includes('17') && readdirSync(objects('17')).length > 1); index++)
      git(mirror, 'commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', `${index}`);
    git(mirror, 'config', 'gc.auto', '1');
    git(mirror, 'update-ref', 'refs/heads/more', git(mirror, 'commit-tree', 'HEAD^{tree}', '-m', 'more'));
    expect(await isolated(mirror, argv, {}, { isAlone })).toMatchObject({ exitCode: 0 });
    expect(git(mirror, 'count-objects', '-v').includes('in-pack: 0')).toBe(!isCollected);
  });
});
