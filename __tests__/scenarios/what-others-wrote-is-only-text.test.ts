import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { processOf } from '../../src/lock/host/liveness.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import type { StageResult } from '../runner/job.ts';
import { deadProcess } from '../support/dead.ts';
import { breakout, harmIn, harmless, hostileTexts } from '../support/hostile.ts';
import { plantHostileLock, toldTexts } from '../support/hostile-lock.ts';
import { foreignInMarkdown } from '../support/markup.ts';
import { errors, text, World, warnings } from '../support/world.ts';

let world: World;
let place: Place;
beforeEach(() => {
  world = new World();
  place = { guards: world.mirror, dir: `${world.mirror}.fetch-lock`, kind: 'beside' };
});
afterEach(() => world.dispose());

const self = () => {
  const it = processOf(process.pid);
  if (!it) throw new Error('no such process');
  return it;
};

/** What the log shows, without how the runner shows our own commands. */
const shownOf = (stage: StageResult) => stage.lines.map((it) => it.replace(/^##\[(error|warning|group|endgroup)\]/, '')).join('\n');

function expectOnlyText(stages: StageResult[], titles: number): void {
  for (const it of stages) expect({ stage: it.stage, ...harmIn(shownOf(it)) }).toEqual({ stage: it.stage, ...harmless });
  for (const { message } of stages.flatMap((it) => it.annotations)) expect(harmIn(message, /^$/)).toEqual(harmless);
  expect(stages.flatMap((it) => it.lines).filter((it) => it.startsWith('##[group]'))).toHaveLength(titles);
  expect(foreignInMarkdown(stages.at(-1)?.summary ?? '')).toEqual([]);
}

it('of those who hold and wait, in the log, the error and the summary', async () => {
  plantHostileLock(place, { alive: self(), dead: self() });
  const { stages } = await world.start({ steps: [world.lock({ 'lock-timeout': '0', 'metrics-file': join(world.home, 'm.prom') })] }).done;
  expectOnlyText(stages, 0);
  const main = stages.find((it) => it.stage === 'main');
  expect(main && errors(main)).toEqual([expect.stringMatching(/is taken\. Held by : :error: :.*\[FL_TIMEOUT\]$/)]);
  expect(main?.outputs).toMatchObject({ locked: 'false', result: 'timeout' });
  expect(stages.at(-1)?.summary).toContain('&#58; &#58;error&#58; ');
});

it('of the dead that it takes away, and of the journal', async () => {
  plantHostileLock(place, { alive: await deadProcess(), dead: await deadProcess() });
  const { conclusion, stages } = await world.start({
    steps: [world.lock({ ...{ mode: 'exclusive', 'metrics-file': join(world.home, 'm.prom') } })],
  }).done;
  expect(conclusion).toBe('success');
  expectOnlyText(stages, 1);
  const told = stages.flatMap(warnings);
  expect(told.filter((it) => it.includes('was recovered: ')).length).toBeGreaterThan(0);
  expect(stages.map(text).join('\n').split('died without letting go').length).toBeGreaterThan(toldTexts.length);
  expect(stages.find((it) => it.stage === 'main')?.outputs).toMatchObject({ locked: 'true', result: 'acquired', dirty: 'true' });
});

it('of the remote, whatever it says and whatever its branches are called', async () => {
  const said = join(world.home, 'said');
  // A remote may print as many lines as it likes.
  writeFileSync(said, Object.values(hostileTexts).join('\n').replaceAll(breakout, ''));
  const script = join(world.home, 'loud.sh');
  writeFileSync(script, `#!/bin/sh\ncat '${said}' >&2\nexec git-upload-pack "$@"\n`, { mode: 0o755 });
  world.serveBy(script);
  const branches = [
    '::error',
    '##',
    '%0A',
    '<script>alert(1)</script>',
    '@team',
    '`x`',
    '$(touch',
    "';x",
    '|x|',
    '\u202egpj',
    '\u0085x',
    '&lt;',
  ].map((it) => it.replace(/:/g, '\u2236'));
  world.push(...branches);
  const { conclusion, stages } = await world.start({ steps: [world.lock({ git: 'fetch origin\nfetch origin refs/heads/no-such' })] }).done;
  expect(conclusion).toBe('failure');
  expectOnlyText(stages, 2);
  const main = stages.find((it) => it.stage === 'main');
  expect(main && errors(main)).toEqual([expect.stringContaining('[FL_GIT]')]);
  expect(main && text(main)).toContain(': :error: :');
  expect(harmIn(readFileSync(join(place.dir, 'journal.jsonl'), 'utf8'))).toEqual(harmless);
});
