import type { InterestWords } from './words.ts';

export const en: InterestWords = {
  sentence: '{points} above {rate}',
  inPeriod: 'from {from} to {to}',
  points: { one: '# percentage point', other: '# percentage points' },
  rates: {
    euro: 'the reference rate of the European Central Bank',
    other: 'the reference rate of the central bank',
    base: 'the base rate (Basiszinssatz)',
  },
};
