import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hiddenBeside, publishFile } from '../../src/report/publish.ts';
import { makeHome, removeAll } from '../support/places.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = makeHome();
  file = join(dir, 'fetch-lock.prom');
});
afterEach(removeAll);

describe('a published file', () => {
  it('is new or replaced as a whole, readable for all whatever the umask is, and leaves nothing beside it', () => {
    const mask = process.umask(0o077);
    try {
      publishFile(file, 'one');
      const { ino } = statSync(file);
      publishFile(file, 'two');
      expect(readFileSync(file, 'utf8')).toBe('two');
      expect(statSync(file).ino).not.toBe(ino);
      expect(statSync(file).mode & 0o777).toBe(0o644);
    } finally {
      process.umask(mask);
    }
    expect(readdirSync(dir)).toEqual(['fetch-lock.prom']);
  });

  it.each(['a', 'b.prom', `${'é'.repeat(120)}.prom`])(
    'is prepared under a name that its readers do not look for, and that can be had: %s',
    (name) => {
      const beside = hiddenBeside(join(dir, name), 'x');
      expect(beside).not.toMatch(/\.prom$/);
      writeFileSync(beside, '');
      publishFile(join(dir, name), 'text');
      expect(readFileSync(join(dir, name), 'utf8')).toBe('text');
    },
  );

  it('is refused in a directory that is not there, or is none', () => {
    expect(() => publishFile(join(dir, 'absent', 'x'), '')).toThrow(/x' cannot be written: the directory it is to be in does not exist\.$/);
    writeFileSync(file, 'text');
    expect(() => publishFile(join(file, 'x'), '')).toThrow('something on the way there is not a directory.');
  });

  it('replaces no directory, link or fifo, and leaves nothing beside them', () => {
    mkdirSync(join(dir, 'directory'));
    writeFileSync(join(dir, 'canary'), 'canary');
    symlinkSync('canary', join(dir, 'link'));
    symlinkSync('nowhere', join(dir, 'dangling'));
    execFileSync('mkfifo', [join(dir, 'fifo')]);
    const before = readdirSync(dir);
    for (const name of ['directory', 'link', 'dangling', 'fifo'])
      expect(() => publishFile(join(dir, name), 'text')).toThrow(`${name}' cannot be written: what is there is not a plain file.`);
    expect(readdirSync(dir)).toEqual(before);
    expect([readFileSync(join(dir, 'canary'), 'utf8'), readlinkSync(join(dir, 'link'))]).toEqual(['canary', 'canary']);
  });

  it('takes nobody’s place where it is prepared', () => {
    writeFileSync(join(dir, 'staged'), 'another’s');
    expect(() => publishFile(file, 'text', { staged: join(dir, 'staged') })).toThrow('cannot be written');
    expect(readFileSync(join(dir, 'staged'), 'utf8')).toBe('another’s');
  });
});
