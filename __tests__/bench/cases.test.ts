import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cases, figuresOf } from '../../bench/cases.ts';
import type { Report } from '../../bench/result.ts';
import { renderHeadlines } from '../../bench/table.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const figures = figuresOf(cases);
const record = JSON.parse(read('bench', 'recorded.json')) as Report;

describe('the bench', () => {
  it('plays every case there is', () => {
    const files = readdirSync(join(root, 'bench', 'cases')).map((it) => it.replace(/\.ts$/, ''));
    expect(cases.map((it) => it.name).sort()).toEqual(files.sort());
  });

  it('names no two figures alike, and says beside whom each is judged', () => {
    expect(Object.keys(figures)).toHaveLength(cases.flatMap((it) => it.figures).length);
    expect(Object.entries(figures).filter(([, it]) => (it.unit === 'count') === (it.beside !== undefined))).toEqual([]);
  });

  it('has a record of every figure, and of no other', () => {
    expect(Object.keys(record.figures).sort()).toEqual(Object.keys(figures).sort());
    const judged = Object.entries(figures).filter(([key, { unit, beside }]) =>
      unit === 'count' ? record.figures[key]?.parties.ours : beside && record.figures[key]?.ratios[beside],
    );
    expect(judged).toHaveLength(Object.keys(figures).length);
  });

  it('explains every case', () => {
    const headings = [...read('bench', 'README.md').matchAll(/^### `(.*)`$/gm)].flatMap(([, names = '']) => names.split('`, `'));
    expect(headings).toEqual(cases.map((it) => it.name));
  });

  it('has its figures in the README as they are recorded', () => {
    const [, table] = /<!-- figures -->\n(.*?)\n<!-- \/figures -->/s.exec(read('README.md')) ?? [];
    expect(table?.split('\n')).toEqual(renderHeadlines(figures, record.figures));
  });
});
