import { z } from 'zod';
import { contactProposalStates } from '../../../domain/vocabulary/contacts.ts';
import { instant, page, pageOf, pageSize, uuid } from '../../wire.ts';

const customer = z.object({ id: uuid, number: z.string(), name: z.string() });

/** Of one import or one customer where given; otherwise of the entity. */
export const findingQuery = z
  .object({ importId: uuid.optional(), customerId: uuid.optional(), page, pageSize })
  .strict();

/** A customer to whom nothing is sent because rows were left out of an import. */
export const importHold = z
  .object({
    id: uuid,
    importId: uuid,
    fileName: z.string(),
    createdAt: instant,
    customer,
    /** The first rows; `rowCount` tells how many there are. */
    rows: z.array(z.object({ row: z.number().int(), number: z.string() })),
    rowCount: z.number().int(),
  })
  .meta({ id: 'ImportHold' });
export const importHoldPage = pageOf(importHold, 'ImportHoldPage');

/** An address that a file gives for a customer who has others. */
export const contactProposal = z
  .object({
    id: uuid,
    importId: uuid,
    fileName: z.string(),
    row: z.number().int(),
    name: z.string(),
    email: z.string(),
    customer,
    known: z.array(z.string()),
    /** The contact that gets the address when it is taken over; null: it can only be added. */
    replaces: z.object({ id: uuid, email: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'ContactProposal' });
export const contactProposalPage = pageOf(contactProposal, 'ContactProposalPage');

export const proposalDecision = z
  .object({ decision: z.enum(contactProposalStates).exclude(['open']) })
  .strict()
  .meta({ id: 'ContactProposalDecision' });
