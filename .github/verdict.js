/**
 * Judges what has become of a job by what GitHub says of its steps, since a job that failed or was cancelled can't do so itself:
 *
 *     gh api repos/OWNER/NAME/actions/runs/ID/jobs | node .github/verdict.js 'a job' 'a step=failure' 'Post a step=success'
 *
 * Fails unless there is such a job, and each of these steps has ended so.
 */
import { readFileSync } from 'node:fs';

const [name, ...wanted] = process.argv.slice(2);
const { jobs } = JSON.parse(readFileSync(0, 'utf8'));
const job = jobs.find((it) => it.name === name);
const say = (text) => process.stdout.write(`${text}\n`);

if (!job) {
  say(`There is no job '${name}'; there are: ${jobs.map((it) => it.name).join(', ')}`);
  process.exitCode = 1;
}
for (const it of job ? wanted : []) {
  const [, step, conclusion] = /^(.+)=([a-z]+)$/.exec(it) ?? [];
  const found = job.steps.find((other) => other.name === step);
  const isRight = found !== undefined && found.conclusion === conclusion;
  say(`${isRight ? 'ok  ' : 'FAIL'} ${step}: ${found ? found.conclusion : 'is not there'}${isRight ? '' : `, and not ${conclusion}`}`);
  if (!isRight) process.exitCode = 1;
}
