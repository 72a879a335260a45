import type { InterestWords } from './words.ts';

export const fr: InterestWords = {
  sentence: '{points} au-dessus du {rate}',
  inPeriod: 'du {from} au {to}',
  points: { one: '# point de pourcentage', other: '# points de pourcentage' },
  rates: {
    euro: 'taux de refinancement de la Banque centrale européenne',
    other: 'taux de référence de la banque centrale',
    base: 'taux de base légal (Basiszinssatz)',
  },
};
