import { expect, test } from 'vitest';
import { actionStates } from '../vocabulary/actions.ts';
import { deliveryStates, outboundStates } from '../vocabulary/messages.ts';
import { deliveryStateOf } from './delivery-state.ts';

test('E-7 only an acknowledged message is called sent', () => {
  const sent = outboundStates.filter((state) => deliveryStateOf({ state: 'sending' }, { state }) === 'sent');
  expect(sent).toEqual(['accepted', 'resolved_sent']);
  expect(deliveryStateOf({ state: 'sending' }, { state: 'in_doubt' })).toBe('unknown');
  expect(deliveryStateOf({ state: 'done' }, { state: 'accepted', bouncedAt: new Date() })).toBe('bounced');
});

test('E-7 every state of action and message has a word, and every word is used', () => {
  const words = new Set<string>();
  for (const state of actionStates) {
    words.add(deliveryStateOf({ state }));
    for (const message of outboundStates) words.add(deliveryStateOf({ state }, { state: message }));
  }
  words.add(deliveryStateOf({ state: 'done' }, { state: 'accepted', bouncedAt: '2026-11-22T00:00:00Z' }));
  expect([...words].sort()).toEqual([...deliveryStates].sort());
});
