import { afterEach, describe, expect, it } from '@jest/globals';
import { closeScreens, fetchLockOnScreen, type Screen } from '../../support/cli.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  closeScreens();
  await endAll();
  removeAll();
});

// On: another screen, no cursor, no wrapping; off: the reverse.
const [entered, left] = ['\x1b[?1049h\x1b[?25l\x1b[?7l', '\x1b[?7h\x1b[?25h\x1b[?1049l'];
const begin = '\x1b[?2026h\x1b[H';

const framesOf = (screen: Screen) => screen.written().split(begin).slice(1);
const sees = (screen: Screen, text: string) => until(() => (framesOf(screen).at(-1) ?? '').includes(text));

async function watchOne() {
  const place = makePlace();
  const holder = startContender({ place, name: 'first' });
  await holder.next('granted');
  const screen = fetchLockOnScreen(['status', '--watch', '.'], { cwd: place.guards, columns: 60, rows: 8 });
  await sees(screen, 'job first');
  return { place, holder, screen };
}

describe('the screen', () => {
  it('shows each change as it comes, every frame in one piece over the last one (G1)', async () => {
    const { place, holder, screen } = await watchOne();
    for (let index = 1; index <= 9; index++) await startContender({ place, name: `waiter-${index}` }).next('waiting');
    await sees(screen, '9 waiters');
    await sees(screen, '… and 7 more waiters');
    holder.tell('release');
    await until(() => !(framesOf(screen).at(-1) ?? '').includes('job first'));
    screen.type('q');
    expect(await screen.ended).toBe(0);
    expect(screen.written()).toContain(entered);
    expect(framesOf(screen).at(-1)).toContain('q quits');
    // Nothing is cleared before it is drawn over, and nothing scrolls.
    expect(screen.written()).not.toContain('\x1b[2J');
    const frames = framesOf(screen);
    for (const it of frames) expect(it.split('\r\n').length).toBeLessThanOrEqual(8 + (it === frames.at(-1) ? 1 : 0));
    expect(new Set(frames).size).toBe(frames.length);
  });

  it.each([
    ['q', 0, (screen: Screen): void => screen.type('q')],
    ['Ctrl-C', 0, (screen: Screen): void => screen.type('\x03')],
    ['SIGTERM', 130, (screen: Screen): unknown => process.kill(screen.pid(), 'SIGTERM')],
    ['SIGHUP', 130, (screen: Screen): unknown => process.kill(screen.pid(), 'SIGHUP')],
  ] as const)('is left as it was on %s, with exit code %i (G2)', async (_, code, stop) => {
    const { screen } = await watchOne();
    stop(screen);
    expect(await screen.ended).toBe(code);
    expect(screen.written().endsWith(left)).toBe(true);
    expect(screen.written().split(left)).toHaveLength(2);
  });
});
