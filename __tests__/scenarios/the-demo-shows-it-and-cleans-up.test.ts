import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { readCall } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { wordsOf } from '../support/snippets.ts';
import { actionDir } from '../support/world.ts';

afterEach(removeAll);

function startDemo(onOutput: (output: string, interrupt: () => void) => void = () => {}) {
  const home = makeHome();
  const child = spawn(process.execPath, [join(actionDir, 'dist', 'cli', 'index.js'), 'demo'], {
    cwd: actionDir,
    env: { ...process.env, TMPDIR: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes;
      onOutput(output, () => child.kill('SIGINT'));
    });
  }
  return { home, ended: once(child, 'close').then(([code]) => ({ code, output })) };
}

it('runs eight jobs, none of which fails, shows the waits, and leaves nothing', async () => {
  const { home, ended } = startDemo();
  const { code, output } = await ended;
  expect(code).toBe(0);
  expect(output).toMatch(/1\. Without a lock.*\n {3}\d of 8 failed\./);
  expect(output).toMatch(/ {3}job \d {2}Waiting to get an update lock on mirror\.git: \d requests? in front\./);
  expect(output).toMatch(/ {3}0 of 8 failed, in .*; the longest wait was/);
  expect(output).toMatch(/### fetch-lock\n[\s\S]*Waited .* for the update lock on mirror\.git behind \d requests?/);
  expect(output).toMatch(/ {3}\$ fetch-lock status mirror\.git\n {3}mirror\.git {2}\d holds? it.*\n {5}● (update|shared) for /);
  expect(output).toMatch(/ {3}\$ fetch-lock report mirror\.git\n {3}mirror\.git\n {5}8 requests · /);
  expect(output).not.toMatch(/mermaid|gantt|^.*\| *--/m);
  expect(readdirSync(home)).toEqual([]);
});

it('ends with commands that work where it was called', async () => {
  const { output } = await startDemo().ended;
  const [, ending = ''] = /^Without the lock.*\n((?:.*\n)+)$/m.exec(output) ?? [];
  const typed = [...ending.matchAll(/(?:^ {2}|: )(node (\S+) (\w+) .*)$/gm)];
  expect(typed.map(([, , , name]) => name)).toEqual(['run', 'status', 'doctor']);
  for (const [, line = '', file = '', name] of typed) {
    expect(join(actionDir, file)).toBe(join(actionDir, 'dist', 'cli', 'index.js'));
    const [, , , ...words] = wordsOf(line);
    const command = commands.find((it) => it.name === name);
    expect(() => command && readCall(command, words)).not.toThrow();
  }
});

it('leaves nothing either when it is interrupted', async () => {
  let isInterrupted = false;
  const { home, ended } = startDemo((output, interrupt) => {
    if (isInterrupted || !output.includes('Waiting to get')) return;
    isInterrupted = true;
    interrupt();
  });
  const { code, output } = await ended;
  expect([code, output.split('\n').at(-2)]).toEqual([130, 'fetch-lock: stopped; everything it made is gone.']);
  expect(readdirSync(home)).toEqual([]);
});
