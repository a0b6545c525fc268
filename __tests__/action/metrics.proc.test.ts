import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeMetrics } from '../../src/action/metrics.ts';
import type { Runner } from '../../src/action/runner.ts';
import { systemClock } from '../../src/base/clock.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { appendEvent } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';

let dir: string;
let file: string;
let warnings: string[];
beforeEach(() => {
  dir = makeHome();
  file = join(dir, 'fetch-lock.prom');
  warnings = [];
});
afterEach(removeAll);

const runner = { log: { warning: (text: string) => void warnings.push(text) } } as unknown as Runner;
const write = (place: Place, path = file) => writeMetrics(runner, systemClock, [place], path);
const read = () => readFileSync(file, 'utf8');

async function makeLock(name: string): Promise<Place> {
  const place = makePlace(dir, name);
  (await openFileStore(place, systemClock)).close();
  appendEvent(place.dir, { ...makeEvent('lock_acquired', 0, { waited_ms: 7 }), ts: new Date().toISOString() });
  return place;
}

describe('the file for metrics', () => {
  it('keeps what other steps said of other locks', async () => {
    for (const name of ['one', 'two', 'one']) await write(await makeLock(name));
    expect(read()).toContain(`fetch_lock_wait_seconds_count{lock="${dir}/one",mode="update"} 2\n`);
    expect(read()).toContain(`fetch_lock_wait_seconds_count{lock="${dir}/two",mode="update"} 1\n`);
    expect(warnings).toEqual([]);
    expect(readdirSync(dir).filter((it) => it.startsWith('.'))).toEqual([]);
  });

  it('loses nobody’s series when many jobs write it at once', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `lock-${index}`);
    const places = await Promise.all(names.map(makeLock));
    const module = (...path: string[]) => JSON.stringify(join(import.meta.dirname, '..', '..', 'src', ...path));
    const code = `
      import { writeMetrics } from ${module('action', 'metrics.js')};
      import { systemClock } from ${module('base', 'clock.js')};
      const [file, place] = process.argv.slice(1);
      const runner = { log: { warning: (text) => { throw new Error(text); } } };
      for (let round = 0; round < 10; round++) await writeMetrics(runner, systemClock, [JSON.parse(place)], file);`;
    const run = (it: Place) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, file, JSON.stringify(it)]);
    await Promise.all(places.map(run));
    for (const name of names) expect(read()).toContain(`fetch_lock_wait_seconds_count{lock="${dir}/${name}",mode="update"} 1\n`);
  });

  it('is left as it is where it is somebody else’s', async () => {
    writeFileSync(file, 'root:x:0:0\n');
    await write(await makeLock('one'));
    expect(read()).toBe('root:x:0:0\n');
    expect(warnings).toEqual([
      `The metrics are not written: '${file}' holds something else, and is left as it is. Give \`metrics-file\` a name of its own, or remove it.`,
    ]);
  });

  it('may be empty', async () => {
    writeFileSync(file, '');
    await write(await makeLock('one'));
    expect(read()).toContain('fetch_lock_wait_seconds');
  });

  it('is a warning where it cannot be written', async () => {
    const place = await makeLock('one');
    mkdirSync(join(dir, 'directory'));
    symlinkSync('canary', join(dir, 'link'));
    for (const path of ['absent/x.prom', 'directory', 'link']) await write(place, join(dir, path));
    expect(warnings).toEqual([
      `The metrics are not written: '${dir}/absent/x.prom' cannot be written: the directory it is to be in does not exist.`,
      `The metrics are not written: '${dir}/directory' cannot be written: what is there is not a plain file.`,
      `The metrics are not written: '${dir}/link' cannot be written: what is there is not a plain file.`,
    ]);
    expect(readdirSync(dir).filter((it) => it.startsWith('.') || it === 'canary')).toEqual([]);
  });

  it('is written in spite of one who died while it was his turn', async () => {
    const claim = join(dir, '.fetch-lock.prom.fetch-lock-turn');
    writeFileSync(claim, '');
    utimesSync(claim, 1, 1);
    await write(await makeLock('one'));
    expect(warnings).toEqual([]);
    expect(read()).toContain('fetch_lock_wait_seconds');
    expect(readdirSync(dir).filter((it) => it.startsWith('.'))).toEqual([]);
  });

  it('is not written of a lock that is gone', async () => {
    await write(makePlace(dir, 'none'));
    expect(warnings).toEqual([]);
    expect(readdirSync(dir)).toEqual(['none']);
  });
});
