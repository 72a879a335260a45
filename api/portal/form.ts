import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { decimalMarkOf, readTypedAmount } from '../../domain/money/typed-amount.ts';
import { pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { disputeReasons } from '../../domain/vocabulary/replies.ts';
import type { DecimalMark } from '../../domain/vocabulary/imports.ts';
import { itemCurrencies } from '../../prisma/queries/replies/sending.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { withForm, type Form } from '../uploads/form.ts';
import { isoDate, uuid } from '../wire.ts';
import { submissionBody } from './schema.ts';
import { submit } from './submit.ts';

type Body = z.input<typeof submissionBody>;

/**
 * A submission straight from a plain form: fields named as in the JSON body, `itemIds` once for each box ticked,
 * `amount.<item id>` as typed in the `language` of the page (that of the link where absent), and files under any name.
 */
export function submitForm(
  deps: AppDeps,
  visitor: PageVisitor,
  read: { request: FastifyRequest; form: Form },
) {
  return withForm(deps, visitor, read, async (form) => {
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
    promisedOn: dayOf(one('promisedOn')),
    disputeReason: disputeReasons.find((reason) => reason === one('disputeReason')) ?? null,
    paidOn: dayOf(one('paidOn')),
    paymentReference: one('paymentReference'),
    text: form.fields.get('text')?.[0] ?? '',
    fileIds: form.fileIds,
    authorName: one('authorName'),
  };
}

/** What cannot be read is asked for again at its field, like what is missing. */
function dayOf(written: string): string | null {
  return isoDate.safeParse(written).success ? written : null;
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
    // Zero is refused at its field, together with what else is wrong.
    amounts[itemId] = amountMinor ?? 0;
  }
  return amounts;
}
