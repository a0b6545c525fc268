import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { thisProcess } from '../../src/lock/host/liveness.ts';
import { systemKernel } from '../../src/lock/host/system/kernel.ts';
import { encodeProcess } from '../../src/lock/ticket.ts';
import { CommandLine, program } from '../support/command-line.ts';
import { removeAll } from '../support/places.ts';
import { isRunning, until } from '../support/until.ts';

let line: CommandLine;
beforeEach(() => {
  line = new CommandLine();
});
afterEach(() => {
  line.dispose();
  removeAll();
});

const pidOf = (text: string): number => Number(/pid (\d+)/.exec(text)?.[1]);
const breaking = (ticket: string) => line.call('break', 'cache', '--ticket', ticket, '--yes');
const hold = async (script = 'echo "pid $$"; exec sleep 1000') => {
  const it = line.run('sh', '-c', script);
  await line.said(it, 'pid');
  return { it, pid: pidOf(it.out()) };
};

describe('fetch-lock break', () => {
  it('ends a holder: its command is stopped before the next one has the lock, and what it left is in doubt', async () => {
    const { it, pid } = await hold('trap "" TERM; sleep 1000 & echo "pid $!"; wait');
    const next = line.run('sh', '-c', `[ -e /proc/${pid}/environ ] && grep -q . /proc/${pid}/environ && echo beside; echo mine`);
    await line.said(next, 'Waiting');
    const ticket = line.holder();
    const { code, out, err } = await breaking(ticket.slice(0, 6));
    expect([code, out]).toEqual([0, 'It is gone: the lock on cache is free for the next.\n']);
    expect(err).toMatch(new RegExp(`^Ticket ${ticket}: .* running sh on .* holds the exclusive lock on cache, for .* \\(still running\\)`));
    expect(await it.ended).toMatchObject({ code: 1, err: expect.stringContaining('[FL_LOST]') });
    expect(isRunning(pid)).toBe(false);
    expect(await next.ended).toMatchObject({ code: 0, out: 'mine\n', err: expect.stringContaining('half-written') });
    const broken = line.events().find((one) => one.event === 'lock_broken');
    expect(broken).toMatchObject({ ticket, holder: { command: 'sh' }, job: { command: 'fetch-lock break', user: expect.any(String) } });
  });

  it('takes a waiter out of the line, and leaves the holder alone', async () => {
    const { pid } = await hold();
    const waiter = line.run('echo', 'ran');
    await line.said(waiter, 'Waiting');
    const [, , ticket = ''] = line.room('q')[0]?.split('.') ?? [];
    expect(await breaking(ticket)).toMatchObject({ code: 0, out: 'It was taken out of the line for cache.\n' });
    expect(await waiter.ended).toMatchObject({ code: 69, out: '', err: expect.stringContaining('taken back') });
    expect([isRunning(pid), line.room('h').length]).toEqual([true, 1]);
  });

  it('frees nothing from one that does not react, says which processes to end, and is obeyed when it goes on', async () => {
    const { it, pid } = await hold();
    await until(() => line.witnesses().some((name) => name.includes(`-${pid}-`)));
    it.child.kill('SIGSTOP');
    const { code, err } = await breaking(line.holder());
    expect([code, line.room('h').length, isRunning(pid)]).toEqual([1, 1, true]);
    expect(err).toMatch(/has not let go, so nothing was freed/);
    expect(
      err
        .match(/kill -9 ([\d ]+)/)?.[1]
        ?.trim()
        .split(' ')
        .map(Number)
        .sort(),
    ).toEqual([it.child.pid ?? 0, pid].sort());
    expect(await line.call('run', '-p', 'cache', '-t', '0', '--', 'true')).toMatchObject({ code: 75 });
    it.child.kill('SIGCONT');
    expect((await it.ended).code).toBe(1);
    expect([line.room('h'), isRunning(pid)]).toEqual([[], false]);
  });

  it('says where it left things when it is told to stop waiting', async () => {
    const { it } = await hold();
    await until(() => line.witnesses().length > 1);
    it.child.kill('SIGSTOP');
    const asking = line.start(['break', 'cache', '--ticket', line.holder(), '--yes']);
    await line.said(asking, 'Waiting for it to stop');
    asking.child.kill('SIGINT');
    expect(await asking.ended).toMatchObject({
      code: 130,
      out: '',
      err: expect.stringMatching(/\nfetch-lock: Stopped waiting\. It stays marked, and is let go of when its work has stopped\.\n$/),
    });
    it.child.kill('SIGCONT');
    expect((await it.ended).code).toBe(1);
    expect(line.room('h')).toEqual([]);
  });

  it('removes a holder that is dead', async () => {
    const { it, pid } = await hold();
    const ticket = line.holder();
    it.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await until(() => !isRunning(pid));
    expect(await breaking(ticket)).toMatchObject({ code: 0, err: expect.stringContaining('no longer running') });
    expect([line.room('h'), line.room('crashed').length]).toEqual([[], 1]);
  });

  it('asks on a terminal, and does nothing without a yes', async () => {
    const { pid } = await hold();
    const words = [process.execPath, program, 'break', 'cache', '--ticket', line.holder()];
    const answer = async (text: string) => {
      const it = line.spawn('script', ['-qec', `exec '${words.join("' '")}'`, '/dev/null'], { SHELL: '/bin/sh' });
      await line.said(it, 'Break it? [y/N] ');
      it.child.stdin?.write(text);
      return it.ended;
    };
    expect(await answer('\n')).toMatchObject({ code: 1, out: expect.stringContaining('Nothing was changed.') });
    expect([line.room('h').length, isRunning(pid)]).toEqual([1, true]);
    expect(await answer('y\n')).toMatchObject({ code: 0, out: expect.stringContaining('It is gone') });
    expect(isRunning(pid)).toBe(false);
  });

  it('refuses where nobody can be asked, what is no ticket, and one that is not there', async () => {
    const { pid } = await hold();
    const ticket = line.holder();
    expect(await line.call('break', 'cache', '--ticket', ticket)).toMatchObject({ code: 64, err: expect.stringContaining('--yes') });
    expect(await breaking(ticket.slice(0, 3))).toMatchObject({ code: 64 });
    expect(await breaking('../x')).toMatchObject({ code: 64 });
    expect(await breaking(ticket.replace(/./g, '0'))).toMatchObject({ code: 1, err: expect.stringContaining('Nobody holds') });
    expect([line.room('h').length, isRunning(pid)]).toEqual([1, true]);
  });
});

