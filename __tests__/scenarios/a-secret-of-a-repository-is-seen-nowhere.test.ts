import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fetchLock } from '../support/cli.ts';
import { type Asked, type HttpServer, startHttpBackend } from '../support/upstream-servers/http-backend.ts';
import { errors, World } from '../support/world.ts';

const [password, headerToken, ofEnvironment] = ['c4n4ry-p4ssword', 'c4n4ry-h34der', 'c4n4ry-v4riable'];
const sentAs = (user: string, secret: string): string => Buffer.from(`${user}:${secret}`).toString('base64');
const secrets = [password, headerToken, ofEnvironment, sentAs('ann', password), sentAs('x-access-token', headerToken)];
const secretsIn = (said: string): string[] => secrets.filter((it) => said.includes(it));

let world: World;
let server: HttpServer;
beforeEach(async () => {
  world = new World();
  server = await startHttpBackend(world.home, { password });
  world.git(world.mirror, 'remote', 'set-url', 'origin', server.url('upstream.git').replace('://', `://ann:${password}@`));
});
afterEach(async () => {
  await world.dispose();
  await server.close();
});

const traced = {
  ...{ GIT_TRACE: '1', GIT_TRACE_CURL: '1', GIT_CURL_VERBOSE: '1', GIT_TRACE_PACKET: '1', GIT_TRACE_REDACT: '0' },
  SOME_SECRET: ofEnvironment,
};

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true }).flatMap((it) => (it.isFile() ? [join(it.parentPath, it.name)] : []));

/** Whatever the host's commands print of the mirror's lock. */
async function printed(): Promise<string> {
  const calls = [
    ['status'],
    ['status', '--json'],
    ['report'],
    ['report', '--json'],
    ['report', '--html', '-'],
    ['metrics'],
    ['doctor'],
    ['doctor', '--json'],
  ];
  const all = await Promise.all(calls.map(([name = '', ...more]) => fetchLock([name, world.mirror, ...more], { cwd: world.home })));
  expect(all.map((it) => it.out.length > 20)).toEqual(calls.map(() => true));
  return all.map((it) => it.out + it.err).join('');
}

it('when it is used', async () => {
  const metrics = join(world.home, 'fetch-lock.prom');
  const job = world.start({ env: traced, steps: [world.lock({ 'metrics-file': metrics }), world.gate('working')] });
  await job.line(/at working/);
  expect(secretsIn(await printed())).toEqual([]);
  world.open('working');
  const result = await job.done;
  expect(result.conclusion).toBe('success');
  expect(server.credentials.flat()).toContain(`Basic ${sentAs('ann', password)}`);
  expect(secretsIn(JSON.stringify(result))).toEqual([]);
  expect(secretsIn(await printed())).toEqual([]);
  const files = [metrics, ...filesIn(`${world.mirror}.fetch-lock`)];
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((it) => secretsIn(readFileSync(it, 'latin1')).length > 0)).toEqual([]);
});

it.each([
  ['of a URL', password, undefined],
  ['of a header', headerToken, `AUTHORIZATION: basic ${sentAs('x-access-token', headerToken)}`],
])('though the server sends it back: that %s', async (_, secret, header) => {
  if (header !== undefined) world.git(world.mirror, 'config', 'http.extraheader', header);
  server.answerInstead = ({ credentials }: Asked) =>
    credentials.length === 0
      ? { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="test"' } }
      : {
          status: 400,
          headers: { 'content-type': 'text/plain' },
          body: `error: you sent ${credentials.map((it) => `${it} ${atob(it.replace(/^basic /i, ''))}`).join()}\n`,
        };
  const result = await world.start({ env: traced, steps: [world.lock()] }).done;
  expect(result.conclusion).toBe('failure');
  expect(
    server.credentials
      .flat()
      .map((it) => atob(it.replace(/^basic /i, '')))
      .join(),
  ).toContain(secret);
  const main = result.stages.find((it) => it.stage === 'main');
  expect(main && errors(main)).toEqual([expect.stringMatching(/you sent basic \*\*\* .*:\*\*\*/i)]);
  expect(secretsIn(JSON.stringify(result))).toEqual([]);
  expect(secretsIn(await printed())).toEqual([]);
  expect(filesIn(`${world.mirror}.fetch-lock`).filter((it) => secretsIn(readFileSync(it, 'latin1')).length > 0)).toEqual([]);
});

it('of a command under the lock, in its arguments or its environment', async () => {
  const script = 'read -r _ < "$1"';
  world.gate('working');
  const command = ['run', '--path', world.mirror, '--', 'sh', '-c', script, 'sh', join(world.home, 'working'), `--password=${password}`];
  const running = fetchLock(command, { cwd: world.home });
  // It opens only when the command is there to read.
  const said = await printedWhileHeld();
  expect(said).toContain('running sh');
  expect(secretsIn(said)).toEqual([]);
  world.open('working');
  expect((await running).code).toBe(0);
  expect(world.events().map((it) => it.event)).toEqual(['lock_acquired', 'lock_released']);
  expect(secretsIn(await printed())).toEqual([]);
  expect(filesIn(`${world.mirror}.fetch-lock`).filter((it) => secretsIn(readFileSync(it, 'latin1')).length > 0)).toEqual([]);
});

async function printedWhileHeld(): Promise<string> {
  const said = await printed();
  return said.includes('running sh') ? said : printedWhileHeld();
}
