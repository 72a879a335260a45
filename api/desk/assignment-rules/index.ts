import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { readSentence } from '../../../domain/assignment/sentence.ts';
import { ruleProblems, type RuleProblem } from '../../../domain/assignment/rule-problems.ts';
import { RefusedError } from '../../../domain/errors.ts';
import {
  createRule,
  deleteRule,
  orderRules,
  updateRule,
  writeDefaultRule,
} from '../../../prisma/queries/assignment-rules/write.ts';
import {
  listAttributes,
  readKnown,
  readRule,
  type RuleFields,
} from '../../../prisma/queries/assignment-rules/read.ts';
import { listRules } from '../../../application/assignment/rules.ts';
import { lockEntity } from '../../../prisma/queries/entities/write.ts';
import { listUsers } from '../../../prisma/queries/accounts/read.ts';
import { listScenarios } from '../../../prisma/queries/scenarios/read.ts';
import type { Db } from '../../../prisma/client.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { refuseReordering, removal } from '../../plugins/overwriting.ts';
import { recordSettingChange } from '../../plugins/settings-history.ts';
import { differences } from '../../../domain/audit/differences.ts';
import { done, entityParams, uuid } from '../../wire.ts';
import { previewOf } from './preview.ts';
import {
  defaultRuleBody,
  orderBody,
  previewAnswer,
  previewQuery,
  newRuleBody,
  ruleBody,
  ruleList,
  savedRule,
  sentenceAnswer,
  sentenceBody,
} from './schema.ts';

const base = '/api/entities/:entityId/assignment-rules';
const ruleParams = entityParams.extend({ ruleId: uuid });
const tags = ['assignment'];
const administer = { access: 'administer' } as const;

/** Search & Assign: the ordered rules, what they would change, and criteria typed as a sentence. */
export function assignmentRuleRoutes(app: App, deps: AppDeps): void {
  registerReading(app, deps);
  registerWriting(app, deps);
  registerChanging(app, deps);
  registerOrder(app, deps);
  registerPreview(app, deps);
}

