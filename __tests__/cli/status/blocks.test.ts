import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderStatus, type Size } from '../../../src/cli/status/blocks.ts';
import type { Shown } from '../../../src/cli/status/document.ts';
import { columnsOfLine, paintLine } from '../../../src/cli/status/spans.ts';
import type { Look } from '../../../src/lock/look.ts';
import { lookedAt, makeLook, makeSeen, makeSeenWaiter } from '../../support/looks.ts';

const show = (path: string, look: Partial<Look> = {}): Shown => ({
  path,
  lock: { guards: path, dir: `${path}.fetch-lock`, kind: 'beside' },
  look: makeLook(look),
});
const wide: Size = { width: Number.POSITIVE_INFINITY };
const plain = (shown: readonly Shown[], size: Size = wide) => renderStatus(shown, size).map((it) => paintLine(it, (_, text) => text));
const painted = (shown: readonly Shown[]) => renderStatus(shown, wide).map((it) => paintLine(it, (style, text) => `<${style}>${text}`));
const waiters = (count: number) => Array.from({ length: count }, (_, index) => makeSeenWaiter(index + 1));
const crowd = show('/srv/web.git', { granted: [makeSeen()], waiting: waiters(40) });

describe('a lock', () => {
  it('is its head, then who holds it, then the line, then the totals', () => {
    expect(plain([show('/srv/web.git', { granted: [makeSeen()], waiting: waiters(2) })])).toEqual([
      '/srv/web.git  1 holds it, 2 wait',
      '  ● exclusive for 41 s  acme/web job build, run 812 on runner-1',
      '      ticket 0000000000000001, still running (process 4711)',
      '  ○ 1. exclusive for 3.0 s  acme/web job test (leg 1) on runner-2  waits for the holder',
      '  ○ 2. exclusive for 3.0 s  acme/web job test (leg 2) on runner-2  waits for the holder and number 1',
      '',
      '1 lock: 1 holder, 2 waiters',
      'To see who waited for whom: fetch-lock report /srv/web.git',
    ]);
  });

  it('is one line if nobody uses it, after those that somebody uses', () => {
    expect(plain([show('/srv/a'), show('/srv/b', { isThere: false }), show('/srv/c', { granted: [makeSeen()] })])).toEqual([
      '/srv/c  1 holds it',
      expect.stringContaining('● exclusive'),
      expect.stringContaining('ticket'),
      '',
      '/srv/a  free',
      '/srv/b  free, and never locked',
      '',
      '3 locks: 1 holder, 0 waiters',
    ]);
  });

  it('is red only for the dead, who are counted apart', () => {
    const witnesses = [{ pid: 7, verdict: 'dead' as const }];
    const dead = makeSeen({ verdict: 'dead', witnesses });
    const lines = painted([show('/srv/web.git', { granted: [dead], waiting: [makeSeenWaiter(0, { verdict: 'dead', witnesses })] })]);
    expect(lines[0]).toContain('nobody holds it<dim>, <red>2 dead');
    expect(lines[1]).toContain('<red>✗ exclusive for 41 s');
    expect(lines[2]).toContain('<red>      ticket 0000000000000001, no longer running (process 7)');
    expect(lines[3]).toContain('<red>✗ -. exclusive for 3.0 s');
    expect(painted([crowd, show('/srv/a')]).join()).not.toContain('<red>');
  });

  it('says of a process of elsewhere that it cannot be seen', () => {
    const unseen = { verdict: 'unknown' as const, witnesses: [{ pid: 9, verdict: 'unknown' as const }] };
    const lines = plain([show('/srv/a', { granted: [makeSeen(unseen)], waiting: [makeSeenWaiter(1, unseen)] })]);
    expect(lines[2]).toContain('cannot be seen from here (process 9)');
    expect(lines[3]).toMatch(/waits for the holder; cannot be seen from here$/);
  });

  it('shows the run of a holder only as a link that is one', () => {
    const url = 'https://github.com/acme/web/actions/runs/812';
    expect(plain([show('/a', { granted: [makeSeen({ job: { url } })] })])).toContain(`      ${url}`);
    expect(plain([show('/a', { granted: [makeSeen({ job: { url: 'javascript:alert(1)' } })] })]).join()).not.toContain('alert');
  });

  it('tells whose work is in doubt', () => {
    expect(plain([show('/a', { dirty: [makeSeen()] })])[1]).toMatch(
      /^ {2}! may be half-written: acme\/web job build, run 812 on runner-1 died/,
    );
  });

  it('stays one that could not be looked at, with the reason, and the others are there', () => {
    const lines = plain([{ path: '/srv/x', trouble: 'Permission is denied.\u001b[2J' }, crowd]);
    expect(lines.slice(0, 2)).toEqual(['/srv/x  cannot be looked at', '  ! Permission is denied. [2J']);
    expect(lines).toContain('2 locks: 1 holder, 40 waiters, 1 not readable');
  });
});

