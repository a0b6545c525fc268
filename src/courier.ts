import { carry } from './action/cache/courier.ts';

await carry(process.argv.slice(2));
// The library leaves timers and sockets behind.
process.exit();