function registerReading(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: base,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Rules in the order in which they are tried, each with what is wrong with it today',
      operationId: 'listAssignmentRules',
      params: entityParams,
      response: { 200: ruleList },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const [rules, attributes] = await Promise.all([listRules(db, id), listAttributes(db, id)]);
      return { rows: rules.map(({ position: _position, ...rule }) => rule), attributes };
    },
  });
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/customer-sentence`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Criteria typed as a sentence, as the filter they mean; what was not understood is named',
      operationId: 'readSentence',
      params: entityParams,
      body: sentenceBody,
      response: { 200: sentenceAnswer },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const [collectors, scenarios, attributes] = await Promise.all([
        listUsers(db, entity.id),
        listScenarios(db, entity.id),
        listAttributes(db, entity.id),
      ]);
      const { text, language } = request.body;
      return readSentence(text, {
        language,
        currency: entity.currency,
        collectors,
        scenarios,
        attributes: attributes.map(({ name }) => name),
      });
    },
  });
}

function registerWriting(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'POST',
    url: base,
    config: administer,
    schema: {
      tags,
      summary: 'A new rule, before the default',
      operationId: 'createAssignmentRule',
      params: entityParams,
      body: newRuleBody,
      response: { 201: savedRule },
    },
    handler: async (request, reply) => {
      const entity = entityOf(request);
      const problems = await requirePossible(db, entity, request.body);
      const id = await inTransaction(db, async (tx) => {
        await recordRuleChange(tx, { deps, request }, { before: undefined, after: request.body });
        return createRule(tx, entity.id, request.body);
      });
      return reply.code(201).send({ id, problems });
    },
  });
  app.route({
    method: 'PUT',
    url: `${base}/default`,
    config: administer,
    schema: {
      tags,
      summary: 'What customers get whom no rule names',
      operationId: 'writeDefaultRule',
      params: entityParams,
      body: defaultRuleBody,
      response: { 200: savedRule },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { asRead, ...fields } = request.body;
      const after = { ...fields, criteria: {} };
      const problems = await requirePossible(db, entity, after, true);
      const id = await inTransaction(db, async (tx) => {
        await lockEntity(tx, entity.id);
        const before = (await listRules(tx, entity.id)).find(({ isDefault }) => isDefault);
        await refuseTakingBack(tx, { entity, before, after, asRead });
        await recordRuleChange(tx, { deps, request }, { before, after });
        return writeDefaultRule(tx, entity.id, fields);
      });
      return { id, problems };
    },
  });
}

function registerChanging(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'PUT',
    url: `${base}/:ruleId`,
    config: administer,
    schema: {
      tags,
      summary: 'Change a rule',
      operationId: 'updateAssignmentRule',
      params: ruleParams,
      body: ruleBody,
      response: { 200: savedRule },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { ruleId } = request.params;
      const rule = await readRule(db, { entityId: entity.id, ruleId });
      if (rule === null || rule.isDefault) throw new RefusedError('not_found');
      const { asRead, ...after } = request.body;
      const problems = await requirePossible(db, entity, after);
      await inTransaction(db, async (tx) => {
        await lockEntity(tx, entity.id);
        const before = (await listRules(tx, entity.id)).find(({ id }) => id === ruleId);
        await refuseTakingBack(tx, { entity, before, after, asRead });
        await recordRuleChange(tx, { deps, request }, { before, after });
        await updateRule(tx, ruleId, after);
      });
      return { id: ruleId, problems };
    },
  });
  app.route({
    method: 'DELETE',
    url: `${base}/:ruleId`,
    config: administer,
    schema: {
      tags,
      summary: 'Delete a rule; what it gave customers stays',
      operationId: 'deleteAssignmentRule',
      params: ruleParams,
      body: removal,
      response: { 200: done },
    },
    handler: async (request) => {
      const { ruleId } = request.params;
      await inTransaction(db, async (tx) => {
        const entityId = entityOf(request).id;
        await lockEntity(tx, entityId);
        const rule = (await listRules(tx, entityId)).find(({ id }) => id === ruleId);
        if (rule === undefined) throw new RefusedError('not_found');
        const { name, ...rest } = factsOf(rule);
        const emptied = Object.fromEntries(Object.keys(rest).map((field) => [field, null]));
        await refuseOverwriting(tx, {
          asRead: request.body.asRead,
          now: factsOf(rule),
          wanted: { name: null, ...emptied },
          of: { legalEntityId: entityId, kind: 'rule_changed', about: { field: 'ruleId', id: ruleId } },
        });
        if (!(await deleteRule(tx, { entityId, ruleId }))) throw new RefusedError('not_found');
        const data = { name, changed: differences<Record<string, unknown>>(rest, emptied) };
        await recordSettingChange(tx, deps, request, { kind: 'rule_deleted', data });
      });
      return { ok: true as const };
    },
  });
}

/** What of a rule people set, as the log names it. */
function factsOf(rule: RuleFields) {
  const { name, enabled, criteria, interactivePages, replyCapture, scenarioId, collectorId } = rule;
  const { minimumAmountMinor } = rule;
  return {
    name,
    enabled,
    criteria,
    interactivePages,
    replyCapture,
    scenarioId,
    collectorId,
    minimumAmountMinor,
  };
}

type RuleBefore = RuleFields & { id: string };

/** A rule that is gone, or was never there, takes nothing back. */
async function refuseTakingBack(
  tx: Db,
  change: {
    entity: EntityScope;
    before: RuleBefore | undefined;
    after: RuleFields;
    asRead: Record<string, unknown> | undefined;
  },
): Promise<void> {
  const { entity, before, after, asRead } = change;
  if (before === undefined) return;
  const about = { field: 'ruleId' as const, id: before.id };
  const of = { legalEntityId: entity.id, kind: 'rule_changed' as const, about };
  await refuseOverwriting(tx, { asRead, now: factsOf(before), wanted: factsOf(after), of });
}

/** In the transaction of the change, with what was before; an unchanged value is not recorded. */
async function recordRuleChange(
  tx: Db,
  { deps, request }: { deps: AppDeps; request: FastifyRequest },
  change: { before: RuleBefore | undefined; after: RuleFields },
): Promise<void> {
  const { before, after } = change;
  const changed = differences<Record<string, unknown>>(
    before === undefined ? {} : factsOf(before),
    factsOf(after),
  );
  if (Object.keys(changed).length === 0) return;
  const about = before === undefined ? {} : { ruleId: before.id };
  const data = { ...about, name: before?.name ?? after.name, changed };
  await recordSettingChange(tx, deps, request, {
    kind: before === undefined ? 'rule_added' : 'rule_changed',
    data,
  });
}

/**
 * Remarks are answered, not refused: a rule may be written before the attribute it asks for has come with a file.
 *
 * @throws RefusedError `rule_invalid` when it could never give what it names
 */
async function requirePossible(
  db: AppDeps['db'],
  entity: EntityScope,
  fields: RuleFields,
  isDefault = false,
): Promise<RuleProblem[]> {
  const problems = ruleProblems({ ...fields, isDefault }, await readKnown(db, entity.id));
  const blocking = problems.find((problem) => problem.blocking);
  if (blocking !== undefined)
    throw new RefusedError('rule_invalid', { rule: fields.name, problem: blocking.kind });
  return problems;
}

function registerOrder(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'PUT',
    url: `${base}/order`,
    config: administer,
    schema: {
      tags,
      summary: 'The order in which rules are tried; all of them but the default are named',
      operationId: 'orderAssignmentRules',
      params: entityParams,
      body: orderBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { ids, asRead } = request.body;
      // Somebody else has added or deleted one: the list that was ordered is an old one.
      await inTransaction(db, async (tx) => {
        const entityId = entityOf(request).id;
        await lockEntity(tx, entityId);
        const shown = (await listRules(tx, entityId)).filter(({ isDefault }) => !isDefault);
        const of = { legalEntityId: entityId, kind: 'rule_changed' as const };
        if (shown.length === new Set(ids).size)
          await refuseReordering(tx, { asRead, now: shown, wanted: ids, of });
        const order = async () => (await listRules(tx, entityId)).map(({ name }) => name);
        const before = { order: await order() };
        if (!(await orderRules(tx, entityId, ids)))
          throw new RefusedError('rule_invalid', { rule: '', problem: 'order_outdated' });
        const changed = differences(before, { order: await order() });
        if (Object.keys(changed).length > 0)
          await recordSettingChange(tx, deps, request, { kind: 'rule_changed', data: { changed } });
      });
      return { ok: true as const };
    },
  });
}

function registerPreview(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${base}/preview`,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Who would change from what to what, by rule and by customer; nothing is written',
      operationId: 'previewAssignment',
      params: entityParams,
      querystring: previewQuery,
      response: { 200: previewAnswer },
    },
    handler: async (request): Promise<z.input<typeof previewAnswer>> =>
      previewOf(deps, entityOf(request), request.query),
  });
}
