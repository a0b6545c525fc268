/**
 * What git means by what it says, in English, since it runs with LC_ALL=C. Pure.
 *
 * Messages are a hint and no proof: some come from the other side, word for word. So G1 none of them alone makes anything be
 * removed or made anew; G2 what is not known is `unknown`, and nothing is tried again for it.
 */

/** Why a command failed, as far as that changes what is to be done. */
export type Fault =
  | 'full disk'
  | 'not writable'
  | 'refused' // the remote does not know us, or does not let us in
  | 'missing remote' // there is no such remote, or no repository there
  | 'missing ref' // the remote has no such ref or commit
  | 'in the way' // something in the repository or the working tree has to go first
  | 'diverged' // what is here is not a part of what is there
  | 'contention' // somebody else worked on the same ref, or left the file that says so
  | 'broken ref' // a ref of the repository says nothing
  | 'damaged remote'
  | 'damage' // objects or files of the repository are not what they should be
  | 'passing' // trouble of the network or the server that may be over in a moment
  | 'unknown';

/** True for a line that says what went wrong. */
export const isComplaint = (line: string): boolean =>
  /^(fatal|error|ssh|fetch-pack|kex_exchange_identification|client_loop)\b|remote side\.|^(remote: )?error:|^warning: could not|^ *! \[|^(Connection (closed|reset|timed out)|Host key)|: Permission denied \(|^CONFLICT|^(Rebasing .*)?error: could not apply|^You are not currently on a branch|^There is no tracking|^Your configuration specifies|^\t\S/i.test(
    line,
  );

// What comes first explains what comes after it: a full disk also breaks a transfer.
const meanings: readonly (readonly [Fault, RegExp])[] = [
  ['full disk', any('no space left on device', 'disk quota exceeded')],
  [
    'not writable',
    any('read-only file system', 'input/output error', 'insufficient permission for adding', "(cannot .*|\\.lock'): permission denied"),
  ],
  [
    'refused',
    any(
      ...['permission denied \\(', 'authentication failed', 'could not read (username|password)', 'terminal prompts disabled'],
      ...['host key verification failed', 'certificate', 'ssl ca cert', 'remote error: access denied', 'dubious ownership'],
      ...['unsafe repository', 'returned error: 4(0[0-357]|1\\d)\\b'],
    ),
  ],
  ['missing ref', any("couldn't find remote ref", 'not our ref', 'unadvertised object', 'configuration specifies to merge with')],
  [
    'in the way',
    any(
      ...['would be overwritten', 'cannot pull with rebase', 'unmerged files', 'unresolved conflict', 'you have not concluded'],
      ...['exists; cannot create', 'refname conflict', 'reference conflict', 'blocking reference', 'checked out at', 'another rebase'],
      ...['could not apply', '^CONFLICT'],
    ),
  ],
  ['diverged', any('not possible to fast-forward', '\\[rejected\\]', 'divergent branches')],
  [
    'contention',
    any(
      ...["cannot lock ref '.*': is at", "\\.lock': file exists", 'could not lock config file', 'shallow file has changed'],
      ...['already running on machine', 'fetching ref .* failed: (incorrect old|reference (already|does not))'],
    ),
  ],
  ['broken ref', any('reference broken')],
  ['damaged remote', any('corruption on the remote side')],
  [
    'damage',
    any(
      ...['bad (object|tree object|config line|shallow line|signature 0x|pack)', 'is corrupt\\b', 'missing (blob|tree|commit) [0-9a-f]{7}'],
      ...[
        '^error: (object )?file \\S+ is (empty|far too short|not a git packfile)',
        '^error: (inflate|non-monotonic|garbage at end of loose)',
      ],
      ...['pack ?file \\S+ (does not match|cannot be accessed|claims)', 'index file (\\S+ is too small|corrupt|smaller)'],
      ...['(unable|could not|failed) to (read|unpack) [0-9a-f]{7}', 'could not read [0-9a-f]{7}', 'not send all necessary objects'],
      ...[
        'not a git repository',
        '(unterminated|unexpected) line in',
        'signature 0x\\S+ does not match',
        'does not point to a valid object',
      ],
    ),
  ],
  ['missing remote', any('does not appear to be a git repository', "repository ('.*' )?not (found|exported)", 'returned error: 404')],
  [
    'passing',
    any(
      ...['could not resolve host', 'unable to look up', 'name or service not known', 'in name resolution', 'resolving timed out'],
      ...['failed to connect', 'unable to connect', 'connection (refused|reset|closed|timed out)', 'operation timed out'],
      ...['no route to host', 'network is unreachable', '(returned error:|http) (408|429|5\\d\\d)\\b', 'rpc failed; curl', 'empty reply'],
      ...['(recv|send) failure', 'transfer closed', 'too slow', 'hung up', 'early eof', 'unexpected disconnect', 'kex_exchange'],
      ...["expected (flush|'packfile')", 'read error', 'write failed', 'gnutls', 'ssl_(read|connect)', 'http/?2 (stream|framing)'],
      // Alone: whoever had a reason would have said it.
      '^fatal: could not read from remote repository',
    ),
  ],
];

function any(...texts: string[]): RegExp {
  return new RegExp(texts.join('|'), 'im');
}

/** The fault behind these lines. Of what the other side says, only what it says of itself counts. */
export function faultOf(lines: readonly string[]): Fault {
  const text = lines.filter((it) => !/^remote:/i.test(it) || /not found|on the remote side/i.test(it)).join('\n');
  // Most commands complain of nothing, and the patterns take a while to be made.
  return (text === '' ? undefined : meanings.find(([, pattern]) => pattern.test(text))?.[0]) ?? 'unknown';
}
