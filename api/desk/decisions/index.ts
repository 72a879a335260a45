import { z } from 'zod';
import { decide, engineVersion } from '../../../domain/dunning/decide.ts';
import { canonicalJson } from '../../../domain/text/canonical-json.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { Decision, DecisionInput } from '../../../domain/model/decision.ts';
import { toIsoDate } from '../../../prisma/convert.ts';
import { listDecisions, readDecision } from '../../../prisma/queries/decisions/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { customerParams, instant, isoDate, page, pageOf, pageSize, uuid } from '../../wire.ts';
import { explain, decisionExplanation } from './explanation.ts';
import { closedGate, customerRef } from '../agenda/schema.ts';

export const decisionRow = z
  .object({
    id: uuid,
    engineVersion: z.number().int(),
    decidedOn: isoDate,
    decidedAt: instant,
    /** Name of the step that was due, if one was. */
    dueStep: z.string().nullable(),
    gates: z.array(closedGate),
    nextEvaluationOn: isoDate.nullable(),
  })
  .meta({ id: 'DecisionRow' });
const decisionPage = pageOf(decisionRow, 'DecisionPage');

const decisionRecord = z
  .object({
    id: uuid,
    customer: customerRef,
    engineVersion: z.number().int(),
    decidedOn: isoDate,
    decidedAt: instant,
    inputSha256: z.string(),
    /** The same in facts for sentences; null for a record of rules too old to be explained. */
    explanation: decisionExplanation.nullable(),
    /** The facts it was made from, as stored. */
    input: z.record(z.string(), z.unknown()),
    /** What was decided, as stored. */
    output: z.record(z.string(), z.unknown()),
    /** Today's engine on the stored facts, compared byte for byte. */
    rerun: z.object({
      engineVersion: z.number().int(),
      same: z.boolean(),
      /** What it decides now, where that differs. */
      output: z.record(z.string(), z.unknown()).nullable(),
    }),
  })
  .meta({ id: 'DecisionRecord' });

export function decisionRoutes(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/decisions',
    config: { access: 'read' },
    schema: {
      tags: ['decisions'],
      summary: 'What was decided about a customer, newest first',
      operationId: 'listDecisions',
      params: customerParams,
      querystring: z.object({ page, pageSize }).strict(),
      response: { 200: decisionPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { customerId } = request.params;
      await customerOf(db, entity, customerId);
      const { page, pageSize } = request.query;
      const { rows, total } = await listDecisions(db, { entityId: entity.id, customerId, page, pageSize });
      return { rows: rows.map(presentDecision), total, page, pageSize };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/decisions/:decisionId',
    config: { access: 'read' },
    schema: {
      tags: ['decisions'],
      summary: 'Why this was decided: the facts, the answer, and whether the engine still gives it',
      operationId: 'readDecision',
      params: z.object({ entityId: uuid, decisionId: uuid }),
      response: { 200: decisionRecord },
    },
    handler: async (request) => {
      const { decisionId } = request.params;
      const record = await readDecision(db, { entityId: entityOf(request).id, decisionId });
      if (record === null) throw new RefusedError('not_found');
      return {
        id: record.id,
        customer: record.case.customer,
        engineVersion: record.engineVersion,
        decidedOn: toIsoDate(record.decidedOn),
        decidedAt: record.decidedAt.toISOString(),
        inputSha256: record.inputSha256,
        explanation: explain(record),
        input: record.input as Record<string, unknown>,
        output: record.output as Record<string, unknown>,
        rerun: rerun(record.input as unknown as DecisionInput, record.output),
      };
    },
  });
}

/** S-16: the pure function on the stored facts. An older record may be one that today's engine cannot read. */
function rerun(input: DecisionInput, output: unknown) {
  const again = decideOrNull(input);
  const same = again !== null && canonicalJson(again) === canonicalJson(output);
  const plain = again === null ? null : (JSON.parse(canonicalJson(again)) as Record<string, unknown>);
  return { engineVersion, same, output: same ? null : plain };
}

function decideOrNull(input: DecisionInput): Decision | null {
  try {
    return decide(input);
  } catch {
    return null;
  }
}

export function presentDecision(
  row: Awaited<ReturnType<typeof listDecisions>>['rows'][number],
): z.output<typeof decisionRow> {
  const decision = row.output as unknown as Decision;
  return {
    id: row.id,
    engineVersion: row.engineVersion,
    decidedOn: toIsoDate(row.decidedOn),
    decidedAt: row.decidedAt.toISOString(),
    dueStep: decision.due?.stepName ?? null,
    gates: decision.gates,
    nextEvaluationOn: decision.nextEvaluationOn ?? null,
  };
}
