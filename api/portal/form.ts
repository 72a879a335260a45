import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { currencyDecimals } from '../../domain/money/currency.ts';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import { itemCurrencies } from '../../prisma/queries/submissions.ts';
import { deleteUpload } from '../../prisma/queries/uploads.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { receiveFile } from '../uploads/receive.ts';
import { submissionBody } from './schema.ts';
import { submit } from './submit.ts';

type Body = z.input<typeof submissionBody>;

interface Form {
  fields: Map<string, string[]>;
  fileIds: string[];
}

/**
 * A submission straight from a plain form: fields named as in the JSON body, `itemIds` once for each box ticked,
 * `amount.<item id>` in units of the item's currency (`1234.5`), and files under any name. Files are stored as they
 * come; those of a form that is refused, or that had been received before, are taken back.
 */
export async function submitForm(deps: AppDeps, visitor: PageVisitor, request: FastifyRequest) {
  const form: Form = { fields: new Map(), fileIds: [] };
  try {
    await readForm(deps, visitor, request, form);
    const body = submissionBody.safeParse(await bodyOf(deps, visitor, form));
    if (!body.success)
      throw new RefusedError('validation_failed', { field: String(body.error.issues[0]?.path[0]) });
    return await submit(deps, visitor, body.data);
  } finally {
    // What the comment has is no upload any more and stays.
    for (const uploadId of form.fileIds) await deleteUpload(deps.db, { linkId: visitor.linkId, uploadId });
  }
}

async function readForm(
  deps: AppDeps,
  visitor: PageVisitor,
  request: FastifyRequest,
  form: Form,
): Promise<void> {
  const { maxFiles, maxTextLength } = submissionLimits;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw new RefusedError('text_too_long', { maxLength: maxTextLength });
      form.fields.set(part.fieldname, [...(form.fields.get(part.fieldname) ?? []), String(part.value)]);
      continue;
    }
    // The field of a form to which no file was added.
    if (part.filename === undefined || part.filename === '') {
      part.file.resume();
      continue;
    }
    if (form.fileIds.length >= maxFiles) throw new RefusedError('too_many_files', { maxFiles });
    const { id } = await receiveFile(deps, visitor, part);
    form.fileIds.push(id);
  }
}

async function bodyOf({ db }: AppDeps, { customerId }: PageVisitor, form: Form): Promise<Body> {
  const one = (name: string) => form.fields.get(name)?.[0]?.trim() ?? '';
  const itemIds = form.fields.get('itemIds') ?? [];
  return {
    key: one('key'),
    status: (one('status') || 'none') as Body['status'],
    itemIds,
    amounts: amountsOf(form, await itemCurrencies(db, customerId, itemIds)),
    promisedOn: one('promisedOn') || null,
    disputeReason: (one('disputeReason') || null) as NonNullable<Body['disputeReason']> | null,
    text: form.fields.get('text')?.[0] ?? '',
    fileIds: form.fileIds,
    authorName: one('authorName'),
  };
}

function amountsOf({ fields }: Form, currencies: Map<string, string>): Record<string, number> {
  const amounts: Record<string, number> = {};
  for (const [itemId, currency] of currencies) {
    const written = fields.get(`amount.${itemId}`)?.[0]?.trim() ?? '';
    if (written === '') continue;
    const amountMinor = readUnits(written, currencyDecimals(currency));
    if (amountMinor === null) throw new RefusedError('amount_invalid', { item: itemId });
    amounts[itemId] = amountMinor;
  }
  return amounts;
}

/** What a number field sends, digit by digit; a comma is taken for the point. Null for anything else. */
function readUnits(written: string, decimals: number): number | null {
  const parts = /^(\d{1,12})(?:[.,](\d+))?$/.exec(written);
  if (parts?.[1] === undefined) return null;
  const fraction = parts[2] ?? '';
  if (fraction.slice(decimals).replaceAll('0', '') !== '') return null;
  return Number(parts[1] + fraction.slice(0, decimals).padEnd(decimals, '0'));
}
