/** What to type next, if something asks for it. Pure. */
import { dirname } from 'node:path';
import { formatDuration } from '../../base/duration.ts';
import { toWord } from '../../base/text.ts';
import type { Look } from '../../lock/look.ts';
import type { Shown } from './document.ts';
import type { Line } from './spans.ts';

/** As long as a step waits unless it is told otherwise; whoever is behind such a holder has waited too long. */
const longMs = 300_000;

/** The dead first, since they keep others out for nothing; then what cannot be seen; then what takes long. */
export function nextStep(shown: readonly Shown[]): Line {
  const looks = shown.flatMap((it) => ('look' in it ? [{ words: wordsFor(it), look: it.look }] : []));
  const withDead = looks.find(({ look }) => [...look.granted, ...look.waiting].some((it) => it.verdict === 'dead'));
  if (withDead) return suggest('To remove the dead', `fetch-lock recover ${withDead.words}`);
  const unread = shown.find((it) => 'trouble' in it);
  if (unread) return suggest('To find out why', `fetch-lock doctor ${toWord(unread.path)}`);
  for (const { words, look } of looks) {
    const slow = slowHolder(look);
    if (slow)
      return suggest(`If a holder hangs (others have waited ${formatDuration(slow.ms)})`, `fetch-lock break ${words} --ticket ${slow.id}`);
  }
  const dirty = looks.find(({ look }) => look.dirty.length > 0);
  if (dirty) return suggest('To see what was left', `fetch-lock doctor ${dirty.words}`);
  const waited = looks.find(({ look }) => look.waiting.length > 0);
  return waited ? suggest('To see who waited for whom', `fetch-lock report ${waited.words}`) : [];
}

const suggest = (why: string, command: string): Line => [['dim', `${why}: `], command];

/** The oldest grant that has kept somebody out for too long. */
function slowHolder({ granted, waiting, at }: Look): { id: string; ms: number } | undefined {
  for (const { id, verdict, grantedAt } of granted) {
    const longest = Math.max(0, ...waiting.filter((it) => it.waitsFor.includes(id)).map((it) => at - (it.askedAt ?? at)));
    const ms = Math.min(longest, at - (grantedAt ?? at));
    if (verdict !== 'dead' && ms >= longMs) return { id, ms };
  }
  return undefined;
}

/** The lock as the commands are to be told of it. */
const wordsFor = ({ path, lock }: Extract<Shown, { look: Look }>): string =>
  `${toWord(path)}${lock.kind === 'given' ? ` --lock-dir ${toWord(dirname(lock.dir))}` : ''}`;
