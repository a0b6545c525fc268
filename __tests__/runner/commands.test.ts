import { describe, expect, it } from '@jest/globals';
import { isStepMet, type Status } from './expressions.ts';
import { parseAll, parsePairs } from './file-commands.ts';
import { LogReader, parseLogCommand } from './log-commands.ts';

describe('the pairs of a command file', () => {
  it.each([
    ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
    ['a<<EOF\none\ntwo\nEOF\nb=2\n', { a: 'one\ntwo', b: '2' }],
    ['a<<EOF\nb=no\nEOF\n', { a: 'b=no' }],
    ['a=1<<2\n', { a: '1<<2' }],
    ['a<<EOF\nlast\nEOF', { a: 'last' }],
    ['a=1\r\n', { a: '1\r' }],
    ['', {}],
  ])('%j', (text, pairs) => {
    expect(parsePairs(text)).toEqual({ pairs });
  });

  it.each(['nonsense\n', 'a<<EOF\nnever closed\n', '=1\n', 'a<<\n', 'a<<EOF\nx\nEOF\r\n'])('fails the step for %j', (text) => {
    expect(parsePairs(text).trouble).toBeDefined();
  });
});

it('pairs before the one that fails the step count', () => {
  expect(parsePairs('a=1\nnonsense\nb=2\n').pairs).toEqual({ a: '1' });
});

it('a summary of more than a mebibyte is dropped, with a complaint and no failure', () => {
  const [fits, bursts] = [1_048_576, 1_048_577].map((length) => parseAll({ summary: 'x'.repeat(length) }));
  expect([fits?.summary.length, fits?.complaints.length]).toEqual([1_048_576, 0]);
  expect([bursts?.summary, bursts?.complaints.length, bursts?.troubles.length]).toEqual(['', 1, 0]);
});

describe('the condition of a step', () => {
  it.each<[string | undefined, Status, boolean]>([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    ['true', 'failure', false],
    ["${{ 'false' }}", 'success', true],
    ["''", 'success', false],
    ["github.job == 'always()'", 'failure', false],
    ['ALWAYS()', 'cancelled', true],
    ['!cancelled()', 'failure', true],
    ['!cancelled()', 'cancelled', false],
    ["failure() && github.job == 'test'", 'failure', true],
    ["failure() && github.job == 'test'", 'success', false],
    ['github.nothing.at.all', 'success', false],
  ])('%j when the job is %s: %j', (condition, status, met) => {
    expect(isStepMet(condition, { job: { status }, github: { job: 'test' } }, status)).toBe(met);
  });
});

describe('commands in the log', () => {
  it.each([
    ['::error file=a%2Cb,line=1::bad%0Athing', { name: 'error', properties: { file: 'a,b', line: '1' }, text: 'bad\nthing' }],
    ['   ::Group::x', { name: 'group', properties: {}, text: 'x' }],
    ['holder: ##[save-state name=ticket]x', { name: 'save-state', properties: { name: 'ticket' }, text: 'x' }],
    ['::none::##[Error a=b;c=%3B%5D]x%2C', { name: 'error', properties: { a: 'b', c: ';]' }, text: 'x%2C' }],
    ['::error a=b:c%2C::x%3A%250A', { name: 'error', properties: { a: 'b:c,' }, text: 'x%3A%0A' }],
  ])('%j is one', (line, command) => {
    expect(parseLogCommand(line)).toEqual(command);
  });

  it.each(['holder: ::save-state name=ticket::x', '# #[error]x', ': :error: :x', '::unknown::x', ':: error::x', 'plain'])(
    '%j is none',
    (line) => {
      expect(parseLogCommand(line)).toBeUndefined();
    },
  );

  it('are obeyed, wherever they come from', () => {
    const log = new LogReader(new Set());
    const said = [
      '::add-mask::s3cret',
      'the s3cret',
      '::warning::w s3cret',
      'x ##[save-state name=a]b',
      '::set-output name=o::1',
      '::group::g',
    ];
    expect(said.map((line) => log.read(line))).toEqual([undefined, 'the ***', '##[warning]w ***', undefined, undefined, '##[group]g']);
    expect([log.annotations, log.state, log.outputs]).toEqual([[{ level: 'warning', message: 'w ***' }], { a: 'b' }, { o: '1' }]);
    expect(log.lines).toEqual(['the ***', '##[warning]w ***', '##[group]g']);
  });

  it('are shown when asked', () => {
    const log = new LogReader(new Set());
    for (const line of ['::save-state name=a::1', '::echo::on', '::save-state name=a::2', '::echo::off', '::save-state name=a::3'])
      log.read(line);
    expect([log.lines, log.state]).toEqual([['::save-state name=a::2', '::echo::off'], { a: '3' }]);
  });

  it('make at most ten annotations of a kind', () => {
    const log = new LogReader(new Set());
    for (let count = 0; count < 12; count++) log.read(`::error::${'x'.repeat(5000)}`);
    log.read('::notice::n');
    expect(log.annotations.map((it) => it.message.length)).toEqual([...Array(10).fill(4096), 1]);
  });

  it.each(['::set-env name=a::b', '::add-path::/x', '::save-state::x', '::echo::maybe', '::stop-commands::', '::stop-commands::error'])(
    'fail the step with %j',
    (line) => {
      const log = new LogReader(new Set());
      log.read(line);
      expect([log.troubles.length, log.state]).toEqual([1, {}]);
    },
  );

  it('are text between stop-commands and its token', () => {
    const log = new LogReader(new Set());
    for (const line of ['::stop-commands::Tok', '::error::no', 'x ##[error]no', '::tok::', '::error::yes', '::tok::']) log.read(line);
    expect(log.lines).toEqual(['::stop-commands::Tok', '::error::no', 'x ##[error]no', '::tok::', '##[error]yes', '::tok::']);
    expect(log.annotations.map((it) => it.message)).toEqual(['yes']);
  });
});
