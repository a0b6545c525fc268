/** The runner's expressions, by GitHub's own evaluator. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { truthy } from '@actions/expressions/result';

export type Status = 'success' | 'failure' | 'cancelled';

/** The contexts by name. `job.status` is what `cancelled()` asks. */
export interface Contexts {
  job: { status: Status };
  [name: string]: unknown;
}

const names = ['github', 'env', 'job', 'steps', 'runner', 'strategy', 'matrix', 'inputs', 'secrets'];

/** `status` is what success() and failure() ask: the job's, but a composite action's own for its steps. */
const ofStatus: Record<string, (status: Status, contexts: Contexts) => boolean> = {
  always: () => true,
  success: (status) => status === 'success',
  failure: (status) => status === 'failure',
  cancelled: (_, contexts) => contexts.job.status === 'cancelled',
};

function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = Object.entries(ofStatus).map(([name, isSo]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(isSo(status, contexts)),
  }));
  const tree = new Parser(new Lexer(expression).lex().tokens, names, functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  for (const name of names) if (!values.get(name)) values.add(name, new data.Null());
  return new Evaluator(tree, values, new Map(functions.map((it) => [it.name, it]))).evaluate();
}

/** A text with `${{ … }}` in it. */
export const interpolate = (text: string, contexts: Contexts, status: Status): string =>
  text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression.trim(), contexts, status).coerceString());

const bare = (condition: string): string => (/^\$\{\{(.*)\}\}$/s.exec(condition.trim())?.[1] ?? condition).trim();

/** A condition as it stands: of a pre, a post, or a step. */
export const isMet = (condition: string, contexts: Contexts, status: Status): boolean =>
  truthy(evaluate(bare(condition), contexts, status));

/** A step's condition without a status function means: and if all went well. */
export function isStepMet(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success';
  const { tokens } = new Lexer(bare(condition)).lex();
  const asksStatus = tokens.some(({ lexeme }, index) => Object.hasOwn(ofStatus, lexeme.toLowerCase()) && tokens[index + 1]?.lexeme === '(');
  return (asksStatus || status === 'success') && isMet(condition, contexts, status);
}
