/** Repositories that are broken on disk. */
import { chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGitDaemon } from '../../support/upstream-servers/git-daemon.ts';
import { startHttpBackend } from '../../support/upstream-servers/http-backend.ts';
import { type Complaint, Field } from './field.ts';

const pack = (at: Field) => at.git(at.mirror, 'gc', '-q');
const one = (at: Field, end: RegExp): string => at.files(end)[0] ?? '';
// Never in place: a clone by path shares its files with where it came from.
const overwrite = (path: string, content: string | Uint8Array) => {
  rmSync(path, { force: true });
  writeFileSync(path, content);
};
const cut = (path: string, bytes: number) => overwrite(path, readFileSync(path).subarray(0, bytes));
const empty = (path: string) => cut(path, 0);
const object = (at: Field, name: string): string => {
  const id = at.git(at.mirror, 'rev-parse', name);
  return join(at.mirror, 'objects', id.slice(0, 2), id.slice(2));
};
const damages: Record<string, (at: Field) => void> = {
  'truncated pack': (at) => {
    pack(at);
    cut(one(at, /\.pack$/), 40);
  },
  'empty pack': (at) => {
    pack(at);
    empty(one(at, /\.pack$/));
  },
  'overwritten pack': (at) => {
    pack(at);
    const path = one(at, /\.pack$/);
    overwrite(path, 'x'.repeat(500));
  },
  'missing pack': (at) => {
    pack(at);
    rmSync(one(at, /\.pack$/));
  },
  'truncated pack index': (at) => {
    pack(at);
    cut(one(at, /\.idx$/), 40);
  },
  'empty loose commit': (at) => empty(object(at, 'main')),
  'junk loose commit': (at) => overwrite(object(at, 'main'), 'junk'),
  'missing loose commit': (at) => rmSync(object(at, 'main')),
  'empty loose tree': (at) => empty(object(at, 'main^{tree}')),
  'missing loose tree': (at) => rmSync(object(at, 'main^{tree}')),
  'empty ref': (at) => overwrite(join(at.mirror, 'refs/heads/main'), ''),
  'empty ref that does not move': (at) => overwrite(join(at.mirror, 'refs/heads/topic'), ''),
  'empty ref, nothing new': (at) => {
    at.git(at.mirror, 'fetch', '-q', 'origin');
    overwrite(join(at.mirror, 'refs/heads/main'), '');
  },
  'empty ref that is gone upstream': (at) => {
    overwrite(join(at.mirror, 'refs/heads/topic'), '');
    at.git(at.upstream, 'update-ref', '-d', 'refs/heads/topic');
  },
  'empty loose blob': (at) => empty(object(at, 'main:file')),
  'junk ref': (at) => overwrite(join(at.mirror, 'refs/heads/main'), 'junk\n'),
  'ref of nul bytes': (at) => overwrite(join(at.mirror, 'refs/heads/main'), '\0'.repeat(41)),
  'ref to a missing object': (at) => overwrite(join(at.mirror, 'refs/heads/main'), `${'1'.repeat(40)}\n`),
  'empty HEAD': (at) => overwrite(join(at.mirror, 'HEAD'), ''),
  'junk HEAD': (at) => overwrite(join(at.mirror, 'HEAD'), 'junk\n'),
  'missing HEAD': (at) => rmSync(join(at.mirror, 'HEAD')),
  'empty config': (at) => overwrite(join(at.mirror, 'config'), ''),
  'junk config': (at) => overwrite(join(at.mirror, 'config'), '[core\n'),
  'config of nul bytes': (at) => overwrite(join(at.mirror, 'config'), '\0'.repeat(100)),
  'missing config': (at) => rmSync(join(at.mirror, 'config')),
  'missing objects': (at) => rmSync(join(at.mirror, 'objects'), { recursive: true }),
  'missing refs': (at) => rmSync(join(at.mirror, 'refs'), { recursive: true }),
  'truncated packed-refs': (at) => {
    at.git(at.mirror, 'pack-refs', '--all');
    cut(join(at.mirror, 'packed-refs'), 60);
  },
  'junk packed-refs': (at) => {
    at.git(at.mirror, 'pack-refs', '--all');
    overwrite(join(at.mirror, 'packed-refs'), 'junk\n');
  },
  'empty packed-refs': (at) => {
    at.git(at.mirror, 'pack-refs', '--all');
    overwrite(join(at.mirror, 'packed-refs'), '');
  },
  'junk shallow': (at) => overwrite(join(at.mirror, 'shallow'), 'junk\n'),
  'junk commit-graph': (at) => {
    at.git(at.mirror, 'commit-graph', 'write', '--reachable');
    overwrite(join(at.mirror, 'objects/info/commit-graph'), 'junk'.repeat(100));
  },
  'junk multi-pack-index': (at) => {
    pack(at);
    at.git(at.mirror, 'multi-pack-index', 'write');
    overwrite(join(at.mirror, 'objects/pack/multi-pack-index'), 'junk'.repeat(400));
  },
  'alternates to nowhere': (at) => writeFileSync(join(at.mirror, 'objects/info/alternates'), '/nowhere/objects\n'),
  'directory in place of a ref': (at) => {
    at.git(at.mirror, 'update-ref', '-d', 'refs/heads/main');
    mkdirSync(join(at.mirror, 'refs/heads/main'), { recursive: true });
    writeFileSync(join(at.mirror, 'refs/heads/main/left'), '');
  },
  'unsupported repository format': (at) => {
    at.git(at.mirror, 'config', 'core.repositoryFormatVersion', '7');
  },
};

