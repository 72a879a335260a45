import type { z } from 'zod';
import { excerptAround, findMarks, searchWords, type SearchField } from '../../../domain/text/search.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { toIsoDate, toMinor } from '../../../prisma/convert.ts';
import type { FoundCustomer, FoundItem, FoundMessage } from '../../../prisma/queries/search/read.ts';
import type { searchAnswer } from './schema.ts';

type Answer = z.output<typeof searchAnswer>;
type Match = Answer['customers']['rows'][number]['match'];
type Fields = [field: SearchField, text: string | null][];

const longest = 90;

export function presentCustomer(
  { id, number, name, contacts }: FoundCustomer,
  typed: string,
  overdue: MinorByCurrency,
): Answer['customers']['rows'][number] {
  const fields: Fields = [
    ['name', name],
    ['number', number],
    ...contacts.flatMap((contact): Fields => [
      ['email', contact.email],
      ['contact', contact.name],
      ['phone', contact.phone],
    ]),
  ];
  return { id, number, name, overdue, match: matchOf(fields, typed) };
}

export function presentItem(row: FoundItem, typed: string): Answer['items']['rows'][number] {
  const { id, type, number, instalment, state, currency } = row;
  const name = instalment > 0 ? `${number}/${instalment}` : number;
  return {
    ...{ id, type, number, instalment, state, currency },
    dueOn: toIsoDate(row.dueOn),
    openMinor: toMinor(row.openMinor),
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    match: matchOf(
      [
        ['number', name],
        ['purchase_order', row.purchaseOrder],
        ['goes_with', row.refersTo],
        ['text', row.text],
        ['payment_reference', row.paymentReference],
      ],
      typed,
    ),
  };
}

export function presentMessage(row: FoundMessage, typed: string): Answer['messages']['rows'][number] {
  const { id, subject, createdAt } = row;
  return {
    ...{ id, subject },
    createdAt: createdAt.toISOString(),
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    match: matchOf(
      [
        ['subject', subject],
        ['recipient', row.recipientAddress],
        ['recipient', row.recipientName],
        ['message_id', row.reference],
      ],
      typed,
    ),
  };
}

/** The field in which most words are found; of equals the first, which people know best. */
function matchOf(fields: Fields, typed: string): Match {
  const words = searchWords(typed);
  const marked = fields.map(([field, text]) => ({
    field,
    text: text ?? '',
    words: words.filter((word) => findMarks(text ?? '', [word]).length > 0),
  }));
  const best = marked.reduce((one, other) => (other.words.length > one.words.length ? other : one));
  return { field: best.field, ...excerptAround(best.text, findMarks(best.text, words), longest) };
}
