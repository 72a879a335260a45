import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client.ts';
import { createFormat } from '../../format.ts';
import { catalogue } from '../../text/desk/context.ts';
import { stateSentence } from './state-sentence.ts';

const item = (id: string, number: string, daysOverdue: number) =>
  ({ id, number, daysOverdue, status: 'open', openMinor: 10_000, dueOn: '2026-01-05' }) as Schemas['Item'];

/** An older invoice has had the step already; the younger one leads. */
const customer = {
  today: '2026-03-02',
  items: [item('old', 'F-OLD', 56), item('young', 'F-YOUNG', 8), item('later', 'F-LATER', -9)],
  case: {
    openAction: null,
    gates: [],
    next: {
      stepName: 'Reminder',
      channel: 'email',
      mode: 'automatic',
      on: '2026-03-04',
      leaderItemId: 'young',
    },
  },
} as unknown as Schemas['Customer'];

const led = (leaderItemId: string) =>
  ({
    ...customer,
    case: { ...customer.case, next: { ...customer.case!.next, leaderItemId } },
  }) as typeof customer;

const me = { id: 'me', deputyFor: [] };

describe('S-3 the state of a customer in one sentence', () => {
  it.each(['en', 'fr'] as const)('S-3 names the item that leads, not the oldest one, in %s', (language) => {
    const sentence = stateSentence(catalogue[language], createFormat(language), me, customer);
    expect(sentence).toContain('F-YOUNG');
    expect(sentence).toContain('8');
    expect(sentence).not.toContain('F-OLD');
  });

  it('S-3 names none where the leader is not late yet, or is not on the page', () => {
    for (const leader of ['later', 'elsewhere'])
      expect(stateSentence(catalogue.en, createFormat('en'), me, led(leader))).not.toContain('F-');
  });
});
