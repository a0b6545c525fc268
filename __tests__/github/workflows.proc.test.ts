import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { lint } from '../support/actionlint.ts';
import { type Allowed, breaches } from '../support/workflow-rules.ts';
import { type WorkflowFile, workflows } from '../support/workflows.ts';

const all = workflows.map((it) => [it.path, it] as const);

/** Who may write what, and nobody else. */
const allowed: Allowed = {
  '.github/workflows/codeql.yml analyze': ['security-events'],
  '.github/workflows/release.yml release': ['contents'],
  '.github/workflows/scorecard.yml analyze': ['security-events', 'id-token'],
  '.github/workflows/use-the-action.yml after-the-cancel': ['actions'],
};

const parsed = async ({ path, text }: WorkflowFile) => {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map((it) => it.message);
};

const linted = (file: WorkflowFile) => lint([file])[0];

describe('a workflow', () => {
  const found = new Map(lint(workflows).map((it, index) => [workflows[index]?.path, it]));

  it.each(all)('%s is one to GitHub', async (_, file) => expect(await parsed(file)).toEqual([]));
  it.each(all)('%s has nothing for actionlint to say', (path) => expect(found.get(path)).toEqual([]));
  it.each(all)('%s keeps to our rules', (_, file) => expect(breaches(file, allowed)).toEqual([]));
});

describe('what is read here', () => {
  it('is all the workflows there are', () => {
    expect(workflows.map((it) => it.path.replace(/.*\//, '')).sort()).toEqual([
      'check-dist.yml',
      'ci.yml',
      'codeql.yml',
      'release.yml',
      'scorecard.yml',
      'self-hosted.yml',
      'to-be-cancelled.yml',
      'use-the-action.yml',
    ]);
  });

  it('names each action by one commit and each commit by one version', () => {
    const pins = workflows.flatMap(({ text }) =>
      [...text.matchAll(/uses: ([\w.-]+\/[\w.-]+)[\w./-]*@(.*)$/gm)].map(([, name, pin]) => `${name} ${pin}`),
    );
    const names = [...new Set(pins)].map((it) => it.split(' ')[0]);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toContain('actions/checkout');
  });
});

const good = `
on: workflow_dispatch
permissions: {}
concurrency: one
jobs:
  a:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@df4cb1c069e1874edd31b4311f1884172cec0e10 # v6.0.3
        with:
          persist-credentials: false
      - uses: ./
      - run: echo "$GITHUB_SHA"
`;

const fileOf = (text: string): WorkflowFile => {
  const workflow = parse(text);
  return { path: 'a.yml', text, workflow: { ...workflow, on: typeof workflow.on === 'string' ? { [workflow.on]: null } : workflow.on } };
};

describe('the rules', () => {
  it('let a good workflow be', async () => {
    const file = fileOf(good);
    expect([breaches(file, {}), linted(file), await parsed(file)]).toEqual([[], [], []]);
  });

  it.each([
    ['a tag', '@df4cb1c069e1874edd31b4311f1884172cec0e10 # v6.0.3', '@v6', 'is not pinned'],
    ['a commit that is cut', 'e10 # v6', 'e1 # v6', 'is not pinned'],
    ['a commit without its version', ' # v6.0.3', '', 'is not pinned'],
    ['a container', 'uses: ./', 'uses: docker://debian:12', 'is not pinned'],
    ['a token for all jobs', 'permissions: {}', 'permissions: { contents: read }', 'before a job has asked'],
    ['the token as the repository has it', 'permissions: {}', '', 'before a job has asked'],
    ['a job that does not say', '    permissions:\n      contents: read\n', '', 'does not say'],
    ['a job that may write', 'contents: read', 'contents: write', 'may write contents'],
    ['a job that may all', '    permissions:\n      contents: read\n', '    permissions: write-all\n', 'may write write-all'],
    ['runs at the same time', 'concurrency: one', '', 'at the same time'],
    ['no limit', '    timeout-minutes: 5\n', '', 'has no limit'],
    ['a token that stays', 'persist-credentials: false', 'persist-credentials: true', 'leaves its token'],
    ['a token that stays by default', '        with:\n          persist-credentials: false\n', '', 'leaves its token'],
    ['an expression in a script', '"$GITHUB_SHA"', '"${{ github.sha }}"', 'an expression'],
    ['a stranger with our rights', 'on: workflow_dispatch', 'on: pull_request_target', 'pull_request_target'],
    [
      'a stranger at home',
      'workflow_dispatch\npermissions: {}',
      'pull_request\npermissions: {}',
      'unasked',
      'ubuntu-latest',
      'self-hosted',
    ],
    ['a stranger where one may say', 'workflow_dispatch\n', 'pull_request\n', 'unasked', 'ubuntu-latest', '${{ inputs.labels }}'],
  ])('find %s', (_, from, to, says, alsoFrom = '', alsoTo = '') => {
    expect(good).toContain(from);
    expect(breaches(fileOf(good.replace(from, to).replace(alsoFrom, alsoTo)), {}).join('\n')).toContain(says);
  });

  it.each([
    ['a key that is none', 'runs-on:', 'run-on:'],
    ['a job that is not there', '    timeout-minutes', '    needs: b\n    timeout-minutes'],
    ['a context that is none', 'run: echo "$GITHUB_SHA"', 'run: echo\n        if: nothing.is == 1'],
  ])('and both readers find %s', async (_, from, to) => {
    const file = fileOf(good.replace(from, to));
    expect(await parsed(file)).not.toEqual([]);
    expect(linted(file)).not.toEqual([]);
  });
});
