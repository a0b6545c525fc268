import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const german = { LANG: 'de_DE.UTF-8', LANGUAGE: 'de', LC_ALL: 'de_DE.UTF-8', LC_MESSAGES: 'de_DE.UTF-8' };

/** What a program that git starts finds in its environment; answers how to read it. */
function listen(): () => string {
  const heard = join(world.home, 'heard');
  const script = join(world.home, 'upload-pack.sh');
  writeFileSync(script, `#!/bin/sh\nprintf '%s %s' "$LC_ALL" "$LANGUAGE" > '${heard}'\nexec git-upload-pack "$@"\n`, { mode: 0o755 });
  world.serveBy(script);
  return () => readFileSync(heard, 'utf8');
}

describe('the language of git (F22)', () => {
  it('is that of the host for plain git', async () => {
    const heard = listen();
    await world.plain(['fetch', 'origin'], german);
    expect(heard()).toBe('de_DE.UTF-8 de');
  });

  it('is the one whose words we know, whatever the host, the job or the step says', async () => {
    const heard = listen();
    const job = world.start({ env: german, steps: [world.lock({}, { env: german })] });
    expect((await job.done).conclusion).toBe('success');
    expect(heard()).toBe('C ');
  });
});
