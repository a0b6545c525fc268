/** The job summary. Not in runner.ts, so that what it needs is loaded only where there is something to tell. */
import { summary } from '@actions/core';

export async function writeSummary(markdown: string): Promise<void> {
  await summary.addRaw(markdown).write();
}
