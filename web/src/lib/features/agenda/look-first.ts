import type { Schemas } from '../../api/client.ts';

/** From this level on a message is looked at before it is confirmed: it is formal, or near to it. */
const firstFormalLevel = 3;

/** Whether a person is to see what leaves before confirming it. What sends nothing has nothing to be seen. */
export function isSeenFirst({ step, channel }: Pick<Schemas['AgendaRow'], 'step' | 'channel'>): boolean {
  const writes = channel === 'email' || channel === 'internal_email' || channel === 'letter';
  return writes && (step.level ?? 0) >= firstFormalLevel;
}
