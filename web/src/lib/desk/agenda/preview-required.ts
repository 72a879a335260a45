import type { Schemas } from '../../api/client.ts';
import { isElectronic, traitsOf } from '../../vocabulary.ts';

/** From this level on a message is looked at before it is confirmed: it is formal, or near to it. */
const firstFormalLevel = 3;

/**
 * Whether a person is to see what leaves before confirming it: what is formal, and electronic letters of every level, of
 * which the reader is chosen, too. What sends nothing has nothing to be seen.
 */
export function isPreviewRequired({
  step,
  channel,
  letterKind,
}: Pick<Schemas['AgendaRow'], 'step' | 'channel' | 'letterKind'>): boolean {
  if (isElectronicLetter({ letterKind })) return true;
  return traitsOf(channel).written && (step.level ?? 0) >= firstFormalLevel;
}

/** Read in a mail program: it is looked at, with whom it goes to, in a dialog of its own. */
export function isElectronicLetter({ letterKind }: Pick<Schemas['AgendaRow'], 'letterKind'>): boolean {
  return letterKind !== null && isElectronic(letterKind);
}
