import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { journalReport, readEvents } from '../../src/report/journal.ts';
import { fetchLock } from '../support/cli.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { demandRoot } from '../support/surroundings.ts';

let disk: string;
beforeAll(demandRoot);
beforeEach(() => {
  disk = makeHome();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', disk]);
  mkdirSync(join(disk, 'cache'));
});
afterEach(() => {
  execFileSync('umount', ['--lazy', disk]);
  removeAll();
});

const call = (...args: string[]) => fetchLock(args, { cwd: disk });
const run = (script: string) => call('run', '--path', 'cache', '--', 'sh', '-c', script);
const fill = 'head -c 1000000 /dev/zero > ballast 2>/dev/null';
const eventsIn = (dir: string) => readEvents(dir).map((it) => it.event);
const content = (name: string) => readFileSync(join(disk, name), 'utf8');

describe('where the disk is full', () => {
  it('a command ends as it would, and lets go of the lock', async () => {
    expect(await run(`${fill}; exit 3`)).toMatchObject({ code: 3, out: '' });
    expect(readdirSync(join(disk, 'cache.fetch-lock', 'h'))).toEqual([]);
    rmSync(join(disk, 'ballast'));
    expect(await run('true')).toMatchObject({ code: 0, err: '' });
    expect(eventsIn(join(disk, 'cache.fetch-lock')).slice(-2)).toEqual(['lock_acquired', 'lock_released']);
  });

  it('a line of the journal is told to be missing, and the next one is whole', async () => {
    const [told, journal]: [string[], string] = [[], join(disk, 'journal.jsonl')];
    const report = journalReport(disk, { ticket: 'a' }, (text) => told.push(text));
    report('lock_waiting', {});
    // Room for a part of a line.
    writeFileSync(journal, '\n'.repeat(4096 - 20 - statSync(journal).size), { flag: 'a' });
    execFileSync('sh', ['-c', `${fill} || true`], { cwd: disk });
    for (const reason of ['first', 'second']) report('lock_cancelled', { reason });
    expect(told).toEqual([expect.stringMatching(/^The journal in '.*' cannot be written: only 20 of \d+ bytes could be written/)]);
    rmSync(join(disk, 'ballast'));
    report('lock_acquired', {});
    expect(eventsIn(disk)).toEqual(['lock_waiting', 'lock_acquired']);
  });

  it('a page and metrics that are there stay whole, with nothing beside them', async () => {
    await run('true');
    const told = await call('metrics', 'cache');
    await call('metrics', 'cache', '--output', 'cache.prom');
    await call('report', 'cache', '--html', 'page.html');
    const before = [content('cache.prom'), content('page.html')];
    await run(fill);
    const names = readdirSync(disk);
    expect(await call('metrics', 'cache', '--output', 'cache.prom')).toMatchObject({ code: 1, err: noSpace('cache.prom') });
    expect(await call('report', 'cache', '--html', 'page.html')).toMatchObject({ code: 1, err: noSpace('page.html') });
    expect([content('cache.prom'), content('page.html')]).toEqual(before);
    expect(readdirSync(disk)).toEqual(names);
    // The totals are not kept, but they are told.
    const { out } = await call('metrics', 'cache');
    expect(familiesOf(out)).toEqual(familiesOf(told.out));
    expect(readdirSync(join(disk, 'cache.fetch-lock')).filter((it) => it.includes('totals'))).toEqual(['totals.json']);
    expect(JSON.parse(content('cache.fetch-lock/totals.json'))).toMatchObject({ v: 1 });
  });
});

const noSpace = (name: string) => expect.stringMatching(`'.*/${name}' cannot be written: no space is left on the device`);
const familiesOf = (text: string) => text.match(/^# TYPE .*$/gm);
