/** Who uses the host helper: labels for people. */
import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import type { Job } from '../../base/event.ts';
import { inert } from '../../base/text.ts';

/** Of a command only its program is told: arguments may hold secrets. */
export function describePerson(program?: string): Job {
  const command = program && inert(basename(program), 80);
  return {
    user: orNothing(() => userInfo().username) ?? `user ${process.geteuid?.() ?? '?'}`,
    host: hostname(),
    ...(command ? { command } : {}),
  };
}
