/**
 * Random cases with the answers of a second implementation, written from the rules in words by somebody who had not
 * read this one: `{ input, expected }`, one a line. Dates, amounts, order, skipped steps and gates are compared.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulationInput } from '../model/simulation.ts';
import { simulate, type SimulationResult } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

interface Agreed {
  input: { customer: { number: string } };
  expected: SimulationResult;
}

const cases = readFileSync(new URL('../../test/cases/agreed.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Agreed);

describe('S-3 S-18 the second implementation of the rules', () => {
  it.each(cases.map((one, index) => [`${index + 1} (${one.input.customer.number})`, one] as const))(
    'S-3 S-18 answers the same, to the day and the cent, gates included: case %s',
    (_, { input, expected }) => {
      const parsed = simulationInput.parse(input);
      expect(simulationProblems(parsed)).toEqual([]);
      const run = simulationRun(parsed);
      expect(simulate(run)).toEqual(expected);
      const asleep = simulate({ ...run, evaluates: 'named_days' });
      expect(asleep.actions).toEqual(expected.actions);
    },
  );
});
