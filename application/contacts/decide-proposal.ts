/** An address that a file gave for a customer who has others: taken over, added, or left; it is not offered again. */
import { RefusedError } from '../../domain/errors.ts';
import type { ContactProposalState } from '../../domain/vocabulary/contacts.ts';
import { openProposal } from '../../prisma/queries/contacts/proposals.ts';
import { contactToReplace } from '../../domain/contact/replaced-contact.ts';
import { createContact, decideProposal, replaceAddress } from '../../prisma/queries/contacts/write.ts';
import type { ActResult, FactScope } from '../act.ts';

export type ProposalDecision = Exclude<ContactProposalState, 'open'>;

/**
 * Taken over, the address stands at once, and has bounced nowhere yet; where there is no contact to replace, it is
 * added.
 *
 * @throws RefusedError `not_found`, `already_closed` to the later one of two people
 */
export async function decideContactProposal(
  { tx, customerId, userId, at }: FactScope,
  proposalId: string,
  wanted: ProposalDecision,
): Promise<ActResult<{ ok: true }>> {
  const proposal = await openProposal(tx, { proposalId, customerId });
  if (proposal === null) throw new RefusedError('not_found');
  const { email, name, contacts } = proposal;
  const replaced = wanted === 'replaced' ? contactToReplace(contacts) : undefined;
  const decision = wanted === 'replaced' && replaced === undefined ? 'added' : wanted;
  if (!(await decideProposal(tx, { proposalId, decision, userId, at })))
    throw new RefusedError('already_closed');
  if (replaced !== undefined) await replaceAddress(tx, replaced.id, { email, name });
  if (decision === 'added') {
    const fields = { name, email, phone: null, language: null, postal: false, imported: true, createdAt: at };
    await createContact(tx, customerId, { ...fields, roles: ['collection'] });
  }
  return {
    answer: { ok: true },
    events: {
      key: `contact-proposal/${proposalId}`,
      kind: 'contact_proposal_decided',
      data: { text: email, decision },
      changesFacts: decision !== 'declined',
    },
  };
}
