import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, kept, text, World, warnings } from '../support/world.ts';

let world: World;
let dir: string;
beforeEach(() => {
  world = new World();
  dir = world.makeDir('textfile');
});
afterEach(() => world.dispose());

const file = () => join(dir, 'fetch-lock.prom');
const read = (name: string, labels = '', lock = world.mirror) =>
  readFileSync(file(), 'utf8')
    .split('\n')
    .find((it) => it.startsWith(`fetch_lock_${name}{lock="${lock}"${labels}} `))
    ?.split(' ')
    .at(-1);

describe('with `metrics-file`', () => {
  it('post writes it after letting go, and totals go on from job to job', async () => {
    for (let done = 1; done <= 2; done++) {
      const job = world.start({ steps: [world.lock({ 'metrics-file': file() })] });
      expect((await job.done).conclusion).toBe('success');
      expect(warnings(await job.ended('lock', 'post'))).toEqual([]);
      expect(read('requests_total', ',mode="update",outcome="released"')).toBe(`${done}`);
      expect(read('hold_seconds_count', ',mode="update"')).toBe(`${done}`);
      expect(read('fetches_total', ',outcome="fetched"')).toBe(`${done}`);
      expect(read('holders', ',mode="update"')).toBe('0');
    }
    expect(readdirSync(dir)).toEqual(['fetch-lock.prom']);
  });

  it('main writes it already where `hold` is step, and a relative one is in the workspace', async () => {
    const job = world.start({
      steps: [world.lock({ 'metrics-file': 'm.prom', hold: 'step' }), { id: 'after', run: 'grep released m.prom' }],
    });
    expect((await job.done).conclusion).toBe('success');
    expect(text(await job.ended('after', 'main'))).toMatch(/mode="update",outcome="released"\} 1$/m);
  });

  it('it tells of one who waited and gave up, and keeps what others said of other locks', async () => {
    const other = world.makeDir('cache');
    await world.start({ steps: [world.lock({ 'metrics-file': file(), path: other, git: '' })] }).done;
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    const late = world.start({ steps: [world.lock({ ...kept, 'lock-timeout': '1ms', 'metrics-file': file() })] });
    expect(errors(await late.ended('lock', 'main'))).toEqual([expect.stringContaining('[FL_TIMEOUT]')]);
    await late.done;
    expect(read('timeouts_total')).toBe('1');
    expect(read('holders', ',mode="update"')).toBe('1');
    expect(read('requests_total', ',mode="exclusive",outcome="released"', other)).toBe('1');
    world.open('working');
    await holder.done;
  });

  it('a file that cannot be written, or is another’s, is a warning and no red job', async () => {
    writeFileSync(file(), 'mine\n');
    for (const [path, why] of [
      [join(dir, 'absent', 'x.prom'), 'does not exist'],
      [dir, 'not a plain file'],
      [file(), 'left as it is'],
    ]) {
      const job = world.start({ steps: [world.lock({ 'metrics-file': `${path}` })] });
      expect((await job.done).conclusion).toBe('success');
      expect(warnings(await job.ended('lock', 'post'))).toEqual([expect.stringMatching(`^The metrics are not written: .*${why}`)]);
    }
    expect(readFileSync(file(), 'utf8')).toBe('mine\n');
    expect(readdirSync(dir)).toEqual(['fetch-lock.prom']);
  });

  it('a name that is none is refused before anything is touched', async () => {
    const before = readdirSync(world.home);
    const main = await world.start({ steps: [{ ...world.lock({ 'metrics-file': `${dir}/` }), isLocal: true }] }).ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringMatching(/^Input `metrics-file` is '.*', which is a directory\. .* \[FL_INPUT\]$/)]);
    expect(readdirSync(world.home)).toEqual(before);
  });
});
