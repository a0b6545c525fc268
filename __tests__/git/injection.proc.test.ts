import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Command, parseCommand } from '../../src/git/command.ts';
import { makeFamily } from '../support/family.ts';
import { drawLines } from '../support/lines.ts';
import { removeAll } from '../support/places.ts';

afterAll(removeAll);

const { home, program, git, hasRun } = makeFamily();

/** Ways in that worked on others (simple-git, GitPython, Mercurial, git itself), their spellings, and names that a shell would obey. */
const hostile = [
  ...[`--upload-pack=${program}`, `--upload-pack ${program}`, `--upload-pa=${program}`, `--upl ${program}`, `--up=${program}`],
  ...[`--UPLOAD-PACK=${program}`, `--Upload-Pack ${program}`, `--upload‐pack=${program}`, `‐‐upload-pack=${program}`, `--exec=${program}`],
  ...[
    `--receive-pack=${program}`,
    `--receive-p=${program}`,
    `-u ${program}`,
    `-vu ${program}`,
    `-u${program}`,
    `-pu${program}`,
    `-fvu ${program}`,
  ],
  ...[
    `-c core.sshCommand=${program}`,
    `-ccore.fsmonitor=${program}`,
    `--config=core.sshCommand=${program}`,
    `--config-env=core.pager=HOME`,
  ],
  ...[`-c PROTOCOL.ALLOW=always`, `--conf core.gitProxy=${program}`, `-o ProxyCommand=${program}`, `-oProxyCommand=${program}`],
  ...[`--exec-path=${home}`, `--git-dir=${home}`, `-C ${home}`, `--work-tree=/`, '-C..', '--namespace=x', '-p', '--paginate'],
  ...[
    `ext::${program}`,
    `'ext::${program} %S x'`,
    `EXT::${program}`,
    `"ext::sh -c ${program}"`,
    `ext:${program}`,
    'fd::0',
    `file::${program}`,
  ],
  ...[
    `ssh://-oProxyCommand=${program}/x`,
    `ssh://u@-oProxyCommand=${program}/x`,
    `-oProxyCommand=${program}@h:x`,
    `ssh://%2doProxyCommand=x/y`,
  ],
  ...[
    `'ssh://[-oProxyCommand=${program}]/x'`,
    `--recurse-submodules`,
    `--recurse-submodules=yes`,
    `--server-option=x`,
    '--submodule-prefix=../',
  ],
  ...['--rebase=interactive', '--rebase=i', '-ri', '-Xours', `--strategy=${program}`, `-s ${program}`, '--gpg-sign', '-S', '--edit', '-e'],
  ...[`--reference=${home}`, '--template=x', `--filter=sparse:oid=x`, '--negotiation-tip=--exec', '--jobs=--exec', '--refmap=', '--stdin'],
  ...[
    `;${program}`,
    `&&${program}`,
    `|${program}`,
    `$(${program})`,
    `\`${program}\``,
    `\n${program}`,
    `>${program}`,
    `"$(${program})"`,
    `\${IFS}`,
  ],
  ...[
    `'zzz";${program}\${IFS}'`,
    `'refs/heads/$(${program})'`,
    `'refs/heads/\`${program}\`'`,
    `'refs/heads/-x'`,
    `'|${program}'`,
    `'a;${program}'`,
  ],
  ...[
    `'+refs/heads/*:refs/heads/$(${program})/*'`,
    `'origin;${program}'`,
    `'--upload-pack=${program}'`,
    `"-u"${program}`,
    '--',
    '--end-of-options',
    '-',
  ],
  ...[
    '--expire-to=../x',
    '--filter-to=../x',
    '--detach',
    '--unpack-unreachable=now',
    '--scheduler=cron',
    "'!id'",
    "':(exclude)x'",
    ':/',
    '../..',
  ],
  ...[
    `--update=!${program}`,
    '--init',
    '--remote',
    '--merge',
    '--rebase',
    '--recursive',
    '--force',
    '--all',
    '--prune',
    '--jobs=1',
    'main',
    'origin',
  ],
];

