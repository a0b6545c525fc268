import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Fault, faultOf, isComplaint } from '../../src/git/complaint.ts';
import { actionDir } from '../support/world.ts';

interface Message {
  name: string;
  exitCode: number;
  stderr: string;
  stdout?: string;
}

const read = (name: string): Message[] => JSON.parse(readFileSync(join(actionDir, '__tests__/git/complaints', name), 'utf8')).messages;
const messages = [...read('messages.json'), ...read('other-messages.json')];

// The first that fits the name of what was provoked.
const meanings: [RegExp, Fault][] = [
  [/^damage: (empty|missing) config/, 'missing remote'],
  [/^damage: (directory in place of a ref|empty ref that is gone upstream), fetch/, 'broken ref'],
  [/^damage: truncated index/, 'in the way'],
  [/^damage: (junk commit-graph|alternates|lender|unsupported|unknown extension|empty FETCH_HEAD)/, 'unknown'],
  [/^damage:/, 'damage'],
  [/^repository: none here/, 'damage'],
  [/^upstream: empty HEAD, git|^upstream: of somebody|^owner:/, 'refused'],
  [/^upstream: empty HEAD/, 'missing remote'],
  [/^upstream:/, 'damaged remote'],
  [/^lock: objects\/maintenance/, 'unknown'],
  [/^lock:/, 'contention'],
  [/^refs: (moved|made|gone)/, 'contention'],
  [/^refs: (invalid|unknown)/, 'unknown'],
  [/^refs: (d|checked)/, 'in the way'],
  [/^refs:/, 'diverged'],
  [/^tree: diverged/, 'diverged'],
  [/^tree: (local|staged|untracked|unfinished|conflict)/, 'in the way'],
  [/^tree: upstream branch deleted/, 'missing ref'],
  [/^tree:/, 'unknown'],
  [/^disk: (full|quota)/, 'full disk'],
  [/^disk: (read-only|input)/, 'not writable'],
  [/^http: no such repository/, 'missing remote'],
  [/^http: (40[0137]|41\d|no |password|wrong)/, 'refused'],
  [/^http: (404|repository|no such)/, 'missing remote'],
  [/^http: 200/, 'missing ref'],
  [/^tls: (unknown|no such|self|expired|other)/, 'refused'],
  [/^(http|network|tls):/, 'passing'],
  [/^git: repository/, 'refused'],
  [/^remote:|^ssh: no such/, 'missing remote'],
  [/^ssh: (permission|unknown|host key)/, 'refused'],
  [/^ssh:/, 'passing'],
  [/^want:/, 'missing ref'],
  [/./, 'unknown'],
];

describe('what git says', () => {
  it.each(messages.map((it) => [it.name, it] as const))('is understood: %s', (name, { stderr, stdout = '' }) => {
    const lines = `${stderr}\n${stdout}`.split(/[\r\n]+/).filter(isComplaint);
    expect(faultOf(lines)).toBe(meanings.find(([pattern]) => pattern.test(name))?.[1]);
  });

  it('is what this git says, and not what the other side says about itself', () => {
    const ours = 'fatal: unable to access: The requested URL returned error: 503';
    expect(faultOf(['remote: fatal: bad object HEAD', 'remote: error: object file x is empty', ours])).toBe('passing');
    expect(faultOf(['remote: fatal: bad object HEAD'])).toBe('unknown');
  });

  it('is read from the cause and not from what follows from it', () => {
    const passing = 'fatal: early EOF';
    expect(faultOf([passing, 'fatal: write error: No space left on device'])).toBe('full disk');
    expect(faultOf([passing, 'error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403'])).toBe('refused');
  });
});
