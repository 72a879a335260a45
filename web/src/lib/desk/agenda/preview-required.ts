import type { Schemas } from '../../api/client.ts';
import { traitsOf } from '../../vocabulary.ts';

/** From this level on a message is looked at before it is confirmed: it is formal, or near to it. */
const firstFormalLevel = 3;

/** Whether a person is to see what leaves before confirming it. What sends nothing has nothing to be seen. */
export function isPreviewRequired({
  step,
  channel,
}: Pick<Schemas['AgendaRow'], 'step' | 'channel'>): boolean {
  return traitsOf(channel).written && (step.level ?? 0) >= firstFormalLevel;
}
