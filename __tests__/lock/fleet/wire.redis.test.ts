/** The network between a host and its Redis, as the tests of a fleet break it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Redis, startRedis, stopAllRedis } from '../../support/redis.ts';
import { layWire, type Wire } from '../../support/wire.ts';

let redis: Redis;
let wire: Wire;
let socket: Socket;

const dial = async () => {
  socket = connect(typeof wire.end === 'string' ? { path: wire.end } : { port: wire.end, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
};
const send = (text: string) => socket.write(`${text}\r\n`);
const answer = async () => String(((await once(socket, 'data')) as [Buffer])[0]);
const arrived = async (text: string) => {
  while (!String(await redis.command('EXISTS', text)).includes('1')) await new Promise(setImmediate);
};

beforeEach(async () => {
  redis = await startRedis();
  wire = await layWire(join(dirname(redis.socket), 'host.sock'), redis.socket);
  await dial();
});
afterEach(async () => {
  socket.destroy();
  await wire.close();
  await stopAllRedis();
});

it('lets everything through, by a unix socket and by a port', async () => {
  send('PING');
  expect(await answer()).toBe('+PONG\r\n');
  await wire.close();
  wire = await layWire(0, redis.socket);
  await dial();
  send('PING');
  expect(await answer()).toBe('+PONG\r\n');
});

it('holds the answers back, while what is asked arrives', async () => {
  wire.stall('down');
  const order: string[] = [];
  const answered = answer().then((text) => order.push(text));
  send('SET asked 1');
  await arrived('asked');
  // Time for the answer to pass, if it could.
  for (let count = 0; count < 20; count++) await redis.command('PING');
  order.push('mended');
  wire.mend();
  await answered;
  expect(order).toEqual(['mended', '+OK\r\n']);
});

it('holds back what is asked, and hands it on when it is mended', async () => {
  wire.stall('up');
  send('SET asked 1');
  for (let count = 0; count < 20; count++) expect(await redis.command('EXISTS', 'asked')).toBe(0);
  wire.mend();
  expect(await answer()).toBe('+OK\r\n');
});

it('takes as long as it is told', async () => {
  wire.delay(60, 'up');
  const startedMs = performance.now();
  send('PING');
  await answer();
  expect(performance.now() - startedMs).toBeGreaterThan(55);
});

it('cuts what is there, and what comes, until it is mended', async () => {
  const cut = once(socket, 'close');
  wire.cut();
  await cut;
  await dial();
  if (!socket.destroyed) await once(socket, 'close');
  wire.mend();
  await dial();
  send('PING');
  expect(await answer()).toBe('+PONG\r\n');
});

it('is cut where the server dies', async () => {
  send('PING');
  await answer();
  const cut = once(socket, 'close');
  await redis.stop('socket');
  await cut;
  redis = await startRedis({ socket: redis.socket });
  await dial();
  send('PING');
  expect(await answer()).toBe('+PONG\r\n');
});
