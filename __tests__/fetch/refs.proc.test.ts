import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { dropBrokenRefs } from '../../src/fetch/refs.ts';
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
