import { type Case, type Figure, inTurns, type Sample } from '../case.ts';
import { handOn, handOnByFlock, type Kind, leaveLine, standInLine } from '../parties/lines.ts';

const lengths = { one: 1, five: 5 };
const names = Object.keys(lengths) as (keyof typeof lengths)[];

const figures = names.map(
  (name): Figure => ({
    ...{ name, title: `From one holder to the next, ${lengths[name]} waiting`, unit: 'ms', beside: 'flock' },
    ...{ target: { plus: 3 }, isHeadline: true },
  }),
);

async function play(kind: Kind, name: (typeof names)[number]): Promise<Sample> {
  const line = await standInLine(kind, lengths[name]);
  const values = await handOn(line, 'release', lengths[name]);
  await leaveLine(line);
  return { figure: name, party: kind, values };
}

/** Until the next one knows that it has the lock; it waits in a process of its own. */
export const handOff: Case = {
  name: 'hand-off',
  does: 'from one holder to the next',
  rounds: 7,
  figures,
  open: async () => ({
    round: (number) =>
      inTurns(
        number,
        names.flatMap((name) => [
          () => play('ours', name),
          () => play('lockfile', name),
          async (): Promise<Sample> => ({ figure: name, party: 'flock', values: await handOnByFlock(lengths[name]) }),
        ]),
      ),
    close: async () => {},
  }),
};
