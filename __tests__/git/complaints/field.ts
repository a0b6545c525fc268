/** A place where git is made to complain: an upstream with history, a mirror of it, and a clone. */
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome } from '../../support/places.ts';

export interface Complaint {
  name: string;
  argv: string[];
  exitCode: number;
  /** Where git complains on its standard output, that too. */
  stdout?: string;
  stderr: string;
}

const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };
const env: Record<string, string> = {
  ...(process.env as Record<string, string>),
  ...author,
  LC_ALL: 'C',
  LANGUAGE: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_EDITOR: ':',
  GIT_MERGE_AUTOEDIT: 'no',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export class Field {
  readonly home = makeHome();
  readonly upstream = join(this.home, 'upstream.git');
  readonly mirror = join(this.home, 'mirror.git');
  readonly clone = join(this.home, 'clone');
  private readonly work = join(this.home, 'work');
  private count = 0;

  constructor() {
    this.git(this.home, 'init', '-q', '--bare', '--initial-branch=main', this.upstream);
    this.git(this.home, 'init', '-q', '--initial-branch=main', this.work);
    this.push('main', 'topic');
    this.git(this.home, 'clone', '-q', '--mirror', this.upstream, this.mirror);
    this.git(this.home, 'clone', '-q', this.upstream, this.clone);
    this.push('main');
  }

  git(cwd: string, ...args: string[]): string {
    return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  /** A commit that changes a file, on top of the last one, to the branches of the upstream. */
  push(...branches: string[]): string {
    this.count += 1;
    writeFileSync(join(this.work, 'file'), `${this.count}\n`.repeat(100));
    this.git(this.work, 'add', 'file');
    this.git(this.work, 'commit', '-q', '-m', `commit ${this.count}`);
    this.git(this.work, 'push', '-q', this.upstream, ...branches.map((it) => `+HEAD:refs/heads/${it}`));
    return this.git(this.work, 'rev-parse', 'HEAD');
  }

  /** Another history. */
  restart(): void {
    this.git(this.work, 'checkout', '-q', '--orphan', `again-${this.count}`);
  }

  /** Files of the mirror whose path ends so. */
  files = (end: RegExp): string[] =>
    readdirSync(this.mirror, { recursive: true, encoding: 'utf8' })
      .filter((it) => end.test(it))
      .map((it) => join(this.mirror, it));

  /** What git says to it, which may be nothing. */
  async provoke(name: string, cwd: string, argv: string[], more: Record<string, string> = {}, through: string[] = []): Promise<Complaint> {
    const [file = '', ...args] = [...through, 'git', ...argv];
    const { exitCode, stdout, stderr } = await new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) =>
      execFile(file, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' }, (error, stdout, stderr) =>
        resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
      ),
    );
    return {
      name,
      argv: argv.map((it) => this.plain(it)),
      exitCode,
      ...(/^(CONFLICT|error|fatal)/m.test(stdout) ? { stdout: this.plain(stdout) } : {}),
      stderr: this.plain(stderr),
    };
  }

  private plain = (text: string): string =>
    text
      .replaceAll(this.home, '/home/runner')
      .replace(/\bobjects\/[0-9a-f]{2}\//g, 'objects/<xx>/')
      .replace(/\b[0-9a-f]{38,40}\b/g, '<sha>')
      .replace(/\b[0-9a-f]{7}\.\.+[0-9a-f]{7}\b/g, '<sha>..<sha>')
      .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,37}\b/g, '<id>')
      .replace(/(127\.0\.0\.1|localhost)(:| port )\d+/g, '$1$2<port>')
      .replace(/(tmp_pack_|tmp_idx_|tmp_obj_)\w{6}/g, '$1<id>')
      .replace(/after \d+ ms/g, 'after <n> ms')
      .replace(/\b(pid|process) \d+/g, '$1 <n>')
      // Git says some things once for each object it looks for.
      .replace(/^(.+\n)\1+/gm, '$1');
}
