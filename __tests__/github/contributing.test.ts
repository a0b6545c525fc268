import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/workflows.ts';

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const section = (title: string): string => new RegExp(`^## ${title}\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(text)?.[1] ?? '';

/** Files and rooms that it names; what has capitals in it is for the reader to name. */
const named = [...text.matchAll(/`((?:src|__tests__|docs|scripts|\.ci)\/[a-z0-9_./-]+)`/g)].map(([, it = '']) => it);

describe('CONTRIBUTING', () => {
  it.each([...new Set(named)])('names %s, which is there', (path) => expect(existsSync(join(root, path))).toBe(true));

  it('names every entry and every room', () => {
    const rooms = section('The rooms');
    for (const it of readdirSync(join(root, 'src'))) expect(rooms).toContain(it.endsWith('.ts') ? it : `\n${it}/ `);
  });

  it('names all who open a store', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
    const openers = files.filter((it) => /\bopenFileStore\(/.test(readFileSync(join(root, 'src', it), 'utf8')));
    expect(openers).toContain('lock/host/file-store.ts');
    const told = section('A store');
    expect(openers.filter((it) => it !== 'lock/host/file-store.ts' && !told.includes(`src/${it}`))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const called = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, it = '']) => it);
    expect(called.filter((it) => !(it in scripts))).toEqual([]);
    expect(called.length).toBeGreaterThan(5);
  });
});
