import { z } from 'zod';
import { documentSource } from '../../../domain/document/source.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import type { Document } from '../../../domain/model/document.ts';
import { checkMissing, type MissingRules } from '../../../domain/template/missing.ts';
import { tagDefinition, tagNames } from '../../../domain/template/tags.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import {
  listTemplateSets,
  readTemplateSet,
  type TemplateSetRow,
} from '../../../prisma/queries/templates/read.ts';
import { listScenarios } from '../../../prisma/queries/scenarios/read.ts';
import { saveTemplate } from '../../../prisma/queries/templates/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps } from '../../context.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { lockEntity } from '../../../prisma/queries/entities/write.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { recordSettingChange } from '../../plugins/settings-history.ts';
import { entityParams } from '../../wire.ts';
import { differences } from '../../../domain/audit/differences.ts';
import { designingRoutes } from './designing.ts';
import { presentSet, usesOf } from './present.ts';
import { newTemplate, templateSet, templateSetParams, templateTag, textParams } from './schema.ts';

export function templateRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/templates',
    config: { access: 'read' },
    schema: {
      tags: ['templates'],
      summary: 'Template sets with the newest text of each language, and the tags that texts may use',
      operationId: 'listTemplateSets',
      params: entityParams,
      response: {
        200: z
          .object({ rows: z.array(templateSet), tags: z.array(templateTag) })
          .meta({ id: 'TemplateSetList' }),
      },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      const [rows, scenarios] = await Promise.all([
        listTemplateSets(deps.db, id),
        listScenarios(deps.db, id),
      ]);
      const names = await authorNames(deps, rows);
      return {
        rows: rows.map((row) => presentSet(row, names, usesOf(scenarios, row.key))),
        tags: tagNames.map(presentTag),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/templates/:key',
    config: { access: 'read' },
    schema: {
      tags: ['templates'],
      summary: 'One template set',
      operationId: 'readTemplateSet',
      params: templateSetParams,
      response: { 200: templateSet },
    },
    handler: async (request) => {
      const row = await readTemplateSet(deps.db, { entityId: entityOf(request).id, key: request.params.key });
      if (row === null) throw new RefusedError('not_found');
      const [names, scenarios] = await Promise.all([
        authorNames(deps, [row]),
        listScenarios(deps.db, entityOf(request).id),
      ]);
      return presentSet(row, names, usesOf(scenarios, row.key));
    },
  });
  registerSave(app, deps);
  designingRoutes(app, deps);
}

function registerSave(app: App, deps: AppDeps): void {
  const oneAtATime = limitInFlight(1);
  app.route({
    method: 'PUT',
    url: '/api/entities/:entityId/templates/:key/:language',
    bodyLimit: 4_000_000,
    config: { access: 'administer' },
    schema: {
      tags: ['templates'],
      summary: 'Save the text of one language as its next version; unknown tags and unsafe HTML are refused',
      operationId: 'saveTemplate',
      params: textParams,
      body: newTemplate,
      response: { 200: templateSet },
    },
    handler: async (request) => {
      const { key, language } = request.params;
      const { name, options, asRead } = request.body;
      const { id: entityId } = entityOf(request);
      const { userId } = userOf(request);
      // Once made, a set keeps its readers: texts of both kinds under one key would be taken for each other.
      const known = await readTemplateSet(deps.db, { entityId, key });
      const audience = known?.audience ?? request.body.audience;
      const form = known?.form ?? request.body.form;
      accepted(checkMissing(options as MissingRules));
      // What the reader drops (scripts, handlers, unknown elements) is not kept either.
      const { subject, body } = accepted(
        await oneAtATime(userId, () => deps.checkTemplate(request.body, audience)),
      );
      const template = {
        entityId,
        audience,
        form,
        key,
        name,
        language,
        subject,
        body,
        options,
        userId,
      };
      const row = await inTransaction(deps.db, async (tx) => {
        await lockEntity(tx, entityId);
        const held = await readTemplateSet(tx, { entityId, key });
        const textOf = (set: TemplateSetRow | null) =>
          set?.templates.find((text) => text.language === language);
        const before = textOf(held);
        await refuseOverwriting(tx, {
          asRead,
          now: { ...read(before), name: held?.name ?? null },
          wanted: { ...read(template), name },
          of: {
            legalEntityId: entityId,
            kind: 'template_saved',
            about: { field: 'templateId', id: before?.id ?? '' },
          },
        });
        const saved = await saveTemplate(tx, template);
        const changed = differences<object>(
          before === undefined ? {} : presented(before),
          presented(template),
        );
        const data = { templateId: textOf(saved)!.id, name, language, changed };
        await recordSettingChange(tx, deps, request, { kind: 'template_saved', data });
        return saved;
      });
      return presentSet(row, await authorNames(deps, [row]));
    },
  });
}

function presented({ subject, body, options }: TemplateText) {
  return { subject, text: documentSource(body), options };
}

/** As it is answered, so that a form can say it again. */
function read(text: TemplateText | undefined) {
  const { subject = null, body = null, options = null } = text ?? {};
  return { subject, body, options };
}

interface TemplateText {
  subject: string;
  body: Document;
  options: unknown;
}

async function authorNames({ db }: AppDeps, rows: TemplateSetRow[]): Promise<Map<string, string>> {
  return readUserNames(
    db,
    rows.flatMap(({ templates }) => templates.map(({ createdBy }) => createdBy)),
  );
}

function presentTag(name: (typeof tagNames)[number]): z.output<typeof templateTag> {
  const { kind, missing, subject, audience } = tagDefinition(name);
  return { name, kind, missing, inSubject: subject === true, audiences: [...audience] };
}
