/** Prints what the changelog says of a version: `node scripts/release-notes.js v1.2.3`. Fails if the package is not of that version. */
import { readFileSync } from 'node:fs';

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const parts = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const [, notes = ''] = parts.map((it) => /^(\S+)[^\n]*\n(.*)$/s.exec(it)?.slice(1) ?? []).find(([name]) => `v${name}` === tag) ?? [];

const troubles = [
  ...(tag === `v${version}` ? [] : [`The tag is ${tag}, and package.json has ${version}.`]),
  ...(notes.trim() === '' ? [`CHANGELOG.md says nothing below '## ${tag.slice(1)}'.`] : []),
];
process.stderr.write(troubles.map((it) => `${it}\n`).join(''));
if (troubles.length > 0) process.exitCode = 1;
else process.stdout.write(`${notes.trim()}\n`);
