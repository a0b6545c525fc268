import type { Event, EventDetail, EventName, Job } from '../../src/base/event.ts';

const minuteMs = 60_000;

/** A week of a busy mirror: pushes that start eight jobs each, of which one fetches, and now and then somebody who wants it alone. */
export function makeWeek(requests: number, beginAt = Date.parse('2026-11-14T00:00:00.000Z')): Event[] {
  const events: Event[] = [];
  const betweenMs = (7 * 24 * 60 * minuteMs) / Math.ceil(requests / 8);
  // Some numbers that look like none in particular, and are the same ones every time.
  let seed = 7;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let freeAt = beginAt;
  let sharedUntil = beginAt;
  for (let number = 0; number < requests; number += 1) {
    const push = Math.floor(number / 8);
    const leg = number % 8;
    const isAlone = leg === 7 && push % 5 === 0;
    const askedAt = Math.round(beginAt + push * betweenMs + leg * 300 + draw(200));
    const grantedAt = Math.max(askedAt, freeAt, isAlone ? sharedUntil : 0) + 1;
    const gitMs = leg === 0 ? 2000 + draw(9000) : isAlone ? 5000 + draw(20_000) : 30;
    const endedAt = grantedAt + gitMs + (isAlone ? 0 : 5000 + draw(60_000));
    freeAt = grantedAt + gitMs;
    sharedUntil = Math.max(sharedUntil, endedAt);
    const job = makeJob(push, leg, isAlone);
    const mode = isAlone ? 'exclusive' : 'update';
    const tell = (at: number, event: EventName, detail: EventDetail) =>
      events.push({ v: 1, ts: new Date(at).toISOString(), event, ticket: `t${number}`, mode, job, ...detail });
    if (grantedAt - askedAt > 50) tell(askedAt, 'lock_waiting', { ahead: leg });
    tell(grantedAt, 'lock_acquired', { waited_ms: grantedAt - askedAt, ahead: leg });
    if (leg > 0 && !isAlone) tell(grantedAt + 10, 'fetch_joined', { holder: makeJob(push, 0, false) });
    else tell(grantedAt + gitMs, 'git_finished', { network: leg === 0, exit_code: 0, duration_ms: gitMs });
    if (!isAlone) tell(grantedAt + gitMs, 'lock_downgraded', { mode: 'shared', held_ms: gitMs });
    tell(endedAt, 'lock_released', { held_ms: endedAt - grantedAt });
  }
  return events.sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts));
}

const makeJob = (push: number, leg: number, isAlone: boolean): Job => ({
  ...{ repository: 'acme/app', run_id: String(8000 + push), run_attempt: '1', runner: `runner-${leg}` },
  ...{ job: isAlone ? 'nightly-gc' : leg === 0 ? 'build' : 'test', job_index: String(isAlone ? 0 : leg) },
  url: `https://github.example/acme/app/actions/runs/${8000 + push}`,
});
