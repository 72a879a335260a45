import { describe, expect, test } from 'vitest';
import { filingsOf, referredMessages } from './filing.ts';

describe('R-3 to whom a mail is filed', () => {
  test.each([
    [
      'the address counts before all else',
      { addressed: ['a'], answered: ['b'], linked: ['c'] },
      [['a', 'address']],
    ],
    [
      'two addresses are two copies',
      { addressed: ['a', 'b'] },
      [
        ['a', 'address'],
        ['b', 'address'],
      ],
    ],
    [
      'then whoever the answered message went to',
      { answered: ['b', 'c'], linked: ['d'] },
      [['b', 'message_chain']],
    ],
    ['then whose page a link in it opens', { linked: ['c'], ruled: 'd' }, [['c', 'link_marker']]],
    ['links of two customers say nothing', { linked: ['c', 'd'] }, []],
    ['then what a person said of its sender', { ruled: 'd' }, [['d', 'sender_rule']]],
    ['nobody knows', {}, []],
  ] as const)('R-3 %s', (_, known, filed) => {
    const evidence = { addressed: [], answered: [], linked: [], ruled: null, ...known };
    expect(filingsOf(evidence).map((one) => [one.customerId, one.filedBy])).toEqual(filed);
  });

  test('R-3 the message that is answered comes first, then the thread from its end', () => {
    expect(referredMessages(['<3@x>'], ['<1@x> <2@x>\n <3@x>'])).toEqual(['<3@x>', '<2@x>', '<1@x>']);
    expect(referredMessages(['no id'], [' ', '<>', '<a b@x>'])).toEqual([]);
    expect(referredMessages([], ['<1@x> '.repeat(10_000)])).toEqual(['<1@x>']);
    expect(referredMessages([], [Array.from({ length: 900 }, (_, n) => `<${n}@x>`).join(' ')])).toHaveLength(
      50,
    );
  });
});
