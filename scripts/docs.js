// Writes what the docs have from action.yml, from the table of verbs and from the bench's record, between their markers, and draws their picture. Tests say when
// they are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cases, figuresOf } from '../lib/bench/cases.js';
import { renderHeadlines } from '../lib/bench/table.js';
import { commands } from '../lib/src/cli/commands.js';
import { places } from '../lib/src/git/operands.js';
import { notations } from '../lib/src/git/options.js';
import { values, verbs } from '../lib/src/git/verbs.js';
import { renderRecord } from '../lib/src/report/pictures/record.js';

const root = join(import.meta.dirname, '..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
    .trim();
const code = (text) => (text === '' ? '' : `\`${text}\``);
const table = ([head, ...rows]) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

/** The lines between two markers of a page. */
function write(page, parts) {
  const path = join(root, ...page);
  let text = readFileSync(path, 'utf8');
  for (const [name, lines] of Object.entries(parts)) {
    const marked = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
    if (!marked.test(text)) throw new Error(`${page.at(-1)} has no place for ${name}`);
    text = text.replace(marked, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`);
  }
  writeFileSync(path, text);
}

write(['README.md'], {
  inputs: table([
    ['input', 'default', 'meaning'],
    ...Object.entries(action.inputs).map(([name, it]) => [code(name), code(cell(it.default)), cell(it.description)]),
  ]),
  commands: table([['command', 'does'], ...commands.map((it) => [code(cell(`${it.name} ${it.synopsis}`)), cell(it.does)])]),
  figures: renderHeadlines(figuresOf(cases), JSON.parse(readFileSync(join(root, 'bench', 'recorded.json'), 'utf8')).figures),
  outputs: table([['output', 'value'], ...Object.entries(action.outputs).map(([name, it]) => [code(name), cell(it.description)])]),
});

write(['docs', 'troubleshooting.md'], {
  commands: Object.entries(verbs).map(
    ([verb, rules]) =>
      `- ${code(verb)} (${rules.needs}): ${notations(rules).map(code).join(', ')}. Beside them: ${places[rules.operands].takes}.`,
  ),
  values: Object.entries(values).map(([name, { is }]) => `- \`<${name}>\`: ${is}.`),
});

const picture = join(root, 'docs', 'who-waited-for-whom');
writeFileSync(`${picture}.svg`, renderRecord(readFileSync(`${picture}.jsonl`, 'utf8')));
