/** The runner's expressions, by GitHub's own evaluator. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

export type Status = 'success' | 'failure' | 'cancelled';
export type Contexts = Record<string, unknown>;

const names = ['github', 'env', 'job', 'steps', 'runner', 'strategy', 'matrix', 'inputs', 'secrets'];
const ofStatus: Record<string, (status: Status) => boolean> = {
  always: () => true,
  success: (status) => status === 'success',
  failure: (status) => status === 'failure',
  cancelled: (status) => status === 'cancelled',
};

function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = Object.entries(ofStatus).map(([name, isSo]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(isSo(status)),
  }));
  const tree = new Parser(new Lexer(expression).lex().tokens, names, functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  for (const name of names) if (!values.get(name)) values.add(name, new data.Null());
  return new Evaluator(tree, values, new Map(functions.map((it) => [it.name, it]))).evaluate();
}

/** A text with `${{ … }}` in it. */
export const interpolate = (text: string, contexts: Contexts, status: Status): string =>
  text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression.trim(), contexts, status).coerceString());

/** A condition as it stands: of a pre, a post, or a step. */
export function isMet(condition: string, contexts: Contexts, status: Status): boolean {
  const inner = /^\$\{\{(.*)\}\}$/s.exec(condition.trim())?.[1] ?? condition;
  const value = evaluate(inner.trim(), contexts, status);
  return !['', 'false', '0'].includes(value.coerceString());
}

/** A step's condition without a status function means: and if all went well. */
export function isStepMet(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return status === 'success';
  const asksStatus = /\b(always|success|failure|cancelled)\s*\(/i.test(condition);
  return (asksStatus || status === 'success') && isMet(condition, contexts, status);
}
