import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { FetchLockError, unless } from './errors.ts';

/** Where the admin of a host limits what workflows may do. */
const policyPath =
  process.platform === 'win32'
    ? join(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';

/** A policy that is not understood is never ignored. Throws FL_POLICY. */
export function refusePolicy(path = policyPath): void {
  if (!unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path))) return;
  throw new FetchLockError('FL_POLICY', {
    what: `This host has a policy, '${path}', and this version cannot read policies yet.`,
    fix: 'Use a version that can, or take the policy away.',
  });
}
