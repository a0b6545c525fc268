import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { askElsewhere } from '../../support/census.ts';
import { endLingering, keepOpen, linger } from '../../support/lingering.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { git } from '../../support/repositories.ts';
import { afterMounting, ann, bob, demandRoot, inPidNamespace } from '../../support/surroundings.ts';

let mirror: string;
let question: { roots: string[]; file: string };
beforeAll(demandRoot);
beforeEach(() => {
  const home = makeHome();
  chmodSync(home, 0o755);
  mirror = join(home, 'mirror.git');
  git(home, 'init', '-q', '--bare', 'mirror.git');
  git(home, 'init', '-q', '--bare', 'other.git');
  question = { roots: [mirror], file: join(mirror, 'shallow.lock') };
  writeFileSync(question.file, '');
});
afterEach(async () => {
  await endLingering();
  removeAll();
});

const writing = ['hash-object', '--stdin'];
const asBob = () => askElsewhere(question, [], bob);

describe('beside another user', () => {
  it('nobody is there as long as no git of theirs is', async () => {
    await linger('cat', [], { ...ann, cwd: mirror });
    expect(asBob()).toEqual({ answer: 'nobody' });
  });

  it('a git of theirs may be anywhere', async () => {
    const pid = await linger('git', writing, { ...ann, cwd: '/' });
    expect(asBob()).toEqual({
      answer: 'unknown',
      why: `process ${pid} (git hash-object) of another user does not show what it has open`,
    });
    expect(askElsewhere(question)).toEqual({ answer: 'nobody' });
  });

  it('a git of theirs that only serves does no harm', async () => {
    await linger('git', ['-c', `safe.directory=${mirror}`, 'upload-pack', mirror], {
      ...ann,
      env: { ...process.env, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: mirror },
    });
    expect(asBob()).toEqual({ answer: 'nobody' });
  });
});

describe('in a container', () => {
  it('somebody inside is seen', async () => {
    await keepOpen(question.file);
    const answer = askElsewhere(question, [...inPidNamespace(), 'sh', '-c', `exec 3<'${question.file}'; sleep 1000 & exec "$@"`, 'sh']);
    expect(answer).toMatchObject({ answer: 'somebody', hasItOpen: true });
  });

  it('nobody can be told from somebody outside', async () => {
    await keepOpen(question.file);
    expect(askElsewhere(question, inPidNamespace())).toEqual({
      answer: 'unknown',
      why: 'a container does not see the processes outside',
    });
  });

  it('who has the repository under another name is seen from outside', async () => {
    const inside = afterMounting(`mount --bind '${mirror}' /mnt`);
    const [command = '', ...args] = [...inside, 'git', '-C', '/mnt', ...writing];
    // `unshare` and `sh` become what they run.
    const pid = await linger(command, args, {}, 'git');
    expect(askElsewhere(question)).toEqual({ answer: 'somebody', who: { pid, command: 'git hash-object' }, hasItOpen: false });
  });
});

it.each([1, 2])('behind a /proc with hidepid=%i nothing is known', (level) => {
  const through = [
    ...afterMounting(`mount -t proc -o hidepid=${level} proc /proc`),
    ...['setpriv', `--reuid=${bob.uid}`, `--regid=${bob.gid}`, '--clear-groups'],
  ];
  expect(askElsewhere(question, through)).toEqual({ answer: 'unknown', why: '/proc hides the processes of others' });
});
