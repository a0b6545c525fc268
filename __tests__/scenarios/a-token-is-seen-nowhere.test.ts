import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { secretsOf } from '../../src/git/isolation/token.ts';
import { stageNode } from '../runner/simulator.ts';
import { type Asked, certificate, type HttpServer, startHttpBackend } from '../support/upstream-servers/http-backend.ts';
import { errors, World } from '../support/world.ts';

let world: World;
let server: HttpServer;
beforeEach(async () => {
  world = new World();
  server = await startHttpBackend(world.home, { tls: true });
});
afterEach(async () => {
  await world.dispose();
  await server.close();
});

/** As GitHub does, only a request with one header is let in; what it sent is told to it. */
const refuse = ({ credentials, url }: Asked) => {
  if (credentials.length === 1 && !url.startsWith('/refuse')) return undefined;
  const said = credentials.map((it) => `${it} ${atob(it.replace(/^basic /i, ''))}`).join('\n');
  return {
    status: credentials.length === 0 ? 403 : 400,
    headers: { 'content-type': 'text/plain' },
    body: `error: you sent ${said}\n`,
  };
};

const token = 'ghs_c4n4ry0123456789';
const secrets = secretsOf(token);
const hasToken = (said: string): boolean => secrets.some((it) => said.includes(it));

const step = (path: string) => ({
  ...{ env: { GIT_SSL_CAINFO: certificate } },
  steps: [world.lock({ token, git: `fetch ${server.url(path)} +refs/heads/*:refs/heads/*` }), world.gate('working')],
});

/** The arguments and the environment of each process that can be seen, but the simulator's, which is told its job by argument. */
const processes = (): { args: string; env: string }[] =>
  readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it))
    .map((pid) => ({ args: fileOr('', '/proc', pid, 'cmdline'), env: fileOr('', '/proc', pid, 'environ') }))
    .filter(({ args }) => !args.includes(join('runner', 'worker.js')));

function fileOr(other: string, ...path: string[]): string {
  try {
    return readFileSync(join(...path), 'latin1');
  } catch {
    return other;
  }
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name));
}

it('while git uses it, nor afterwards', async () => {
  // What actions/checkout may have left would be sent beside it.
  world.git(world.mirror, 'config', `http.${server.url('')}.extraheader`, 'AUTHORIZATION: basic c3RhbGU=');
  world.git(world.mirror, 'config', 'core.logAllRefUpdates', 'true');
  const head = world.push('main', 'other');
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const asked = new Promise<void>((resolve) => {
    server.answerInstead = async (request) => {
      resolve();
      await held;
      return refuse(request);
    };
  });
  const job = world.start(step('upstream.git'));
  await asked;
  const seen = processes();
  expect(seen.some((it) => it.args.includes('remote-https') && hasToken(it.env))).toBe(true);
  expect(seen.map((it) => it.args).filter(hasToken)).toEqual([]);
  goOn();
  await job.line(/at working/);
  const keepers = processes().filter((it) => it.args.includes(join('dist', 'keeper', 'index.js')));
  expect(keepers.some((it) => it.args.startsWith(stageNode) && it.env !== '')).toBe(true);
  expect(keepers.filter((it) => hasToken(it.env))).toEqual([]);
  world.open('working');
  const result = await job.done;

  expect(result.conclusion).toBe('success');
  expect(world.git(world.mirror, 'rev-parse', 'other')).toBe(head);
  expect(new Set(server.credentials.map((it) => it.join()))).toEqual(new Set([`basic ${secrets[1]}`]));
  expect(hasToken(JSON.stringify(result))).toBe(false);
  const files = filesIn(world.home);
  expect(files).toEqual(expect.arrayContaining([join(world.mirror, 'FETCH_HEAD'), join(world.mirror, 'logs', 'refs', 'heads', 'other')]));
  expect(files.filter((it) => hasToken(readFileSync(it, 'latin1')))).toEqual([]);
});

it('though the server sends it back', async () => {
  server.answerInstead = refuse;
  const job = world.start(step('refuse.git'));
  const main = await job.ended('lock', 'main');
  const { stages } = await job.done;
  expect(errors(main)).toEqual([expect.stringMatching(/remote: error: you sent basic \*\*\* x-access-token:\*\*\*.*\[FL_GIT\]/)]);
  expect(hasToken(JSON.stringify(stages))).toBe(false);
  expect(filesIn(`${world.mirror}.fetch-lock`).filter((it) => hasToken(readFileSync(it, 'latin1')))).toEqual([]);
});

it('by a server that only the repository names', async () => {
  world.git(world.mirror, 'config', 'remote.origin.url', server.url('upstream.git'));
  server.answerInstead = refuse;
  const spec = step('upstream.git');
  const job = world.start({ ...spec, steps: [world.lock({ token, git: 'fetch origin' })] });
  expect((await job.done).conclusion).toBe('failure');
  expect(server.credentials).toEqual([[]]);
});