const clonesDamages: Record<string, (at: Field) => void> = {
  'junk index': (at) => overwrite(join(at.clone, '.git/index'), 'junk'),
  'truncated index': (at) => cut(join(at.clone, '.git/index'), 40),
  'index of nul bytes': (at) => overwrite(join(at.clone, '.git/index'), '\0'.repeat(200)),
  'empty remote ref': (at) => overwrite(join(at.clone, '.git/refs/remotes/origin/main'), ''),
  'empty branch': (at) => overwrite(join(at.clone, '.git/refs/heads/main'), ''),
  'empty HEAD': (at) => overwrite(join(at.clone, '.git/HEAD'), ''),
  'empty FETCH_HEAD after fetch': (at) => mkdirSync(join(at.clone, '.git/FETCH_HEAD')),
};

/** Fetch and gc meet the same damage differently; a command that does not mind it is left out. */
export async function* damaged(): AsyncGenerator<Complaint> {
  for (const [name, damage] of Object.entries(damages)) {
    for (const argv of [
      ['fetch', '--prune', 'origin'],
      ['gc', '--quiet'],
    ]) {
      const at = new Field();
      damage(at);
      const complaint = await at.provoke(`damage: ${name}, ${argv[0]}`, at.mirror, argv);
      if (complaint.exitCode !== 0 || /^(error|fatal)/m.test(complaint.stderr)) yield complaint;
    }
  }
  for (const [name, damage] of Object.entries(clonesDamages)) {
    const at = new Field();
    damage(at);
    yield await at.provoke(`damage: ${name}, pull`, at.clone, ['pull', '--ff-only']);
  }
  yield* damagedUpstream();
  const lender = new Field();
  const borrower = join(lender.home, 'borrower');
  lender.git(lender.home, 'clone', '-q', '--shared', lender.mirror, borrower);
  rmSync(join(lender.mirror, 'objects'), { recursive: true });
  yield await lender.provoke('damage: lender of objects is gone, fetch', borrower, ['fetch', lender.upstream]);
  const foreign = new Field();
  chownSync(foreign.mirror, 61_001, 61_001);
  yield await foreign.provoke('owner: of somebody else, fetch', foreign.mirror, ['fetch', '--prune', 'origin']);
}

/** The same words, and the mirror is well: it is the other side that is broken. */
async function* damagedUpstream() {
  const at = new Field();
  at.git(at.mirror, 'update-ref', 'refs/heads/main', at.git(at.mirror, 'rev-parse', 'topic'));
  const http = await startHttpBackend(at.home);
  const daemon = await startGitDaemon(at.home);
  const tree = at.git(at.upstream, 'rev-parse', 'main^{tree}');
  const blob = at.git(at.upstream, 'rev-parse', 'main:file');
  for (const [what, id, argv] of [
    ['tree', tree, []],
    ['blob', blob, []],
    ['blob, protocol 0', blob, ['-c', 'protocol.version=0']],
  ] as const) {
    const path = join(at.upstream, 'objects', id.slice(0, 2), id.slice(2));
    const whole = readFileSync(path);
    empty(path);
    for (const [scheme, url] of [
      ['path', at.upstream],
      ['git', daemon.url('upstream.git')],
      ['http', http.url('upstream.git')],
    ] as const) {
      yield await at.provoke(`upstream: empty loose ${what}, ${scheme}`, at.mirror, [...argv, 'fetch', url, 'main']);
    }
    overwrite(path, whole);
  }
  overwrite(join(at.upstream, 'HEAD'), '');
  yield await at.provoke('upstream: empty HEAD, path', at.mirror, ['fetch', 'origin']);
  yield await at.provoke('upstream: empty HEAD, git', at.mirror, ['fetch', daemon.url('upstream.git')]);
  yield await at.provoke('upstream: empty HEAD, http', at.mirror, ['fetch', http.url('upstream.git')]);
  overwrite(join(at.upstream, 'HEAD'), 'ref: refs/heads/main\n');
  chownSync(at.upstream, 61_001, 61_001);
  yield await at.provoke('upstream: of somebody else, path', at.mirror, ['fetch', 'origin']);
  await daemon.close();
  await http.close();
}
