import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

const passed = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
/** Says each signal that it gets, once, and ends by its own will on the last. */
const counting = `for s in INT TERM HUP QUIT USR1 USR2; do trap "echo got $s" $s; done; trap 'echo bye; exit 5' CONT; echo ready; while :; do sleep 0.02; done`;
const stateOf = (pid: number): string | undefined => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0];
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const runLine = (...command: string[]): string =>
  [process.execPath, program, 'run', '--path', 'cache', '--', ...command].map(quote).join(' ');

/** A terminal of its own, whose user types what is written to its input. */
const onTerminal = (script: string, columns = 80) =>
  line.spawn('script', ['-qec', `stty cols ${columns}; exec ${script}`, '/dev/null'], { SHELL: '/bin/sh' });
const interrupt = String.fromCharCode(3);
const clear = `\r${String.fromCharCode(27)}[K`;
/** The pid of the one that holds. */
const wrapper = (): number => {
  const [mark = ''] = line.witnesses().filter((name) => name.startsWith('m.'));
  return Number(mark.split('-')[2]);
};

describe('signals of fetch-lock run', () => {
  it('go to the command, each once, and its own end is ours', async () => {
    const it = line.run('sh', '-c', counting);
    await line.said(it, 'ready');
    for (const name of passed) {
      it.child.kill(name);
      await line.said(it, `got ${name.slice(3)}`);
    }
    it.child.kill('SIGCONT');
    const { code, out } = await it.ended;
    expect([code, out.trim().split('\n')]).toEqual([5, ['ready', ...passed.map((name) => `got ${name.slice(3)}`), 'bye']]);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGKILL', 'SIGPIPE'])('end us by %s where it ended the command', async (name) => {
    const { code, signal } = await line.run('sh', '-c', `kill -${name.slice(3)} $$`).ended;
    expect([code, signal]).toEqual([null, name]);
    expect([line.room('h'), line.room('crashed')]).toEqual([[], []]);
  });

  it('that leave a core are told by the exit code', async () => {
    expect(await line.run('sh', '-c', 'ulimit -c 0; kill -ABRT $$').ended).toMatchObject({ code: 134, signal: null });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('end the waiting: %s takes the request back and ends with %d', async (name, code) => {
    const first = line.run('sh', '-c', 'echo ready; read -r _');
    await line.said(first, 'ready');
    const second = line.run('echo', 'ran');
    await line.said(second, 'Waiting');
    second.child.kill(name);
    expect(await second.ended).toMatchObject({ code, out: '', err: expect.stringContaining('the command was not run') });
    expect(line.room('q')).toEqual([]);
    expect(line.events().at(-1)).toMatchObject({ event: 'lock_cancelled' });
  });
});

describe('fetch-lock run on a terminal', () => {
  it('lets Ctrl-C reach the command once', async () => {
    // Node takes each as it comes; a shell would take two at once for one.
    const counting = `process.on('SIGINT', () => console.log('got INT')).on('SIGUSR2', () => console.log('got USR2')).on('SIGCONT', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready')`;
    const it = onTerminal(runLine(process.execPath, '-e', counting));
    await line.said(it, 'ready');
    it.child.stdin?.write(interrupt);
    await line.said(it, 'got INT');
    // What was passed on before is there before this one.
    process.kill(wrapper(), 'SIGUSR2');
    await line.said(it, 'got USR2');
    process.kill(wrapper(), 'SIGCONT');
    const { code, out } = await it.ended;
    expect([code, out.match(/got INT/g)?.length]).toEqual([5, 1]);
  });

  it('stops with the command, and goes on with it, as a job of a shell', async () => {
    const job = runLine('sh', '-c', 'echo "pid $$"; exec sleep 1000');
    const it = onTerminal(`sh -mc ${quote(`${job} & read -r _`)}`);
    await line.said(it, 'pid');
    const pids = [wrapper(), Number(/pid (\d+)/.exec(it.out())?.[1])];
    process.kill(wrapper(), 'SIGTSTP');
    await until(() => pids.every((pid) => stateOf(pid) === 'T'));
    expect(line.room('h')).toHaveLength(1);
    process.kill(wrapper(), 'SIGCONT');
    await until(() => pids.every((pid) => stateOf(pid) !== 'T'));
    process.kill(wrapper(), 'SIGTERM');
    await until(() => line.room('h').length === 0);
    it.child.stdin?.write('\n');
    await it.ended;
    expect(pids.some(isRunning)).toBe(false);
  });

  it('shows who it waits for in one line that fits, is rewritten, and ends clean', async () => {
    const first = line.run('sh', '-c', 'echo ready; read -r _');
    await line.said(first, 'ready');
    const it = onTerminal(runLine('echo', 'mine'), 40);
    const drawn = () =>
      it
        .out()
        .split('\r')
        .filter((text) => text.startsWith('fetch-lock: Waiting'));
    await until(() => drawn().length > 1);
    first.child.stdin?.end('\n');
    const { code, out } = await it.ended;
    expect(code).toBe(0);
    for (const text of drawn()) expect(text).toMatch(/^fetch-lock: Waiting .{1,20}….\[K$/);
    const [, end] = out.split(clear);
    expect(end).toMatch(/^fetch-lock: Got the exclusive lock on cache after \S+ \S+\.\r\nmine\r\n$/);
    expect(out.split('\n')).toHaveLength(3);
  });

  it('names the holder within 80 columns', async () => {
    const first = line.run('sh', '-c', 'echo ready; read -r _');
    await line.said(first, 'ready');
    const it = onTerminal(runLine('echo', 'mine'));
    await line.said(it, 'running sh on');
    expect(it.out()).toMatch(/\rfetch-lock: Waiting \S+ \S+\. Held by \S+ running sh on /);
    first.child.stdin?.end('\n');
    await it.ended;
  });

  it('leaves the waiting with Ctrl-C, the line taken away', async () => {
    const first = line.run('sh', '-c', 'echo ready; read -r _');
    await line.said(first, 'ready');
    const it = onTerminal(runLine('echo', 'mine'));
    await line.said(it, 'Waiting');
    it.child.stdin?.write(interrupt);
    expect(await it.ended).toMatchObject({
      code: 130,
      out: expect.stringMatching(/\[Kfetch-lock: stopped while it waited[^\r\n]*\r\n$/),
    });
    expect(line.room('q')).toEqual([]);
    expect(readFileSync(join(line.place.dir, 'journal.jsonl'), 'utf8')).toContain('lock_cancelled');
  });
});
