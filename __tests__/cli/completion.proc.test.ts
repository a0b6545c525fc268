import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { optionsOf } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { renderBash } from '../../src/cli/help/completion.ts';
import { fetchLock } from '../support/cli.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const press = `
eval "$SCRIPT"
[[ $(complete -p fetch-lock) == 'complete -F _fetch_lock fetch-lock' ]] || exit 9
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_fetch_lock fetch-lock "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
for it in "\${COMPREPLY[@]}"; do printf '%s\\0' "$it"; done
`;

/** What bash offers for the last of these words. */
function offered(words: readonly string[], cwd = '/'): string[] {
  const env = { ...process.env, SCRIPT: renderBash(commands) };
  const given = ['--norc', '--noprofile', '-c', press, 'bash', 'fetch-lock', ...words];
  const { status, stdout, stderr } = spawnSync('bash', given, { cwd, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\0').slice(0, -1);
}

function makeFiles(): string {
  const home = makeHome();
  for (const name of ['mirror.git', 'my cache', 'shared']) mkdirSync(join(home, name));
  for (const name of ['page.html', 'mirror.txt']) writeFileSync(join(home, name), '');
  return home;
}

describe('in bash', () => {
  it('is what the command prints', async () => {
    expect(await fetchLock(['completion', 'bash'])).toEqual({ code: 0, out: renderBash(commands), err: '' });
  });

  it('offers the commands', () => {
    expect(offered([''])).toEqual([...commands.map((it) => it.name), 'help', '--help', '--version']);
    expect(offered(['re'])).toEqual(['recover', 'report']);
    expect(offered(['help', 'do'])).toEqual(['doctor']);
    expect(offered(['help', 'doctor', ''])).toEqual([]);
    expect(offered(['none', ''])).toEqual([]);
  });

  it.each(commands.map((it) => [it.name, it] as const))('offers every option of %s', (name, command) => {
    const all = [...optionsOf(command).map((it) => `--${it.name}`), ...(command.hasCommand ? ['--'] : [])];
    expect(offered([name, '--'])).toEqual(all);
    expect(offered([name, '--he'])).toEqual(['--help']);
  });

  it.each([[['run', '--mode', '']], [['run', '-m', '']], [['run', '--mode', '=']], [['run', '--path', 'x', '--mode', '']]])(
    'offers the only values there are for %j',
    (words) => {
      expect(offered(words)).toEqual(['shared', 'update', 'exclusive']);
    },
  );

  it('offers them where the shell does not part a word at its sign of equality, too', () => {
    expect(offered(['run', '--mode', '=', 'ex'])).toEqual(['exclusive']);
    expect(offered(['run', '--mode=ex'])).toEqual(['--mode=exclusive']);
    expect(offered(['hooks', '--print', 'job-'])).toEqual(['job-started', 'job-completed']);
    expect(offered(['completion', ''])).toEqual(['bash', 'zsh']);
  });

  it('offers directories for a path, files for a file, and nothing for what it cannot know', () => {
    const home = makeFiles();
    for (const words of [
      ['status', 'm'],
      ['run', '-p', 'm'],
      ['run', '--path=m'],
      ['report', '--lock-dir', 'm'],
    ]) {
      const start = words[1] === '--path=m' ? '--path=' : '';
      expect(offered(words, home).sort()).toEqual([`${start}mirror.git`, `${start}my cache`]);
    }
    expect(offered(['report', '--html', ''], home).sort()).toEqual(['mirror.git', 'mirror.txt', 'my cache', 'page.html', 'shared']);
    expect(offered(['run', '--timeout', ''], home)).toEqual([]);
    expect(offered(['break', 'mirror.git', '--ticket', ''], home)).toEqual([]);
    expect(offered(['demo', ''], home)).toEqual([]);
  });

  it('completes the command that is to be run, and then its files', () => {
    const home = makeFiles();
    expect(offered(['run', '--mode', 'shared', '--', 'mkdi'], home)).toContain('mkdir');
    expect(offered(['run', '--', 'cat', '--mo'], home)).toEqual([]);
    expect(offered(['run', '--', 'cat', 'pa'], home)).toEqual(['page.html']);
    expect(offered(['run', '--', 'cat', '--', 'pa'], home)).toEqual(['page.html']);
  });

  it('runs nothing that was typed', () => {
    const home = makeHome();
    for (const word of ['$(touch bad)', '`touch bad`', "';touch bad;'", '--mode=$(touch bad)'])
      for (const words of [[word], ['status', word], ['run', '--mode', word], ['run', '--', word], ['completion', word]])
        expect(offered(words, home)).toEqual([]);
    expect(readdirSync(home)).toEqual([]);
  });
});
