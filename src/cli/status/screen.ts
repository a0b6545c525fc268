/**
 * The whole terminal, drawn again on every change until somebody leaves it.
 *
 * G1 a frame is one write, over the last one and without clearing first, so that nothing flickers; one that is as before is not written.
 * G2 however it ends (q, Ctrl-C, a signal, an error, process.exit), the terminal is as it was.
 * G3 between two frames pass at least `leastMs`, however much happens.
 */
import { type FSWatcher, watch as watchDir } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../base/clock.ts';
import type { Host } from '../command.ts';
import type { Size } from './blocks.ts';
import { type Line, paintLine } from './spans.ts';

interface Picture {
  /** Looks again; answers the lock directories whose changes are news. */
  look(): Promise<string[]>;
  draw(size: Required<Size>): Line[];
}

const [leastMs, mostMs] = [100, 1000];

// Of xterm: another screen, no cursor, no line that goes on in the next row. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l';
// Held back until it is whole, by terminals that know how. https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l'];

/** Draws until the user leaves it (false) or a signal comes (true). */
export async function watch({ out, clock, signal }: Host, picture: Picture): Promise<boolean> {
  const news = createNews();
  let isLeft = false;
  let last = '';
  const draw = () => {
    const frame = picture.draw(out).map((it) => `${paintLine(it, out.paint)}\x1b[K`);
    const text = `${begin}\x1b[H${frame.join('\r\n')}\x1b[J${end}`;
    if (text !== last) out.write(text);
    last = text;
  };
  const restore = () => out.write(leave);
  const onResize = () => {
    last = '';
    draw();
  };
  const hasEnded = () => isLeft || signal.aborted;
  news.follow(await picture.look());
  process.once('exit', restore);
  signal.addEventListener('abort', news.tell);
  const stopKeys = onKeys(() => {
    isLeft = true;
    news.tell();
  });
  try {
    out.write(enter);
    process.stdout.on('resize', onResize);
    while (!hasEnded()) {
      draw();
      const drawnMs = clock.now();
      await pause(clock, mostMs, news.next());
      while (!hasEnded() && clock.now() < drawnMs + leastMs) await pause(clock, drawnMs + leastMs - clock.now(), news.next());
      if (!hasEnded()) news.follow(await picture.look());
    }
    return !isLeft;
  } finally {
    signal.removeEventListener('abort', news.tell);
    process.stdout.off('resize', onResize);
    process.off('exit', restore);
    news.close();
    stopKeys();
    restore();
  }
}

const quitKeys = Buffer.from('qQ\x03');

/** Calls back on q and on Ctrl-C, which is a key where keys come one by one. */
function onKeys(quit: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const onData = (bytes: Buffer) => {
    if (bytes.some((it) => quitKeys.includes(it))) quit();
  };
  stdin.setRawMode(true);
  // A terminal that is gone has nobody to look.
  stdin.on('data', onData).on('end', quit).on('error', quit);
  return () => {
    stdin.off('data', onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}

const mostFollowed = 64;

/** Changes in lock directories. A host has few watchers for each user, and who has none looks every second. */
function createNews() {
  const watchers = new Map<string, FSWatcher>();
  let heard = new AbortController();
  const tell = () => heard.abort();
  const drop = (dir: string) => {
    watchers.get(dir)?.close();
    watchers.delete(dir);
  };
  return {
    tell,
    follow: (lockDirs: readonly string[]) => {
      const wanted = new Set(lockDirs.slice(0, mostFollowed).flatMap((it) => [join(it, 'q'), join(it, 'h')]));
      for (const dir of [...watchers.keys()]) if (!wanted.has(dir)) drop(dir);
      for (const dir of wanted) {
        if (watchers.has(dir)) continue;
        try {
          const watcher = watchDir(dir, { persistent: false }, tell);
          watcher.on('error', () => drop(dir));
          watchers.set(dir, watcher);
        } catch {
          // Nobody has locked it yet, or there are no watchers left.
        }
      }
    },
    /** Aborted by the next change, or by one since the last call. */
    next: (): AbortSignal => {
      const { signal } = heard;
      heard = new AbortController();
      return signal.aborted ? signal : heard.signal;
    },
    close: () => {
      for (const dir of [...watchers.keys()]) drop(dir);
    },
  };
}
