import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../test/support/engine-cases.ts';
import { levelOfRank, ranksAfterMove, stepInScenario } from './carry-over.ts';

/** Steps by their keys; `B3` is step B of level 3. */
function ladder(steps: string) {
  return scenarioOf({
    steps: [...steps.matchAll(/([A-Z])(\d*)/g)].map(([, key, level], index) => ({
      key: key!.toLowerCase(),
      channel: 'phone',
      mode: 'manual',
      trigger: { kind: 'due', days: index * 5 },
      ...(level ? { level: Number(level) } : {}),
    })),
  });
}

/** What comes next for a line that has had the steps up to `rank`; `-`: nothing any more. */
function nextAfter(before: string, after: string, rank: number, level?: number): string {
  const from = ladder(before);
  const to = ladder(after);
  const line = { id: 'F-1', rank, level: level ?? levelOfRank(from, rank) };
  const moved = ranksAfterMove({ from, to, lines: [line] })[0]!.rank;
  return to.steps[moved]?.key.toUpperCase() ?? '-';
}

describe('S-11 another version of the same scenario', () => {
  it.each([
    ['nothing changed', 'ABC', 'ABC', 0, 'A'],
    ['nothing changed, one had', 'ABC', 'ABC', 1, 'B'],
    ['nothing changed, all had', 'ABC', 'ABC', 3, '-'],
    ['a step put before what was had', 'ABC', 'XABC', 1, 'B'],
    ['a step put between, before what was had', 'ABC', 'AXBC', 2, 'C'],
    ['a step put after what was had', 'ABC', 'AXBC', 1, 'X'],
    ['a step put at the end, and all was had', 'ABC', 'ABCX', 3, 'X'],
    ['the first step taken away, had', 'ABC', 'BC', 1, 'B'],
    ['the first step taken away, the second had', 'ABC', 'BC', 2, 'C'],
    ['the step last had taken away', 'ABC', 'AC', 2, 'C'],
    ['a step that is still to come taken away', 'ABC', 'AC', 1, 'C'],
    ['the last step taken away, and all was had', 'ABC', 'AB', 3, '-'],
    ['the step last had replaced by another of its level', 'ABC', 'AXC', 2, 'C'],
    ['the step last had replaced by one of a higher level', 'A1B2C3', 'A1X3C3', 2, 'X'],
    ['one taken away before, one put after', 'ABC', 'BXC', 2, 'X'],
    ['all replaced', 'ABC', 'XYZ', 2, 'Z'],
    ['two exchanged, the later one had', 'ABC', 'ACB', 2, '-'],
    ['two exchanged, neither had', 'ABC', 'ACB', 1, 'C'],
    ['a second step of the level that was had', 'A1B2', 'A1B2X2', 2, '-'],
    ['a step of a level between', 'A1B3', 'A1X2B3', 1, 'X'],
    ['nothing had', 'ABC', 'XBC', 0, 'X'],
  ])('S-3 S-11 %s: %s becomes %s, %i had, next %s', (_, before, after, rank, next) =>
    expect(nextAfter(before, after, rank)).toBe(next),
  );

  it('S-11 a level that was had in another scenario is not repeated by a step that is new', () => {
    expect(nextAfter('A1B2', 'A1B2X3Y5', 2, 4)).toBe('Y');
  });

  const keys = fc.uniqueArray(fc.constantFrom(...'ABCDEFGH'), { minLength: 1, maxLength: 8 });
  const cases = fc.tuple(keys, keys).chain(([before, after]) =>
    fc.record({
      before: fc.constant(before),
      after: fc.constant(after),
      rank: fc.integer({ min: 0, max: before.length }),
    }),
  );

  it('S-3 no step that was had comes again, regardless of what was put in, taken away or moved', () => {
    fc.assert(
      fc.property(cases, ({ before, after, rank }) => {
        const [from, to] = [ladder(before.join('')), ladder(after.join(''))];
        const line = { id: 'F-1', rank, level: levelOfRank(from, rank) };
        const moved = ranksAfterMove({ from, to, lines: [line] })[0]!.rank;
        const coming = after.slice(moved);
        expect(coming.filter((key) => before.slice(0, rank).includes(key))).toEqual([]);
      }),
    );
  });

  it('S-11 steps that were still to come all come, where nothing is new and nothing changed its place', () => {
    fc.assert(
      fc.property(keys, fc.func(fc.boolean()), fc.nat(8), (before, isKept, had) => {
        const after = before.filter((key) => isKept(key));
        fc.pre(after.length > 0);
        const rank = Math.min(had, before.length);
        const [from, to] = [ladder(before.join('')), ladder(after.join(''))];
        const line = { id: 'F-1', rank, level: levelOfRank(from, rank) };
        const moved = ranksAfterMove({ from, to, lines: [line] })[0]!.rank;
        expect(after.slice(moved)).toEqual(before.slice(rank).filter((key) => after.includes(key)));
      }),
    );
  });
});

describe('S-11 a message that was on its way when its customer moved', () => {
  const step = { stepKey: 'b', position: 2, lines: [{ rankAfter: 2 }, { rankAfter: 1 }] };

  it.each([
    ['AB', 2, [2, 1]],
    ['XAB', 3, [2, 1]],
    ['BA', 1, [1, 1]],
    ['AC', 0, [0, 0]],
  ])('S-11 counts as its step in %s', (now, position, ranks) => {
    const found = stepInScenario(ladder(now), step);
    expect([found.position, found.lines.map(({ rankAfter }) => rankAfter)]).toEqual([position, ranks]);
  });
});
