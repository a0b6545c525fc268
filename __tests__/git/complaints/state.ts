/** Repositories in a state that a command does not like: locked, moved meanwhile, changed, full. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterMounting } from '../../support/surroundings.ts';
import { type Complaint, Field } from './field.ts';

export async function* inTheWay(): AsyncGenerator<Complaint> {
  yield* byLocks();
  yield* byOthers();
  yield* byTree();
  yield* byRoom();
}

async function* byLocks() {
  const fetch = ['fetch', '--prune', 'origin'];
  for (const [lock, argv, before] of [
    ['refs/heads/main.lock', fetch],
    ['packed-refs.lock', fetch, (at: Field) => at.git(at.upstream, 'branch', '-D', 'topic')],
    ['packed-refs.lock', ['pack-refs', '--all']],
    [
      'shallow.lock',
      ['fetch', '--depth=1', 'origin'],
      (at: Field) => at.git(at.mirror, 'config', 'remote.origin.url', `file://${at.upstream}`),
    ],
    ['config.lock', ['config', 'a.b', 'c']],
    ['gc.pid.lock', ['gc']],
    ['objects/info/commit-graphs/commit-graph-chain.lock', ['commit-graph', 'write', '--reachable', '--split']],
    ['objects/info/commit-graph.lock', ['gc']],
    ['objects/pack/multi-pack-index.lock', ['multi-pack-index', 'write'], (at: Field) => at.git(at.mirror, 'gc', '-q')],
    ['objects/maintenance.lock', ['maintenance', 'run']],
    ['HEAD.lock', ['symbolic-ref', 'HEAD', 'refs/heads/topic']],
  ] as [string, string[], ((at: Field) => void)?][]) {
    const at = new Field();
    before?.(at);
    const path = join(at.mirror, lock);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    yield await at.provoke(`lock: ${lock}, ${argv[0]}`, at.mirror, argv);
  }
  const pid = new Field();
  writeFileSync(join(pid.mirror, 'gc.pid'), '1 another-host');
  yield await pid.provoke('lock: gc.pid of another host, gc', pid.mirror, ['gc']);
  for (const lock of [
    'index.lock',
    'HEAD.lock',
    'refs/heads/main.lock',
    'refs/remotes/origin/main.lock',
    'ORIG_HEAD.lock',
    'FETCH_HEAD.lock',
  ]) {
    const at = new Field();
    writeFileSync(join(at.clone, '.git', lock), '');
    const complaint = await at.provoke(`lock: ${lock}, pull`, at.clone, ['pull', '--ff-only']);
    if (complaint.exitCode !== 0) yield complaint;
  }
}

async function* byOthers() {
  const forms = [
    ['d', 'd/x'],
    ['d/x', 'd'],
  ] as const;
  for (const [old, name] of forms) {
    const at = new Field();
    at.git(at.mirror, 'update-ref', `refs/heads/${old}`, 'main');
    at.push(name);
    yield await at.provoke(`refs: ${old} is in the way of ${name}`, at.mirror, ['fetch', 'origin', '+refs/heads/*:refs/heads/*']);
  }
  const rewritten = new Field();
  rewritten.restart();
  rewritten.push('main');
  yield await rewritten.provoke('refs: rejected without force', rewritten.mirror, ['fetch', 'origin', 'main:main']);
  const tag = new Field();
  tag.git(tag.mirror, 'tag', 'v1', 'main');
  tag.git(tag.upstream, 'tag', 'v1', 'main');
  yield await tag.provoke('refs: tag would be clobbered', tag.mirror, ['fetch', 'origin', 'refs/tags/v1:refs/tags/v1']);
  const depth = new Field();
  yield await depth.provoke('refs: checked out branch', depth.clone, ['fetch', 'origin', 'main:main']);
  // What the loser of two fetches hears, made certain: the ref moves when git has looked at it and not locked it yet.
  const raced = new Field();
  const script = join(raced.home, 'upload-pack.sh');
  const other = raced.git(raced.mirror, 'commit-tree', '-p', 'main', '-m', 'other', 'main^{tree}');
  writeFileSync(
    script,
    `#!/bin/sh\ngit-upload-pack "$@"; code=$?\ngit --git-dir='${raced.mirror}' update-ref refs/heads/main ${other}\nexit $code\n`,
    {
      mode: 0o755,
    },
  );
  yield await raced.provoke('refs: moved meanwhile', raced.mirror, ['fetch', `--upload-pack=${script}`, 'origin']);
}

async function* byTree() {
  const changed = new Field();
  writeFileSync(join(changed.clone, 'file'), 'mine');
  yield await changed.provoke('tree: local changes, pull', changed.clone, ['pull', '--ff-only']);
  yield await changed.provoke('tree: local changes, pull --rebase', changed.clone, ['pull', '--rebase']);
  const staged = new Field();
  writeFileSync(join(staged.clone, 'file'), 'mine');
  staged.git(staged.clone, 'add', 'file');
  yield await staged.provoke('tree: staged changes, pull', staged.clone, ['pull', '--ff-only']);
  const untracked = new Field();
  untracked.git(untracked.clone, 'rm', '-q', '--cached', 'file');
  untracked.git(untracked.clone, 'commit', '-q', '-m', 'gone');
  yield await untracked.provoke('tree: untracked file, pull', untracked.clone, ['pull', '--no-rebase', '--no-edit']);
  yield await untracked.provoke('tree: diverged, pull', untracked.clone, ['pull', '--ff-only']);
  yield await untracked.provoke('tree: diverged, pull without a choice', untracked.clone, ['pull']);
  const conflict = new Field();
  writeFileSync(join(conflict.clone, 'file'), 'mine');
  conflict.git(conflict.clone, 'commit', '-qam', 'mine');
  yield await conflict.provoke('tree: conflict, pull --rebase', conflict.clone, ['pull', '--rebase']);
  yield await conflict.provoke('tree: unfinished rebase, pull', conflict.clone, ['pull', '--ff-only']);
  const merge = new Field();
  writeFileSync(join(merge.clone, 'file'), 'mine');
  merge.git(merge.clone, 'commit', '-qam', 'mine');
  yield { ...(await merge.provoke('tree: conflict, pull --no-rebase', merge.clone, ['pull', '--no-rebase', '--no-edit'])) };
  yield await merge.provoke('tree: unfinished merge, pull', merge.clone, ['pull', '--ff-only']);
  const detached = new Field();
  detached.git(detached.clone, 'checkout', '-q', '--detach');
  yield await detached.provoke('tree: detached, pull', detached.clone, ['pull', '--ff-only']);
  const alone = new Field();
  alone.git(alone.clone, 'checkout', '-q', '-b', 'alone');
  yield await alone.provoke('tree: no upstream branch, pull', alone.clone, ['pull', '--ff-only']);
  yield await alone.provoke('tree: none, pull in a bare repository', alone.mirror, ['pull', '--ff-only']);
  const gone = new Field();
  gone.git(gone.clone, 'checkout', '-q', '-b', 'topic', 'origin/topic');
  gone.git(gone.upstream, 'update-ref', '-d', 'refs/heads/topic');
  yield await gone.provoke('tree: upstream branch deleted, pull', gone.clone, ['pull', '--ff-only']);
  yield await gone.provoke('repository: none here', '/', ['fetch', 'origin']);
  const there = new Field();
  yield await there.provoke('clone: destination exists', there.home, ['clone', '--mirror', there.upstream, there.mirror]);
}

async function* byRoom() {
  const at = new Field();
  const big = join(at.home, 'work', 'big');
  at.git(at.home, 'init', '-q', 'filler');
  mkdirSync(join(at.home, 'small'));
  writeFileSync(big, Array.from({ length: 200_000 }, (_, i) => `${(i * 2654435761) % 4294967296}`).join('\n'));
  at.git(join(at.home, 'work'), 'add', 'big');
  at.push('main');
  const inSmall = (before: string) =>
    afterMounting(`mount -t tmpfs -o size=400k none '${join(at.home, 'small')}' && ${before}`) as string[];
  yield await at.provoke(
    'disk: full, clone',
    at.home,
    ['clone', '--mirror', `file://${at.upstream}`, join(at.home, 'small', 'm.git')],
    {},
    inSmall('true'),
  );
  const copy = `cp -r '${at.mirror}' '${join(at.home, 'small', 'm.git')}' && cd '${join(at.home, 'small', 'm.git')}' && rm -rf hooks`;
  yield await at.provoke('disk: full, fetch', at.home, ['fetch', '--prune', 'origin'], {}, inSmall(copy));
  const full = `${copy} && (dd if=/dev/zero of=../fill bs=1k 2> ../said; true)`;
  yield await at.provoke('disk: full from the start, fetch', at.home, ['fetch', '--prune', 'origin'], {}, inSmall(full));
  yield await at.provoke('disk: full from the start, gc', at.home, ['gc'], {}, inSmall(full));
  const readOnly = `${copy} && mount -o remount,ro '${join(at.home, 'small')}'`;
  yield await at.provoke('disk: read-only, fetch', at.home, ['fetch', '--prune', 'origin'], {}, inSmall(readOnly));
  yield await at.provoke('disk: read-only, gc', at.home, ['gc'], {}, inSmall(readOnly));
}
