import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendEvent } from '../../src/report/journal.ts';
import { CommandLine, program } from '../support/command-line.ts';
import { makeEvent } from '../support/events.ts';
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

/** A command that says its pid and then holds until its input ends. */
const holding = ['sh', '-c', 'echo "pid $$"; read -r _; exit 0'];
const pidOf = (text: string): number => Number(/pid (\d+)/.exec(text)?.[1]);
const inner = [process.execPath, program, 'run', '--path', 'cache', '--timeout', '0', '--'];

describe('fetch-lock run', () => {
  it('is the command to whoever looks: input, output, exit code, and not a word of its own', async () => {
    const it = line.run('sh', '-c', 'cat; echo no >&2; exit 7');
    it.child.stdin?.end('some input');
    expect(await it.ended).toEqual({ code: 7, signal: null, out: 'some input', err: 'no\n' });
    expect([line.room('h'), line.room('crashed')]).toEqual([[], []]);
    expect(line.events().map((one) => one.event)).toEqual(['lock_acquired', 'lock_released']);
  });

  it('tells the journal who ran which program, and none of its arguments', async () => {
    await line.run('/bin/echo', 'secret').ended;
    expect(line.events()[0]?.job).toMatchObject({ command: 'echo', user: expect.any(String), host: expect.any(String) });
    expect(readFileSync(join(line.place.dir, 'journal.jsonl'), 'utf8')).not.toContain('secret');
  });

  it.each([
    [127, ['no-such-program'], "fetch-lock: 'no-such-program' was not found.\n"],
    [126, ['./cache'], "fetch-lock: './cache' cannot be run (EACCES).\n"],
  ])('ends with %d as a shell does, where the command cannot be run', async (code, command, err) => {
    expect(await line.run(...command).ended).toMatchObject({ code, err });
    expect(line.room('h')).toEqual([]);
  });

  it.each([
    [['run', '--mode', 'auto', '--', 'true'], "--mode is 'auto'"],
    [['run', '--timeout', 'soon', '--', 'true'], "`--timeout` is 'soon'"],
    [['run', '--path', 'cache', '--'], 'there is no command'],
    [['run', '--path', 'cache', 'true'], 'there is no command: write `-- CMD ARG...`'],
    [['run', '--path', 'no/where', '--', 'true'], "'no/where'"],
    [['run', '--path', '', '--', 'true'], 'A path is empty'],
  ])('refuses %j with 64', async (args, text) => {
    expect(await line.call(...args)).toMatchObject({ code: 64, out: '', err: expect.stringContaining(text) });
  });

  it('waits, says for whom, and goes on when that one ends', async () => {
    const first = line.run(...holding);
    await line.said(first, 'pid');
    const second = line.run('echo', 'mine');
    await line.said(second, 'fetch-lock: Waiting to get an exclusive lock on cache: 1 request in front. Held by');
    first.child.stdin?.end('\n');
    const { out, err } = await second.ended;
    expect([out, err.split('\n')]).toEqual([
      'mine\n',
      [expect.stringContaining('running sh'), expect.stringContaining('Got the exclusive lock on cache'), ''],
    ]);
  });

  it('says at once that its limit will hardly do, where others had to wait for longer', async () => {
    const first = line.run(...holding);
    await line.said(first, 'pid');
    for (let index = 0; index < 10; index++) {
      const detail = { ticket: `past-${index}`, ahead: 1, waited_ms: index < 7 ? 2000 : 60_000 };
      appendEvent(line.place.dir, { ...makeEvent('lock_acquired', 0, detail), ts: new Date().toISOString() });
    }
    const wait = (timeout: string) => line.start(['run', '--path', 'cache', '--timeout', timeout, '--', 'true']);
    const [short, long] = [wait('50s'), wait('2m')];
    for (const it of [short, long]) await line.said(it, 'Waiting to get');
    first.child.stdin?.end('\n');
    const [hurried, patient] = [await short.ended, await long.ended];
    expect(hurried.err).toMatch(
      /^fetch-lock: This wait for cache may end in vain: it ends after 50 s, and 3 of the 10 requests .* Raise `--timeout`, or .*\nfetch-lock: Waiting/,
    );
    expect(patient.err).toMatch(/^fetch-lock: Waiting/);
  });

  it('gives up with 75 without running the command, or runs it without the lock where that was asked for', async () => {
    const first = line.run(...holding);
    await line.said(first, 'pid');
    const options = ['--path', 'cache', '--timeout', '0'];
    const refused = await line.call('run', ...options, '--', 'echo', 'ran');
    expect(refused).toMatchObject({
      code: 75,
      out: '',
      err: expect.stringMatching(/running sh.*Raise `--timeout` \(now 0\).*\[FL_TIMEOUT\]/),
    });
    const open = await line.call('run', ...options, '--fail-open', '--', 'echo', 'ran');
    expect(open).toMatchObject({ code: 0, out: 'ran\n', err: expect.stringContaining('Going on without the lock') });
    expect(line.events().at(-1)).toMatchObject({ event: 'lock_bypassed', decision: 'allow', code: 'FL_TIMEOUT' });
    expect(isRunning(pidOf(first.out()))).toBe(true);
  });

  it('has 69 for a lock that cannot be', async () => {
    writeFileSync(line.place.dir, 'not a directory');
    expect(await line.run('true').ended).toMatchObject({ code: 69, err: expect.stringContaining('[FL_LOCK_DIR]') });
  });

  it('locks several paths or none', async () => {
    const first = line.run(...holding);
    await line.said(first, 'pid');
    const both = await line.call('run', '-p', 'cache', '-p', 'another', '-t', '0', '--', 'true');
    expect(both.code).toBe(75);
    expect((await line.call('run', '-p', 'another', '-t', '0', '--', 'true')).code).toBe(0);
    first.child.stdin?.end('\n');
    await first.ended;
    expect((await line.call('run', '-p', 'cache', '-p', 'another', '-t', '0', '--', 'echo', 'both')).out).toBe('both\n');
  });

  it('does not wait for the one it runs inside of, however deep', async () => {
    expect(await line.run(...inner, ...inner, 'echo', 'deep').ended).toMatchObject({ code: 0, out: 'deep\n', err: '' });
  });

  it('keeps two out of one another that run inside of the same one', async () => {
    const it = line.run(
      'sh',
      '-c',
      'mkfifo gate; (exec "$@" sh -c "echo in > out; read -r _ < gate") & while ! [ -s out ]; do sleep 0.01; done; "$@" echo second; echo "code $?"; echo > gate; wait',
      'sh',
      ...inner,
    );
    const { out, err } = await it.ended;
    expect(out).toBe('code 75\n');
    expect(err).toContain('[FL_TIMEOUT]');
  });

  it('is killed, and the lock stays until the command is gone, also one that cleared its environment', async () => {
    const it = line.run('env', '-i', '/bin/sh', '-c', 'exec 0<&-; echo "pid $$"; exec sleep 1000');
    await line.said(it, 'pid');
    const pid = pidOf(it.out());
    await until(() => line.witnesses().some((name) => name.includes(`-${pid}-`)));
    it.child.kill('SIGKILL');
    const next = line.run('echo', 'mine');
    await line.said(next, 'Waiting');
    expect([isRunning(pid), next.out()]).toEqual([true, '']);
    process.kill(pid, 'SIGKILL');
    expect(await next.ended).toMatchObject({ code: 0, out: 'mine\n', err: expect.stringContaining('half-written') });
  });

  it('says that a writer died until a command that could write has succeeded', async () => {
    const it = line.run('sh', '-c', 'exec 0<&-; echo "pid $$"; exec sleep 1000');
    await line.said(it, 'pid');
    it.child.kill('SIGKILL');
    process.kill(pidOf(it.out()), 'SIGKILL');
    await line.run('false').ended;
    const reader = await line.call('run', '--path', 'cache', '--mode', 'shared', '--', 'true');
    const writer = await line.run('true').ended;
    const later = await line.run('true').ended;
    expect([reader, writer, later].map(({ err }) => err.includes('half-written'))).toEqual([true, true, false]);
  });

  it('is killed, and the lock stays until what the command started is gone, too', async () => {
    const it = line.run('sh', '-c', 'sleep 1000 & echo "pid $!"; wait');
    await line.said(it, 'pid');
    const pid = pidOf(it.out());
    await until(() => line.witnesses().length > 1);
    const [shell] = line.witnesses().flatMap((name) => (name.startsWith('w.') ? [Number(name.split('-')[2])] : []));
    it.child.kill('SIGKILL');
    process.kill(shell ?? 0, 'SIGKILL');
    const next = line.run('echo', 'mine');
    await line.said(next, 'Waiting');
    process.kill(pid, 'SIGKILL');
    expect(await next.ended).toMatchObject({ code: 0, out: 'mine\n' });
  });
});
