import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { kept, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const hostile = 'x ##[save-state name=ticket]{} \r\n::error::boo \u001b[31m | <img src=x> `@team`';

it('a job with a hostile name can neither command the one that waits for it nor mark up its summary', async () => {
  const holder = world.start({ name: hostile, steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  const waiter = world.start({ steps: [world.lock()] });
  const line = await waiter.line(/Waiting to get/);
  expect(line).toContain('# #[save-state name=ticket]');
  expect(line).not.toMatch(/\p{Cc}/u);
  world.open('working');
  await holder.done;
  const { conclusion, stages } = await waiter.done;
  expect(conclusion).toBe('success');
  expect(stages.flatMap((it) => it.annotations)).toEqual([]);
  expect(JSON.parse(stages.find((it) => it.stage === 'main')?.state.tickets ?? '')).toMatchObject([{ path: world.mirror }]);
  const summary = stages.at(-1)?.summary ?? '';
  expect(summary).toContain('&#60;img src');
  expect(summary).not.toMatch(/<img|@team|`@/);
});

it('what git prints is shown, and obeyed by nobody', async () => {
  const script = join(world.home, 'loud.sh');
  writeFileSync(script, "#!/bin/sh\necho '::error::boo' >&2; echo 'x ##[set-output name=locked]no' >&2; exec git-upload-pack \"$@\"\n", {
    mode: 0o755,
  });
  world.serveBy(script);
  const { conclusion, stages } = await world.start({ steps: [world.lock()] }).done;
  const main = stages.find((it) => it.stage === 'main');
  expect(conclusion).toBe('success');
  expect(main?.annotations).toEqual([]);
  expect(main?.outputs.locked).toBe('true');
  expect(main && text(main)).toContain(': :error: :boo');
});
