import type { InterestWords } from './words.ts';

export const es: InterestWords = {
  sentence: '{rate} más {points}',
  inPeriod: 'del {from} al {to}',
  points: { one: '# punto porcentual', other: '# puntos porcentuales' },
  rates: {
    euro: 'tipo de referencia del Banco Central Europeo',
    other: 'tipo de referencia del banco central',
    base: 'tipo básico (Basiszinssatz)',
  },
};
