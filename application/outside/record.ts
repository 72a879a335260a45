/** What a message outside the scenario leaves behind: the counted contact, and nothing of the ladder (S-12). */
import { traitsOf } from '../../domain/channels/traits.ts';
import { changeActionWrite } from '../../prisma/queries/actions/write.ts';
import { countStepContactWrite } from '../../prisma/queries/contacts-made/write.ts';
import { mostContacts, type StoredPosition } from '../../prisma/queries/position/read.ts';
import type { FactWrite, Write } from '../../prisma/statement.ts';
import type { CaseWrites, Performed } from '../case/record-outcome.ts';

export function performedOutside({
  position,
  action,
  on,
  at,
  actor,
  kind,
  data,
}: Performed): CaseWrites & { after: StoredPosition } {
  const { id: actionId, stepName, channel, content } = action;
  const { countsAsContact } = traitsOf(channel);
  const writes: (Write | FactWrite)[] = [
    changeActionWrite(actionId, { state: 'done', performedOn: on, closedAt: at, closedBy: actor.id ?? null }),
  ];
  if (countsAsContact)
    writes.push(countStepContactWrite({ customerId: position.customer.id, channel, actionId, on }));
  return {
    writes,
    ranks: [],
    history: [
      {
        legalEntityId: position.entity.id,
        customerId: position.customer.id,
        at,
        actor,
        kind,
        key: `performed/${actionId}`,
        data: { actionId, stepName, channel, totals: content.totals, outside: true, ...data },
        itemIds: [...content.lines, ...content.credits].map(({ id }) => id),
      },
    ],
    after: countsAsContact
      ? { ...position, contactsOn: [...position.contactsOn, on].sort().slice(-mostContacts) }
      : position,
  };
}
