import type { InterestWords } from './words.ts';

export const de: InterestWords = {
  sentence: '{points} über dem {rate}',
  inPeriod: 'vom {from} bis zum {to}',
  points: { one: '# Prozentpunkt', other: '# Prozentpunkten' },
  rates: {
    euro: 'Bezugszinssatz der Europäischen Zentralbank',
    other: 'Bezugszinssatz der Zentralbank',
    base: 'Basiszinssatz',
  },
};
