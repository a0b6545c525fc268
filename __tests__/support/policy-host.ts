/** A host with a policy, for stages of the built action: the rest of its /etc is what those need. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageNode } from '../runner/simulator.ts';
import { demandRoot } from './surroundings.ts';

let count = 0;

/** The node of a host that has this policy, as a program. It keeps its pid and its parent. */
export function nodeUnder(policy: object | string, home: string): string {
  count += 1;
  const etc = join(home, `etc-${count}`);
  mkdirSync(join(etc, 'fetch-lock'), { recursive: true });
  writeFileSync(join(etc, 'fetch-lock', 'policy.json'), typeof policy === 'string' ? policy : JSON.stringify(policy));
  for (const it of ['passwd', 'group']) spawnSync('cp', [join('/etc', it), etc]);
  chmodSync(etc, 0o755);
  demandRoot();
  const program = join(home, `node-${count}`);
  // Not by sh, which drops variables with a hyphen in their names: those of inputs.
  const mounting = `mount --bind '${etc}' /etc && exec "$@"`;
  writeFileSync(program, `#!/bin/bash\nexec unshare --mount bash -c '${mounting.replaceAll("'", "'\\''")}' bash '${stageNode}' "$@"\n`, {
    mode: 0o755,
  });
  return program;
}
