/** Upstreams that are away, refuse, break off, or have no such thing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFaultyProxy } from '../../support/upstream-servers/faulty-proxy.ts';
import { startGitDaemon } from '../../support/upstream-servers/git-daemon.ts';
import { startHttpBackend } from '../../support/upstream-servers/http-backend.ts';
import { type Complaint, Field } from './field.ts';

const nobody = '1'.repeat(40);

export async function* networked(): AsyncGenerator<Complaint> {
  yield* byName();
  yield* byStatus();
  yield* byPassword();
  yield* byFlaw();
  yield* bySsh();
  yield* byAbsence();
}

async function* byName() {
  const at = new Field();
  for (const scheme of ['git', 'http', 'https', 'ssh']) {
    const url = `${scheme}://no-such-host.invalid/upstream.git`;
    yield await at.provoke(`network: no such host, ${scheme}`, at.mirror, ['fetch', url]);
  }
  for (const scheme of ['git', 'http', 'https', 'ssh']) {
    yield await at.provoke(`network: refused, ${scheme}`, at.mirror, ['fetch', `${scheme}://127.0.0.1:1/upstream.git`]);
  }
  yield await at.provoke('network: unreachable, http', at.mirror, ['fetch', 'http://[2001:db8::1]/upstream.git']);
  yield await at.provoke('network: unreachable, git', at.mirror, ['fetch', 'git://[2001:db8::1]/upstream.git']);
  yield await at.provoke('protocol: refused, ext', at.mirror, ['fetch', 'ext::true']);
  yield await at.provoke('protocol: unknown', at.mirror, ['fetch', 'gopher9://127.0.0.1/x']);
  yield await at.provoke('remote: none of that name', at.mirror, ['fetch', 'nowhere']);
  yield await at.provoke('remote: no repository at that path', at.mirror, ['fetch', '/nowhere/x.git']);
}

async function* byStatus() {
  const at = new Field();
  const http = await startHttpBackend(at.home);
  for (const status of [400, 401, 403, 404, 407, 408, 410, 429, 500, 502, 503, 504]) {
    http.answerInstead = () => ({ status, headers: status === 401 ? { 'WWW-Authenticate': 'Basic realm="x"' } : {} });
    yield await at.provoke(`http: ${status}, refs`, at.mirror, ['fetch', http.url('upstream.git')]);
  }
  for (const status of [403, 413, 429, 500, 503]) {
    http.answerInstead = ({ method }) => (method === 'POST' ? { status } : undefined);
    yield await at.provoke(`http: ${status}, pack`, at.mirror, ['fetch', http.url('upstream.git')]);
  }
  http.answerInstead = () => ({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Sign in</h1>' });
  yield await at.provoke('http: 200 with a sign-in page', at.mirror, ['fetch', http.url('upstream.git')]);
  http.answerInstead = () => ({
    status: 404,
    headers: { 'Content-Type': 'text/plain' },
    body: 'Repository not found.\n',
  });
  yield await at.provoke('http: 404 with a message', at.mirror, ['fetch', http.url('upstream.git')]);
  http.answerInstead = () => ({ status: 302, headers: { Location: 'http://127.0.0.1:1/elsewhere/info/refs?service=git-upload-pack' } });
  yield await at.provoke('http: 302 to a closed port', at.mirror, ['fetch', http.url('upstream.git')]);
  await http.close();
}

async function* byPassword() {
  const at = new Field();
  const locked = await startHttpBackend(at.home, { password: 'secret' });
  yield await at.provoke('http: no password given', at.mirror, ['fetch', locked.url('upstream.git')]);
  const wrong = locked.url('upstream.git').replace('://', '://user:wrong@');
  yield await at.provoke('http: wrong password', at.mirror, ['fetch', wrong]);
  await locked.close();
  const tls = await startHttpBackend(at.home, { tls: true });
  yield await at.provoke('tls: unknown authority', at.mirror, ['fetch', tls.url('upstream.git')]);
  yield await at.provoke('tls: no such file of authorities', at.mirror, ['fetch', tls.url('upstream.git')], { GIT_SSL_CAINFO: '/nowhere' });
  yield await at.provoke('tls: spoken to plain http', at.mirror, ['fetch', tls.url('upstream.git').replace('https', 'http')]);
  await tls.close();
  const plain = await startHttpBackend(at.home);
  yield await at.provoke('tls: plain http speaks', at.mirror, ['fetch', plain.url('upstream.git').replace('http', 'https')]);
  await plain.close();
}

async function* byFlaw() {
  const at = new Field();
  const http = await startHttpBackend(at.home);
  const daemon = await startGitDaemon(at.home);
  for (const server of [daemon, http]) {
    const scheme = server === http ? 'http' : 'git';
    const proxy = await startFaultyProxy(server.port);
    for (const kind of ['reset', 'cut'] as const) {
      // The first connection carries: greeting, refs, pack. Protocol 2 asks three times.
      for (const after of [0, 50, 300, 600, 900, 1200]) {
        const fresh = new Field();
        fresh.git(fresh.upstream, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
        proxy.flaw = { kind, after };
        const from = proxy.through(server.url('upstream.git'));
        const complaint = await fresh.provoke(`network: ${kind} after ${after} bytes, ${scheme}`, fresh.home, ['clone', from, 'new']);
        if (complaint.exitCode !== 0) yield complaint;
      }
    }
    proxy.flaw = { kind: 'stall', after: 300 };
    if (scheme === 'http') {
      const slow = { GIT_HTTP_LOW_SPEED_LIMIT: '1000', GIT_HTTP_LOW_SPEED_TIME: '1' };
      yield await at.provoke('network: stalled, http', at.mirror, ['fetch', proxy.through(server.url('upstream.git'))], slow);
    }
    await proxy.close();
  }
  yield await at.provoke('git: repository not exported', at.mirror, ['fetch', daemon.url('nowhere.git')]);
  yield await at.provoke('http: repository not exported', at.mirror, ['fetch', http.url('nowhere.git')]);
  await daemon.close();
  await http.close();
}

async function* bySsh() {
  const at = new Field();
  const say = (text: string): Record<string, string> => {
    const script = join(at.home, 'ssh.sh');
    writeFileSync(script, `#!/bin/sh\nprintf '${text}\\n' >&2; exit 255\n`, { mode: 0o755 });
    return { GIT_SSH_COMMAND: script, GIT_SSH_VARIANT: 'simple' };
  };
  // Git's lines are its own; ssh's are the ones of OpenSSH, which needs a server to say them.
  for (const [name, text] of [
    ['permission denied', 'git@example.com: Permission denied (publickey).'],
    ['unknown host key', 'Host key verification failed.'],
    ['closed by the server', 'Connection closed by 192.0.2.1 port 22'],
    ['reset', 'kex_exchange_identification: read: Connection reset by peer'],
    ['timed out', 'ssh: connect to host example.com port 22: Connection timed out'],
    ['no such repository', 'ERROR: Repository not found.'],
  ] as const) {
    yield await at.provoke(`ssh: ${name}`, at.mirror, ['fetch', 'ssh://git@example.com/upstream.git'], say(text));
  }
}

async function* byAbsence() {
  const at = new Field();
  const mute = ['fetch', '--upload-pack=false', 'origin'];
  yield await at.provoke('network: hung up at once', at.mirror, mute);
  yield await at.provoke('network: hung up at once, protocol 0', at.mirror, ['-c', 'protocol.version=0', ...mute]);
  const http = await startHttpBackend(at.home);
  const daemon = await startGitDaemon(at.home);
  for (const [scheme, url] of [
    ['path', at.upstream],
    ['git', daemon.url('upstream.git')],
    ['http', http.url('upstream.git')],
  ] as const) {
    yield await at.provoke(`want: no such ref, ${scheme}`, at.mirror, ['fetch', url, 'refs/heads/gone']);
    yield await at.provoke(`want: no such commit, ${scheme}`, at.mirror, ['fetch', url, nobody]);
    yield await at.provoke(`want: no such commit, protocol 0, ${scheme}`, at.mirror, ['-c', 'protocol.version=0', 'fetch', url, nobody]);
  }
  at.git(at.upstream, 'update-ref', 'refs/hidden/x', 'main');
  at.git(at.upstream, 'update-ref', '-d', 'refs/heads/topic');
  yield await at.provoke('want: deleted branch in refspec, prune', at.clone, [
    'fetch',
    '--prune',
    'origin',
    'topic:refs/remotes/origin/topic',
  ]);
  await daemon.close();
  await http.close();
}
