import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { makeHome, removeAll } from '../support/places.ts';
import { actionDir } from '../support/world.ts';

afterEach(removeAll);

function startDemo(onOutput: (output: string, interrupt: () => void) => void = () => {}) {
  const home = makeHome();
  const child = spawn(process.execPath, [join(actionDir, 'dist', 'cli', 'index.js'), 'demo'], {
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
  expect(readdirSync(home)).toEqual([]);
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
