import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { codes } from '../src/base/errors.ts';
import { type Event, eventNames } from '../src/base/event.ts';
import { commands } from '../src/cli/commands.ts';
import { verbs } from '../src/git/verbs.ts';
import { renderPage } from '../src/report/pictures/page.ts';
import { timeline } from '../src/report/timeline.ts';
import { accountOf } from '../src/report/waiting/account.ts';
import { at, makeEvent } from './support/events.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const action = parse(read('action.yml'));

describe('the outside', () => {
  it('has a section on every error code, and on no other', () => {
    const headings = [...read('docs', 'troubleshooting.md').matchAll(/^## (FL_.*)$/gm)].map(([, code]) => code);
    expect(headings).toEqual([...codes]);
  });

  it.each(['inputs', 'outputs'] as const)('lists the %s of action.yml in the README, with default and meaning', (kind) => {
    const [, table = ''] = new RegExp(`<!-- ${kind} -->\n(.*?)\n<!-- /${kind} -->`, 's').exec(read('README.md')) ?? [];
    const rows = table.split('\n').slice(2);
    expect(rows).toEqual(
      Object.entries<{ description: string; default?: string }>(action[kind]).map(([name, it]) =>
        kind === 'outputs'
          ? `| \`${name}\` | ${it.description} |`
          : `| \`${name}\` | ${it.default === undefined ? '' : `\`${it.default}\``} | ${it.description} |`,
      ),
    );
  });

  it('lists the commands of the host in the README, as their help does', () => {
    const [, table = ''] = /<!-- commands -->\n(.*?)\n<!-- \/commands -->/s.exec(read('README.md')) ?? [];
    expect(table.split('\n').slice(2)).toEqual(
      commands.map((it) => `| \`${`${it.name} ${it.synopsis}`.trim().replaceAll('|', '\\|')}\` | ${it.does} |`),
    );
  });

  it.each(Object.entries(verbs))('lists every option of %s in the troubleshooting page', (verb, { accepts }) => {
    const [, line = ''] = new RegExp(`^- \`${verb}\` \\(.*\\): (.*)\\. Beside them`, 'm').exec(read('docs', 'troubleshooting.md')) ?? [];
    expect(line.split(', ').sort()).toEqual(accepts.replace(/\S+/g, '`$&`').split(' ').sort());
  });

  it('has a test for every promise of the protocol, and none for another', () => {
    const promised = [...read('docs', 'protocol.md').matchAll(/^- \*\*(P\d+) /gm)].map(([, name]) => name);
    const tests = readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
    const cited = tests.flatMap((it) =>
      [...read('__tests__', it).matchAll(/\((?:[FG]\d+, )*P\d+(?:, P\d+)*\)['`]/g)].flatMap(([text]) => text.match(/P\d+/g) ?? []),
    );
    expect([...new Set(cited)].sort()).toEqual([...promised].sort());
    expect(promised.length).toBeGreaterThan(10);
  });

  it('has a test for every failure that is known of those who share a repository', () => {
    const tests = readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.test.ts'));
    const cited = tests.flatMap((it) =>
      [...read('__tests__', it).matchAll(/\((F\d+(?:, [FP]\d+)*)\)/g)].flatMap(([text]) => text.match(/F\d+/g) ?? []),
    );
    const all = Array.from({ length: 24 }, (_, index) => `F${index + 1}`);
    expect(all.filter((it) => !cited.includes(it))).toEqual([]);
    expect(cited.filter((it) => !all.includes(it))).toEqual([]);
  });

  it.each(eventNames)('draws the event %s', (name) => {
    // Each of them after what alone can come before it.
    const before = [makeEvent('lock_acquired', 0, { waited_ms: 0 })].slice(name === 'lock_waiting' || name === 'lock_acquired' ? 1 : 0);
    const draw = (...events: Event[]) =>
      renderPage({ accounts: [accountOf('/srv/mirror.git', timeline(events), at(60_000))], nowAt: at(60_000) });
    expect(draw(...before, makeEvent(name, 9000, { duration_ms: 7, network: true, exit_code: 0 }))).not.toBe(draw(...before));
  });

  it('runs on Node 24, in three stages, the last one always', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      pre: 'dist/pre/index.js',
      main: 'dist/main/index.js',
      post: 'dist/post/index.js',
      'post-if': 'always()',
    });
    expect(action.branding).toEqual({ icon: 'lock', color: 'blue' });
  });

  it('has the two commands of the README', () => {
    expect(JSON.parse(read('package.json')).scripts).toMatchObject({ start: 'node dist/cli/index.js demo', test: expect.any(String) });
    expect(read('README.md')).toMatch(/^npm start .*\nnpm cit /m);
  });
});
