import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { decimalMarkOf, readTypedAmount } from '../../domain/money/typed-amount.ts';
import { pageLanguage, pageLocale } from '../../domain/template/format.ts';
import type { DecimalMark } from '../../domain/vocabulary.ts';
import { itemCurrencies } from '../../prisma/queries/submissions.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { withForm, type Form } from '../uploads/form.ts';
import { uuid } from '../wire.ts';
import { submissionBody } from './schema.ts';
import { submit } from './submit.ts';

type Body = z.input<typeof submissionBody>;

/**
 * A submission straight from a plain form: fields named as in the JSON body, `itemIds` once for each box ticked,
 * `amount.<item id>` as typed in the `language` of the page (that of the link where absent), and files under any name.
 */
export function submitForm(deps: AppDeps, visitor: PageVisitor, request: FastifyRequest) {
  return withForm(deps, visitor, request, async (form) => {
    const body = submissionBody.safeParse(await bodyOf(deps, visitor, form));
    if (!body.success)
      throw new RefusedError('validation_failed', { field: String(body.error.issues[0]?.path[0]) });
    return submit(deps, visitor, body.data);
  });
}

async function bodyOf({ db }: AppDeps, visitor: PageVisitor, form: Form): Promise<Body> {
  const one = (name: string) => form.fields.get(name)?.[0]?.trim() ?? '';
  const itemIds = form.fields.get('itemIds') ?? [];
  const language = pageLanguage(one('language'), visitor.language);
  return {
    key: one('key'),
    status: (one('status') || 'none') as Body['status'],
    itemIds,
    // Only what can be an id is asked for; the rest is refused with the form.
    amounts: amountsOf(
      form,
      await itemCurrencies(db, visitor.customerId, itemIds.filter(isId)),
      decimalMarkOf(pageLocale(language, '')),
    ),
    promisedOn: one('promisedOn') || null,
    disputeReason: (one('disputeReason') || null) as NonNullable<Body['disputeReason']> | null,
    paidOn: one('paidOn') || null,
    paymentReference: one('paymentReference'),
    text: form.fields.get('text')?.[0] ?? '',
    fileIds: form.fileIds,
    authorName: one('authorName'),
  };
}

function isId(value: string): boolean {
  return uuid.safeParse(value).success;
}

function amountsOf(
  { fields }: Form,
  currencies: Map<string, string>,
  decimalMark: DecimalMark,
): Record<string, number> {
  const amounts: Record<string, number> = {};
  for (const [itemId, currency] of currencies) {
    const written = fields.get(`amount.${itemId}`)?.[0]?.trim() ?? '';
    if (written === '') continue;
    const amountMinor = readTypedAmount(written, currency, decimalMark);
    if (amountMinor === undefined) throw new RefusedError('amount_invalid', { item: itemId });
    amounts[itemId] = amountMinor;
  }
  return amounts;
}