describe('what to type next', () => {
  const long = lookedAt - 400_000;
  const dead = makeSeen({ verdict: 'dead' });
  const slow = { granted: [makeSeen({ grantedAt: long })], waiting: [makeSeenWaiter(1, { askedAt: long })] };
  it.each<[string, Shown[], string]>([
    ['a dead holder', [crowd, show('/srv/web 2.git', { granted: [dead] })], "To remove the dead: fetch-lock recover '/srv/web 2.git'"],
    [
      'a dead holder whose lock lives elsewhere',
      [{ ...show('/srv/a.git', { granted: [dead] }), lock: { guards: '/srv/a.git', dir: '/var/my locks/0a', kind: 'given' } } as Shown],
      "To remove the dead: fetch-lock recover /srv/a.git --lock-dir '/var/my locks'",
    ],
    ['a path that a shell would read', [show("/a$(b)'c", { granted: [dead] })], "To remove the dead: fetch-lock recover '/a$(b)'\\''c'"],
    [
      'a path that cannot be shown',
      [show('/a\nb', { granted: [dead] })],
      `To remove the dead: fetch-lock recover "$(printf '%b' '/a\\0012b')"`,
    ],
    ['a path like an option', [show('-x', { granted: [dead] })], "To remove the dead: fetch-lock recover '-x'"],
    ['what cannot be looked at', [{ path: '/a', trouble: 'x' }, crowd], 'To find out why: fetch-lock doctor /a'],
    [
      'a long hold that keeps others out',
      [show('/a', slow)],
      'If a holder hangs (others have waited 6 m 40 s): fetch-lock break /a --ticket 0000000000000001',
    ],
    ['a long hold that nobody minds', [show('/a', { ...slow, waiting: [] })], '1 lock: 1 holder, 0 waiters'],
    ['work in doubt', [show('/a', { dirty: [dead] })], 'To see what was left: fetch-lock doctor /a'],
    ['people who wait', [crowd], 'To see who waited for whom: fetch-lock report /srv/web.git'],
    ['nothing at all', [show('/a')], '1 lock: 0 holders, 0 waiters'],
  ])('with %s', (_, shown, last) => {
    expect(plain(shown).at(-1)).toBe(last);
  });
});

describe('on a screen', () => {
  it('counts what has no room', () => {
    expect(plain([crowd], { width: 80, rows: 8 })).toEqual([
      '/srv/web.git  1 holds it, 40 wait',
      '  ● exclusive for 41 s  acme/web job build, run 812 on runner-1',
      expect.stringMatching(/^ {2}○ 1\. /),
      expect.stringMatching(/^ {2}○ 2\. /),
      expect.stringMatching(/^ {2}○ 3\. /),
      '  … and 37 more waiters',
      '1 lock: 1 holder, 40 waiters',
      'To see who waited for whom: fetch-lock report /srv/web.git',
    ]);
  });

  it('gives every lock its share, and what one does not need to the others', () => {
    const lines = plain([crowd, show('/srv/b', { granted: [makeSeen()] }), show('/srv/c')], { width: 80, rows: 12 });
    expect(lines.filter((it) => it.startsWith('/srv'))).toEqual(['/srv/web.git  1 holds it, 40 wait', '/srv/b  1 holds it']);
    expect(lines).toContain('1 lock is free');
    expect(lines).toContain('  … and 37 more waiters');
    expect(lines).toHaveLength(12);
  });

  it('keeps the heads of as many locks as it has room for, those first that need somebody', () => {
    const idle = Array.from({ length: 20 }, (_, index) => show(`/srv/idle-${index}`));
    const held = Array.from({ length: 29 }, (_, index) => show(`/srv/held-${index}`, { granted: [makeSeen()] }));
    const lines = plain([...idle, ...held, crowd], { width: 80, rows: 24 });
    expect(lines[0]).toBe('/srv/web.git  1 holds it, 40 wait');
    expect(lines.slice(-4, -2)).toEqual(['… and 10 more locks', '20 locks are free']);
    expect(lines).toHaveLength(24);
  });

  it('cuts a path at its beginning, and lets a name give way to its age and its reason', () => {
    const long = show(`/srv/${'very/'.repeat(40)}web.git`, { granted: [makeSeen()], waiting: waiters(1) });
    const lines = plain([long], { width: 80, rows: 24 });
    expect(lines[0]).toMatch(/^….*very\/web\.git {2}1 holds it, 1 waits$/);
    expect(lines[3]).toMatch(/^ {2}○ 1\. exclusive for 3\.0 s {2}acme\/web job.*… {2}waits for the holder$/);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('漢字🎉'.repeat(30), 'e\u0301'.repeat(90), '\u001b[2J\u202e\n'),
  );
  const job = fc.record({ repository: text, job: text, runner: text, url: text });
  const seen = fc.record({ job, verdict: fc.constantFrom('alive' as const, 'dead' as const, 'unknown' as const) }).map(makeSeen);
  const look = fc.record({
    granted: fc.array(seen, { maxLength: 5 }),
    waiting: fc
      .array(fc.tuple(fc.nat(300), job), { maxLength: 30 })
      .map((all) => all.map(([at, it]) => makeSeenWaiter(at + 1, { job: it }))),
    dirty: fc.array(seen, { maxLength: 2 }),
  });
  const shown = fc.oneof(
    fc.tuple(text, look).map(([path, it]) => show(path, it)),
    fc.record({ path: text, trouble: text }),
  );

  it('is never too wide nor too high, and nothing on it is obeyed (G1, G3)', () => {
    fc.assert(
      fc.property(
        fc.array(shown, { maxLength: 12 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 60 }),
        (all, width, rows) => {
          const lines = renderStatus(all, { width, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const it of lines) expect(columnsOfLine(it)).toBeLessThanOrEqual(width);
          expect(lines.map((it) => paintLine(it, (_, part) => part)).join('')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
        },
      ),
    );
  });
});
