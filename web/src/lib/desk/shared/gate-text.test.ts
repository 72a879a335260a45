import { describe, expect, it } from 'vitest';
import { createFormat } from '../../format.ts';
import { en } from '../../text/desk/en.ts';
import { fr } from '../../text/desk/fr.ts';
import { gateText } from './gate-text.ts';

type Gate = Parameters<typeof gateText>[2];
const promised = {
  gate: 'all_promised' as const,
  opensOn: '2026-12-09',
  params: { items: ['F-1'] },
} satisfies Gate;
const later = {
  gate: 'step_not_due' as const,
  opensOn: '2026-12-09',
  params: { stepName: 'Relance ferme' },
} satisfies Gate;

describe('S-5 why nothing is planned', () => {
  it('S-5 a promise is shown with the day before which nothing is asked for, which is not the day that was promised', () => {
    expect(gateText(en, createFormat('en', 'UTC'), promised)).toBe(
      'Promised: F-1. Nothing is asked for before Wed 9 Dec.',
    );
    expect(gateText(fr, createFormat('fr', 'UTC'), promised)).toBe(
      'Promis : F-1. Rien n’est réclamé avant le mer. 9 déc.',
    );
  });

  it('S-5 a sentence that ends with a shortened month has one full stop', () => {
    expect(gateText(fr, createFormat('fr', 'UTC'), later)).toBe(
      'La prochaine étape, Relance ferme, vient le mer. 9 déc.',
    );
  });
});
