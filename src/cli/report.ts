/** `fetch-lock report`: who waited for whom on a lock, from its journal. */
import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDuration } from '../base/duration.ts';
import { messageOf, unless } from '../base/errors.ts';
import { inert, toWord } from '../base/text.ts';
import type { Scope } from '../git/scope.ts';
import { journalOf } from '../report/archive.ts';
import { readEvents } from '../report/journal.ts';
import { legendOfBars, renderBars } from '../report/pictures/bars.ts';
import { renderDocument, type Untold } from '../report/pictures/document.ts';
import { renderPage } from '../report/pictures/page.ts';
import { publishFile } from '../report/publish.ts';
import { timeline } from '../report/timeline.ts';
import { type Account, accountOf } from '../report/waiting/account.ts';
import { type Call, exit, type Host, UsageError } from './command.ts';
import { locateInFleet } from './fleet.ts';
import { lockDirOf } from './locate.ts';
import { tell } from './terminal.ts';

export async function report(call: Call, host: Host): Promise<number> {
  const file = call.text('html');
  if (file === '') throw new UsageError('--html names no file');
  if (file !== undefined && call.has('json')) throw new UsageError('--html and --json are two reports: ask for one');
  const since = call.text('since');
  const nowAt = host.clock.wall();
  const sinceAt = since === undefined ? undefined : nowAt - parseDuration('--since', since);
  const { scopes } = await locateInFleet(call.operands, call, host);
  const all = scopes.map((scope) => readAccount(scope, nowAt, sinceAt));
  for (const it of all) if ('trouble' in it) tell(host.err, it.trouble);
  const accounts = all.flatMap((it) => ('trouble' in it ? [] : [it]));
  const told = { accounts, nowAt, ...(since === undefined ? {} : { since }) };
  if (call.has('json')) host.out.write(renderDocument({ ...told, accounts: all }));
  else if (accounts.length === 0) return exit.failed;
  else if (file === '-') host.out.write(renderPage(told));
  else if (file !== undefined) writePage(resolve(host.cwd, file), renderPage(told), host);
  else printBars(accounts, call, host);
  return accounts.length === scopes.length ? exit.ok : exit.failed;
}

function readAccount({ path, lock }: Scope, nowAt: number, sinceAt: number | undefined): Account | Untold {
  try {
    unless(['ENOENT', 'ENOTDIR'], () => mustBeReadable(journalOf(lock.dir)));
  } catch (error) {
    return { path, trouble: `The journal of '${inert(path)}' cannot be read: ${inert(messageOf(error))}.` };
  }
  // Rows are chosen by when they ended: one that was there all the time may have asked long before.
  const rows = timeline(readEvents(lock.dir, { mostBytes: Number.POSITIVE_INFINITY }));
  return accountOf(path, rows, nowAt, sinceAt);
}

/** Reading is silent about what it cannot read; who asks for a report is to know. */
function mustBeReadable(journal: string): void {
  if (!lstatSync(journal).isFile()) throw new Error(`'${journal}' is not a plain file`);
  accessSync(journal, constants.R_OK);
}

function writePage(file: string, text: string, { out }: Host): void {
  publishFile(file, text, { mode: (statSync(file, { throwIfNoEntry: false })?.mode ?? 0o666 & ~process.umask()) & 0o777 });
  out.write(`Wrote ${inert(file, 4096)} (${Math.ceil(Buffer.byteLength(text) / 1024)} kB).\n`);
  out.write(`Open it in a browser: ${pathToFileURL(file)}\n`);
}

function printBars(accounts: readonly Account[], call: Call, { out }: Host): void {
  const canvas = { width: Math.max(40, out.width), paint: out.paint };
  const hasBars = accounts.some((it) => it.spans.length > 0);
  const lines = [
    ...accounts.flatMap((it) => [...renderBars(it, canvas), '']),
    ...(hasBars ? [...legendOfBars(canvas), ''] : []),
    ...sayNext(call, hasBars),
  ];
  out.write(`${lines.join('\n')}\n`);
}

/** The next command to type. */
function sayNext(call: Call, hasBars: boolean): string[] {
  const lockDir = lockDirOf(call);
  const words = [...call.operands, ...(lockDir === undefined ? [] : ['--lock-dir', lockDir])].map(toWord).join(' ');
  return hasBars
    ? [
        `Next: fetch-lock report ${words} --html report.html`,
        `      for all of it on a page; fetch-lock status ${words} for who holds and waits now.`,
      ]
    : [`Next: fetch-lock doctor ${words}`, '      for whether jobs could take the lock here.'];
}
