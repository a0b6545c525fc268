import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { dropBrokenRefs, hasRef } from '../../src/fetch/refs.ts';
import type { Scope } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const id = 'a'.repeat(40);

/** What is dropped of a bare repository with these files. */
function dropped(files: Record<string, string>): string[] {
  const guards = makeHome();
  mkdirSync(join(guards, 'refs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(guards, name, '..'), { recursive: true });
    writeFileSync(join(guards, name), text);
  }
  const names = dropBrokenRefs({ guards, kind: 'bare' } as Scope);
  expect(Object.keys(files).filter((name) => !existsSync(join(guards, name)))).toEqual(names);
  return names;
}

it('drops refs that say nothing to git', () => {
  expect(dropped({ 'refs/heads/a': '', 'refs/heads/b': '\0'.repeat(41), 'refs/heads/c': id.slice(1) })).toHaveLength(3);
});

it('drops none that git reads, in whichever way it is written', () => {
  const texts = [
    `${id}\n`,
    id,
    id.toUpperCase(),
    `${id} a word`,
    'ref: refs/heads/a\n',
    'ref:\trefs/heads/a',
    'ref: HEAD',
    id + id.slice(16),
  ];
  expect(dropped(Object.fromEntries(texts.map((text, index) => [`refs/heads/${index}`, text])))).toEqual([]);
});

it('drops nothing of a repository whose refs are elsewhere', () => {
  expect(dropped({ 'refs/heads': 'this repository uses the reftable format\n' })).toEqual([]);
});

it('finds a ref that is one itself, loose or packed, and none that leads to another or says nothing', () => {
  const dir = makeHome();
  mkdirSync(join(dir, 'refs', 'heads', 'packed'), { recursive: true });
  for (const [name, text] of Object.entries({ loose: `${id}\n`, link: 'ref: refs/heads/loose\n', empty: '' }))
    writeFileSync(join(dir, 'refs', 'heads', name), text);
  symlinkSync('loose', join(dir, 'refs', 'heads', 'symlink'));
  const packed = ['packed', 'link', 'empty', 'symlink'].map((name) => `${id} refs/heads/${name}\n`);
  writeFileSync(join(dir, 'packed-refs'), packed.join(''));
  const found = ['loose', 'packed', 'link', 'empty', 'symlink', 'none'].filter((it) => hasRef(dir, `refs/heads/${it}`));
  expect(found).toEqual(['loose', 'packed']);
});
