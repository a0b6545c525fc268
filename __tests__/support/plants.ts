/** Things planted in a shared repository (users.md S2, S3), so that a program of somebody else's would run in our name. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome } from './places.ts';

export const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
export const userEnv = {
  PATH: process.env.PATH ?? '',
  HOME: '/no/such/place',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  ...author,
};

export class Scene {
  readonly home = makeHome();
  readonly upstream = join(this.home, 'upstream.git');
  readonly mirror = join(this.home, 'mirror.git');
  readonly clone = join(this.home, 'clone');
  readonly marker = join(this.home, 'marker');
  /** A program that leaves the marker and does nothing else. */
  readonly program = join(this.home, 'program');

  constructor() {
    writeFileSync(this.program, `#!/bin/sh\ntouch '${this.marker}'\n`, { mode: 0o755 });
    this.git('init', '-q', '--bare', '--initial-branch=main', this.upstream);
    this.git('clone', '-q', this.upstream, 'work');
    this.push({ file: 'one' });
    this.git('clone', '-q', '--mirror', this.upstream, this.mirror);
    this.git('clone', '-q', this.upstream, this.clone);
    this.push({ file: 'two' });
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.home, env: userEnv, stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
  }

  push(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.home, 'work', name), text);
    this.git('-C', 'work', 'add', '.');
    this.git('-C', 'work', 'commit', '-q', '-m', 'a commit');
    this.git('-C', 'work', 'push', '-q', 'origin', 'HEAD:main');
  }

  configure(repository: string, key: string, value: string): void {
    this.git('-C', repository, 'config', '--add', key, value);
  }

  hook(repository: string, name: string): void {
    mkdirSync(join(repository, 'hooks'), { recursive: true });
    writeFileSync(join(repository, 'hooks', name), `#!/bin/sh\ntouch '${this.marker}'\n`, { mode: 0o755 });
  }
}

interface Plant {
  plant: (scene: Scene) => void;
  /** Where the command runs; the mirror if not said. */
  where?: 'mirror' | 'clone';
  argv?: string[];
  /** For the control: what this git or this host needs so that the planted thing has its chance. */
  env?: Record<string, string>;
  /** Nothing can be put in its place. */
  isRefused?: boolean;
}

const nowhere = 'https://127.0.0.1:1/x';