describe('fetch-lock recover', () => {
  it('removes the dead and nobody else, says so once, and journals it', async () => {
    expect(await line.call('recover', 'cache')).toMatchObject({ code: 0, out: 'There is nothing to recover on cache.\n' });
    const { it, pid } = await hold();
    expect((await line.call('recover', 'cache')).out).toBe('There is nothing to recover on cache.\n');
    it.child.kill('SIGKILL');
    expect((await line.call('recover', 'cache')).out).toBe('There is nothing to recover on cache.\n');
    process.kill(pid, 'SIGKILL');
    await until(() => !isRunning(pid));
    const { code, out, err } = await line.call('recover', 'cache', '--json');
    expect([code, err, JSON.parse(out)]).toMatchObject([
      0,
      '',
      { locks: [{ path: 'cache', recovered: [{ state: 'held', mode: 'exclusive' }] }] },
    ]);
    expect(readFileSync(join(line.place.dir, 'journal.jsonl'), 'utf8')).toContain('lock_recovered');
    expect((await line.call('recover', 'cache')).out).toBe('There is nothing to recover on cache.\n');
  });

  it('tells of a lock that it cannot open, and removes the dead from the others all the same', async () => {
    const { it, pid } = await hold();
    it.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await until(() => !isRunning(pid));
    const odd = join(line.cwd, 'odd');
    for (const dir of [odd, `${odd}.fetch-lock`]) mkdirSync(dir);
    writeFileSync(`${odd}.fetch-lock/format`, 'of another program');
    const { code, out, err } = await line.call('recover', 'odd', 'cache', '--json');
    const { locks } = JSON.parse(out);
    expect([code, locks]).toMatchObject([
      1,
      [
        { path: 'odd', trouble: expect.stringContaining('FL_LOCK_DIR') },
        { path: 'cache', recovered: [{ state: 'held' }] },
      ],
    ]);
    expect(err).toBe(`fetch-lock: odd: ${locks[0].trouble}\n`);
    expect(await line.call('recover', 'odd', 'cache')).toMatchObject({ code: 1, out: 'There is nothing to recover on cache.\n', err });
  });

  it('says whose fault it is that the latch stays taken', async () => {
    const { it } = await hold();
    // We live, and never let go of it.
    mkdirSync(join(line.place.dir, 'latch'), { recursive: true });
    writeFileSync(join(line.place.dir, 'latch', `o.${encodeProcess(thisProcess(systemKernel))}.1`), '');
    const { code, err } = await line.call('recover', 'cache');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^fetch-lock: cache: The latch .* stayed taken for 10 s\. .*as if it were stopped/),
    ]);
    it.child.kill('SIGKILL');
  });
});
