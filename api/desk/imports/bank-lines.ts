/** Transactions of a bank file: what each pays, and what a person says about it. */
import { z } from 'zod';
import { chooseForLine } from '../../../application/imports/choose.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { importRun as readImportRun } from '../../../prisma/queries/imports/read.ts';
import { bankLineCounts, bankLines, type BankLineRow } from '../../../prisma/queries/bank/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { entityParams, uuid } from '../../wire.ts';
import { bankLinePage, bankLineQuery, lineChoice, type bankLine } from './bank-schema.ts';
import { importAccepted } from './schema.ts';

const tags = ['imports'];
const base = '/api/entities/:entityId/imports/:importId/bank-lines';
const importParams = entityParams.extend({ importId: uuid });
const lineParams = importParams.extend({ rowNo: z.coerce.number().int().min(1) });

export function bankLineRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Transactions of a bank file with what they were found to pay, by page',
      operationId: 'listBankLines',
      params: importParams,
      querystring: bankLineQuery,
      response: { 200: bankLinePage },
    },
    handler: async (request) => {
      const { importId } = request.params;
      await ofEntity(deps, entityOf(request), importId);
      const { state, page, pageSize } = request.query;
      const query = { importId, states: state, skip: (page - 1) * pageSize, take: pageSize };
      const counts = await bankLineCounts(deps.db, importId);
      const total = (state ?? (Object.keys(counts) as (keyof typeof counts)[])).reduce(
        (sum, one) => sum + counts[one],
        0,
      );
      return { rows: (await bankLines(deps.db, query)).map(presentLine), total, page, pageSize, counts };
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/:rowNo`,
    config: { access: 'act' },
    schema: {
      tags,
      summary: 'Say what a transaction pays, or leave it out; the change set is computed anew',
      operationId: 'chooseBankLine',
      params: lineParams,
      body: lineChoice,
      response: { 200: importAccepted },
    },
    handler: async (request) => {
      const { importId, rowNo } = request.params;
      await ofEntity(deps, entityOf(request), importId);
      const by = { userId: userOf(request).userId };
      const state = await chooseForLine(deps.db, { importId, rowNo }, request.body.choice, by);
      return { id: importId, state };
    },
  });
}

async function ofEntity({ db }: AppDeps, entity: EntityScope, importId: string): Promise<void> {
  const run = await readImportRun(db, importId);
  if (run?.legalEntityId !== entity.id) throw new RefusedError('not_found');
}

function presentLine(line: BankLineRow): z.infer<typeof bankLine> {
  const { data, match, customerId, customer, choice } = line;
  return {
    row: line.rowNo,
    place: line.place,
    account: line.account,
    bookedOn: line.bookedOn,
    amountMinor: line.amountMinor,
    currency: line.currency,
    text: data.text,
    payerName: data.name,
    payerIban: line.iban,
    reference: data.structured[0] ?? data.endToEnd,
    returnReason: data.returnReason,
    chargesMinor: data.chargesMinor,
    instructed:
      data.instructed === null
        ? null
        : { amountMinor: data.instructed.amountMinor, currency: data.instructed.currency },
    state: line.state,
    rule: line.rule,
    notes: match.notes,
    customer: customerId === null || customer === null ? null : { id: customerId, ...customer },
    targets: match.targets.map(({ number, instalment, amountMinor }) => ({
      number,
      instalment,
      amountMinor,
    })),
    unappliedMinor: match.unappliedMinor,
    chosen: choice?.kind ?? null,
    isBooked: line.paymentId !== null,
  };
}
