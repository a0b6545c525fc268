import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { optionsOf } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { renderZsh } from '../../src/cli/help/completion.ts';
import { fetchLock } from '../support/cli.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

// Completion lives in the line editor alone, so a second zsh has a terminal on which the key is pressed. What it would offer is what it
// hands to compadd; when the function has ended, it ends.
const press = `
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "source $SETUP"
zpty -r inner text '*READY*'
zpty -n -w inner "$1"$'\\t'
while zpty -r inner text; do :; done
`;

const setup = `
PS1= PS2= RPS1=
autoload -Uz compinit
compinit -u -D
zstyle ':completion:*' insert-tab false
bindkey '^I' complete-word
unsetopt beep
LOAD
compadd() {
  local -a offers
  builtin compadd -O offers "$@"
  (( $#offers )) && print -rl -- "$offers[@]" >> $OFFERED
  builtin compadd "$@"
}
leave() { exit 0 }
comppostfuncs=(leave)
print REA''DY
`;

type Load = 'evaluated' | 'of fpath';

/** What zsh offers for a line that ends here. */
function offered(line: string, cwd: string = makeHome(), load: Load = 'evaluated'): string[] {
  const home = makeHome();
  const path = (name: string, text: string) => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  mkdirSync(join(home, 'functions'));
  path(load === 'evaluated' ? 'script' : 'functions/_fetch-lock', renderZsh(commands));
  const before = `fpath=(${join(home, 'functions')} $fpath)\n`;
  const env = {
    ...process.env,
    SETUP: path('setup', before + setup.replace('LOAD', load === 'evaluated' ? `source ${join(home, 'script')}` : '')),
    OFFERED: path('offered', ''),
  };
  const { status, stderr } = spawnSync('zsh', ['-f', '-c', press, 'zsh', `fetch-lock ${line}`], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect([status === null, stderr]).toEqual([false, '']);
  // A name with a blank is handed over twice: as it is, and as it is typed.
  return [...new Set(readFileSync(env.OFFERED, 'utf8').replaceAll('\\ ', ' ').split('\n').slice(0, -1))];
}

describe('in zsh', () => {
  it('is what the command prints', async () => {
    expect(await fetchLock(['completion', 'zsh'])).toEqual({ code: 0, out: renderZsh(commands), err: '' });
  });

  it.each<[Load]>([['evaluated'], ['of fpath']])('offers the commands, %s', (load) => {
    expect(offered('', undefined, load).sort()).toEqual([...commands.map((it) => it.name), 'help'].sort());
  });

  it.each(commands.map((it) => [it.name, it] as const))('offers every option of %s', (name, command) => {
    const all = optionsOf(command).map((it) => `--${it.name}`);
    expect(offered(`${name} --`)).toEqual(expect.arrayContaining(all));
  });

  it('offers the only values there are', () => {
    for (const line of ['run --mode ', 'run -m ', 'run --mode=']) expect(offered(line)).toEqual(['shared', 'update', 'exclusive']);
    expect(offered('hooks --print job-')).toEqual(['job-started', 'job-completed']);
    expect(offered('completion ')).toEqual(['bash', 'zsh']);
    expect(offered('help doc')).toEqual(['doctor']);
  });

  it('offers directories for a path, and files for a file', () => {
    const home = makeHome();
    for (const name of ['mirror.git', 'my cache']) mkdirSync(join(home, name));
    writeFileSync(join(home, 'mirror.txt'), '');
    for (const line of ['status m', 'run -p m', 'run --path=m', 'report --lock-dir m'])
      expect(offered(line, home).sort()).toEqual(['mirror.git', 'my cache']);
    expect(offered('metrics --output mi', home)).toEqual(expect.arrayContaining(['mirror.txt']));
    expect(offered('run --timeout ', home)).toEqual([]);
  });

  it('completes the command that is to be run', () => {
    expect(offered('run --mode shared -- mkdi')).toContain('mkdir');
    expect(offered('run --mode shared -- cat --mo')).not.toContain('--mode');
  });

  it('runs nothing that was typed', () => {
    const home = makeHome();
    for (const line of ['status $(touch bad)', 'run --mode=$(touch bad)', 'run -- `touch bad`']) offered(line, home);
    expect(readdirSync(home)).toEqual([]);
  });
});