/** What is accepted of these lines. */
const accepted = (lines: readonly string[]): Command[] =>
  lines.flatMap((line) => {
    try {
      return [parseCommand(line)];
    } catch (error) {
      expect(error).toMatchObject({ code: 'FL_UNSAFE_COMMAND' });
      return [];
    }
  });

describe('what no accepted line does', () => {
  it.each([
    ['an abbreviated option', ['fetch', `--upload-pa=${program}`, 'origin']],
    ['an option behind the remote', ['fetch', 'origin', `--upload-pack=${program}`]],
    ['a value in the next word', ['pull', '--upload-pack', program, 'origin']],
    ['configuration', ['-c', `core.fsmonitor=${program}`, 'submodule', 'update']],
    ['a transport', ['fetch', `ext::${program}`]],
  ])('is done by git itself for %s', (_, args) => {
    git('clone', ...args);
    expect(hasRun()).toBe(true);
  });

  it('is to run a program, whatever was put into it (G2)', () => {
    const commands = accepted([...fc.sample(drawLines(hostile), 4000), ...hostile.flatMap((it) => [`fetch ${it}`, `fetch origin ${it}`])]);
    const distinct = [...new Map(commands.map((it) => [it.argv.join('\0'), it])).values()].slice(0, 150);
    expect(distinct.length).toBeGreaterThan(50);
    for (const { argv, text } of distinct) {
      git('clone', ...argv);
      expect([text, argv, hasRun()]).toEqual([text, argv, false]);
    }
  });

  it('is to hand git an option that is none of ours (G2)', () => {
    for (const { argv, verb } of accepted(fc.sample(drawLines(hostile), 6000))) {
      const end = argv.findIndex((it) => it === '--' || it === '--end-of-options');
      const operands = end < 0 ? [] : argv.slice(end + 1);
      expect(operands.filter((it) => it.startsWith('-') || (it.includes('::') && verb !== 'submodule update'))).toEqual([]);
      const options = argv.slice(verb.split(' ').length, end < 0 ? undefined : end);
      expect(options.filter((it) => !/^--[a-z0-9-]+(=[^-].*)?$|^-[aAdfFn]$/.test(it))).toEqual([]);
      const bad =
        /^--(upload|receive|exec|conf|recurse|server|strat|gpg|edit|refmap|refer|templ|stdin|detach|update|deep|unshallow|shallow)/;
      expect(options.filter((it) => bad.test(it))).toEqual([]);
    }
  });
});

describe('what a line leaves open is not left to the repository (G3)', () => {
  /** What the words do by themselves, and what our command does. */
  const compare = (line: string, setUp: (family: ReturnType<typeof makeFamily>) => void) => {
    const [plain, ours] = [line.split(' '), parseCommand(line).argv].map((argv) => {
      const family = makeFamily();
      setUp(family);
      const { status } = family.git('clone', ...argv);
      return { status, hasRun: family.hasRun() };
    });
    return { plain, ours };
  };

  it('pull starts no editor of its choice', () => {
    const { plain, ours } = compare('pull --ff --no-edit', (it) => {
      it.git('clone', 'config', 'pull.rebase', 'interactive');
      it.git('clone', 'config', 'sequence.editor', it.program);
      for (const where of ['clone', 'upstream']) it.commit(where);
    });
    expect(plain?.hasRun).toBe(true);
    expect(ours).toEqual({ status: 0, hasRun: false });
  });

  it('pull signs nothing with a program of its choice', () => {
    const { plain, ours } = compare('pull --no-ff --no-edit', (it) => {
      it.git('clone', 'config', 'commit.gpgSign', 'true');
      it.git('clone', 'config', 'gpg.program', it.program);
      it.commit('upstream');
    });
    expect(plain?.hasRun).toBe(true);
    expect(ours).toEqual({ status: 0, hasRun: false });
  });

  it('submodule update checks out, and runs no program', () => {
    const { plain, ours } = compare('submodule update', (it) => {
      it.git('clone', 'config', 'submodule.lib.update', `!${it.program}`);
      it.commit('clone/lib');
    });
    expect(plain?.hasRun).toBe(true);
    expect(ours).toEqual({ status: 0, hasRun: false });
  });
});