export const plants: Record<string, Plant> = {
  'a reference-transaction hook': { plant: (it) => it.hook(it.mirror, 'reference-transaction') },
  'core.hooksPath': {
    plant: (it) => {
      it.hook(it.home, 'reference-transaction');
      it.configure(it.mirror, 'core.hooksPath', join(it.home, 'hooks'));
    },
  },
  'a post-merge hook': { plant: (it) => it.hook(join(it.clone, '.git'), 'post-merge'), where: 'clone', argv: ['pull', '--ff-only'] },
  'core.fsmonitor': { plant: (it) => it.configure(it.clone, 'core.fsmonitor', it.program), where: 'clone', argv: ['pull', '--ff-only'] },
  'a filter': {
    plant: (it) => {
      it.configure(it.clone, 'filter.x.smudge', it.program);
      it.push({ '.gitattributes': '* filter=x' });
    },
    where: 'clone',
    argv: ['pull', '--ff-only'],
  },
  'a filter process': {
    plant: (it) => {
      it.configure(it.clone, 'filter.a=b.process', it.program);
      writeFileSync(join(it.clone, '.git', 'info', 'attributes'), '* filter=a=b');
    },
    where: 'clone',
    argv: ['pull', '--ff-only'],
  },
  'a merge driver': {
    plant: (it) => {
      it.configure(it.clone, 'merge.x.driver', it.program);
      writeFileSync(join(it.clone, '.git', 'info', 'attributes'), '* merge=x');
      writeFileSync(join(it.clone, 'file'), 'three');
      it.git('-C', it.clone, 'commit', '-q', '-a', '-m', 'ours');
    },
    where: 'clone',
    argv: ['pull', '--no-rebase', '--no-edit'],
  },
  'a gpg program': {
    plant: (it) => {
      it.configure(it.clone, 'gpg.program', it.program);
      it.configure(it.clone, 'commit.gpgSign', 'true');
      writeFileSync(join(it.clone, 'other'), 'x');
      it.git('-C', it.clone, 'add', '.');
      it.git('-C', it.clone, '-c', 'commit.gpgSign=false', 'commit', '-q', '-m', 'ours');
    },
    where: 'clone',
    argv: ['pull', '--no-rebase', '--no-edit'],
  },
  'remote.origin.uploadpack': { plant: (it) => it.configure(it.mirror, 'remote.origin.uploadpack', it.program), isRefused: true },
  'a remote whose name is an option': {
    plant: (it) => it.configure(it.mirror, `remote.--upload-pack=${it.program}.url`, 'x'),
    argv: ['fetch', '--all'],
    isRefused: true,
  },
  'a remote whose name is an option of a prefetch': {
    plant: (it) => it.configure(it.mirror, `remote.--upload-pack=${it.program}.receivepack`, 'x'),
    argv: ['maintenance', 'run', '--task=prefetch'],
    isRefused: true,
  },
  'a group of remotes with an option in it': {
    plant: (it) => it.configure(it.mirror, 'remotes.origin', `other --upload-pack=${it.program}`),
    isRefused: true,
  },
  'the upload-pack of a URL': {
    plant: (it) => it.configure(it.mirror, `remote.file://${it.upstream}.uploadpack`, it.program),
    argv: ['fetch', 'file://{upstream}', '+refs/heads/*:refs/heads/*'],
    isRefused: true,
  },
  'uploadpack in an included file': {
    plant: (it) => {
      writeFileSync(join(it.mirror, 'more'), `[remote "origin"]\n\tuploadpack = ${it.program}\n`);
      it.configure(it.mirror, 'include.path', 'more');
    },
    isRefused: true,
  },
  'uploadpack in the configuration of a worktree': {
    plant: (it) => {
      it.configure(it.clone, 'extensions.worktreeConfig', 'true');
      writeFileSync(join(it.clone, '.git', 'config.worktree'), `[remote "origin"]\n\tuploadpack = ${it.program}\n`);
    },
    where: 'clone',
    isRefused: true,
  },
  'core.sshCommand': {
    plant: (it) => {
      it.configure(it.mirror, 'core.sshCommand', it.program);
      it.git('-C', it.mirror, 'config', 'remote.origin.url', 'ssh://127.0.0.1:1/x');
    },
  },
  'core.gitProxy': {
    plant: (it) => {
      it.configure(it.mirror, 'core.gitProxy', it.program);
      it.git('-C', it.mirror, 'config', 'remote.origin.url', 'git://127.0.0.1:1/x');
    },
  },
  'core.alternateRefsCommand': {
    plant: (it) => {
      it.configure(it.mirror, 'core.alternateRefsCommand', it.program);
      writeFileSync(join(it.mirror, 'objects', 'info', 'alternates'), `${join(it.clone, '.git', 'objects')}\n`);
    },
  },
  'a URL that becomes a program': {
    plant: (it) => {
      it.configure(it.mirror, 'protocol.ext.allow', 'always');
      it.configure(it.mirror, `url.ext::${it.program} .insteadOf`, nowhere);
      it.git('-C', it.mirror, 'config', 'remote.origin.url', nowhere);
    },
  },
  'a protocol of its own': {
    plant: (it) => {
      writeFileSync(join(it.home, 'git-remote-evil'), `#!/bin/sh\ntouch '${it.marker}'\n`, { mode: 0o755 });
      it.configure(it.mirror, 'protocol.evil.allow', 'always');
      it.git('-C', it.mirror, 'config', 'remote.origin.url', 'evil::x');
    },
    env: { PATH: `{home}:${process.env.PATH}` },
  },
  'the upload-pack of a submodule': {
    plant: (it) => {
      it.git('-C', it.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', it.upstream, 'sub');
      it.push({ file: 'three' });
      it.configure(join(it.clone, 'sub'), 'remote.origin.uploadpack', it.program);
    },
    isRefused: true,
    where: 'clone',
    argv: ['submodule', 'update', '--remote'],
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.file.allow', GIT_CONFIG_VALUE_0: 'always' },
  },
  'a hook of a submodule': {
    plant: (it) => {
      it.git('-C', it.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', it.upstream, 'sub');
      it.push({ file: 'three' });
      it.hook(join(it.clone, '.git', 'modules', 'sub'), 'post-checkout');
    },
    where: 'clone',
    argv: ['submodule', 'update', '--remote'],
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.file.allow', GIT_CONFIG_VALUE_0: 'always' },
  },
  'a fetch that goes into submodules by itself': {
    plant: (it) => {
      it.git('-C', it.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', it.upstream, 'sub');
      it.git('-C', it.clone, 'commit', '-q', '-m', 'sub');
      it.push({ file: 'three' });
      it.configure(it.clone, 'submodule.sub.fetchRecurseSubmodules', 'true');
      it.configure(join(it.clone, 'sub'), 'remote.origin.uploadpack', it.program);
    },
    where: 'clone',
    argv: ['fetch', 'origin'],
  },
  'an update of remotes that goes into submodules by itself': {
    plant: (it) => {
      it.git('-C', it.clone, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', it.upstream, 'sub');
      it.git('-C', it.clone, 'commit', '-q', '-m', 'sub');
      it.push({ file: 'three' });
      it.configure(it.clone, 'submodule.sub.fetchRecurseSubmodules', 'true');
      it.configure(join(it.clone, 'sub'), 'remote.origin.uploadpack', it.program);
    },
    where: 'clone',
    argv: ['remote', 'update'],
  },
};
