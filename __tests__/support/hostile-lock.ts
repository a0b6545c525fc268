/** A lock in which another party has written whatever a file there takes. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventDetail, eventNames, type Job } from '../../src/base/event.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import type { Process } from '../../src/lock/ticket.ts';
import { hostileTexts } from './hostile.ts';
import { leaveGrant, leaveWaiter } from './leftovers.ts';

const texts = Object.values(hostileTexts);

/** A record has only so much room. */
export const toldTexts = texts.map((it) => it.slice(0, 1000));

const hostileJob = (text: string): Job => ({
  ...{ repository: text, run_id: text, run_attempt: text, job: text, job_index: text, runner: text },
  ...{ url: `https://evil.example/${text}`, user: text, host: text, command: text },
});

const detailOf = (text: string): EventDetail => ({
  ...{ lock: text, path: text, mode: text, ticket: text, job: hostileJob(text), holder: hostileJob(text), file: text, reason: text },
  ...{
    code: text,
    argv: ['fetch', text],
    decision: 'deny',
    waited_ms: 60_000,
    held_ms: 5000,
    duration_ms: 1000,
    ahead: 1e9,
    exit_code: 0,
  },
});

/** Every event of every text, as JSON that a writer who means harm would write: with the signs themselves, where JSON allows them. */
function hostileJournal(nowAt: number): string {
  const lines = texts.flatMap((text, number) =>
    eventNames.map((event, index) => {
      const ts = new Date(nowAt - 3_600_000 + number * 1000 + index).toISOString();
      return JSON.stringify({ v: 1, ts, event, ...detailOf(text), network: true, [text]: text });
    }),
  );
  const junk = ['', '{', '\ufffd\0', '[]', 'null', `{"v":1,"event":"lock_acquired","ts":"${breakOut}"}`, '::error::x', '##[error]x'];
  return `${[...junk, ...lines].join('\n')}\n`;
}

const breakOut = '2026-11-21T05:00:00.000Z\\n::error::x';

interface Cast {
  /** A process that lives, and one that does not. */
  alive: Process;
  dead: Process;
}

/** Grants, waiters and dead writers with every text in every field; and a journal with every event. */
export function plantHostileLock(place: Place, { alive, dead }: Cast, nowAt = Date.now()): void {
  let seq = 1;
  const writeJob = (at: string, text: string) => writeFileSync(join(at, 'owner.json'), JSON.stringify(hostileJob(text)));
  for (const text of toldTexts) {
    writeJob(join(place.dir, 'h', leaveGrant(place, [alive], 'left', seq++)), text);
    for (const asker of [alive, dead]) {
      const at = leaveWaiter(place, asker, seq++);
      writeJob(at, text);
      writeFileSync(join(at, 'errand.json'), JSON.stringify({ demands: [{ remote: text, refspecs: [text] }], commits: [text] }));
    }
    const token = leaveGrant(place, [dead], 'left', seq++);
    writeJob(join(place.dir, 'h', token), text);
  }
  mkdirSync(join(place.dir, 'crashed'), { recursive: true });
  for (const text of toldTexts) {
    const at = join(place.dir, 'crashed', `${seq}.${(seq++).toString(16).padStart(16, '0')}`);
    mkdirSync(at);
    writeFileSync(join(at, 'x'), '');
    writeJob(at, text);
  }
  appendFileSync(join(place.dir, 'journal.jsonl'), hostileJournal(nowAt));
  writeFileSync(join(place.dir, 'journal-1-0123456789abcdef.jsonl'), hostileJournal(nowAt - 7_200_000));
  writeFileSync(join(place.dir, 'totals.json'), JSON.stringify({ v: 1, marks: texts, tally: texts }));
  writeFileSync(
    join(place.dir, 'fetches.json'),
    JSON.stringify(texts.map((text) => ({ demand: text, ticket: text, job: hostileJob(text) }))),
  );
}
