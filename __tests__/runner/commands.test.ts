import { describe, expect, it } from '@jest/globals';
import { parsePairs } from './file-commands.ts';
import { LogReader, parseLogCommand } from './log-commands.ts';

describe('the pairs of a command file', () => {
  it.each([
    ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
    ['a<<EOF\none\ntwo\nEOF\nb=2\n', { a: 'one\ntwo', b: '2' }],
    ['a<<EOF\nb=no\nEOF\n', { a: 'b=no' }],
    ['a=1<<2\n', { a: '1<<2' }],
    ['', {}],
  ])('%j', (text, pairs) => {
    expect(parsePairs(text)).toEqual({ pairs });
  });

  it.each(['nonsense\n', 'a<<EOF\nnever closed\n', '=1\n'])('fails the step for %j', (text) => {
    expect(parsePairs(text).trouble).toBeDefined();
  });
});

describe('commands in the log', () => {
  it.each([
    ['::error file=a%2Cb,line=1::bad%0Athing', { name: 'error', properties: { file: 'a,b', line: '1' }, text: 'bad\nthing' }],
    ['   ::Group::x', { name: 'group', properties: {}, text: 'x' }],
    ['holder: ##[save-state name=ticket]x', { name: 'save-state', properties: { name: 'ticket' }, text: 'x' }],
  ])('%j is one', (line, command) => {
    expect(parseLogCommand(line)).toEqual(command);
  });

  it.each(['holder: ::save-state name=ticket::x', '# #[error]x', ': :error: :x', 'plain'])('%j is none', (line) => {
    expect(parseLogCommand(line)).toBeUndefined();
  });

  it('are obeyed, wherever they come from', () => {
    const log = new LogReader(new Set());
    for (const line of ['::add-mask::s3cret', 'the s3cret', '::warning::w', 'x ##[save-state name=a]b', '::set-output name=o::1'])
      log.read(line);
    expect(log.lines[1]).toBe('the ***');
    expect([log.annotations, log.state, log.outputs]).toEqual([[{ level: 'warning', message: 'w' }], { a: 'b' }, { o: '1' }]);
  });

  it('are text between stop-commands and its token', () => {
    const log = new LogReader(new Set());
    for (const line of ['::stop-commands::tok', '::error::no', '::tok::', '::error::yes']) log.read(line);
    expect(log.annotations.map((it) => it.message)).toEqual(['yes']);
  });
});
