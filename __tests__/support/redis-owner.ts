/** A process that starts a Redis, says its pid, and does not end it. */
import { startRedis } from './redis.ts';

const { pid, socket } = await startRedis();
process.stdout.write(`${JSON.stringify({ pid, socket })}\n`);
