import { z } from 'zod';
import { listScenarios } from '../../../prisma/queries/scenarios/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams } from '../../wire.ts';
import { publisherNames, scenarioOf, shownWith, versionOf } from './find-scenario.ts';
import { presentScenario, presentVersion } from './present.ts';
import { registerScenarioConsequence } from './consequence.ts';
import { registerPublishing } from './publishing.ts';
import { readyMade, readyMadeScenario } from '../../../prisma/seed/ready-made.ts';
import { readEntitySettings } from '../../../prisma/queries/entities/read.ts';
import {
  definition,
  readyMadeScenarios,
  scenario,
  scenarioParams,
  scenarioVersion,
  versionParams,
} from './schema.ts';
import { registerScenarioWrites } from './writes.ts';

export function scenarioRoutes(app: App, deps: AppDeps): void {
  registerReads(app, deps);
  registerScenarioWrites(app, deps);
  registerPublishing(app, deps);
  registerScenarioConsequence(app, deps);
}

function registerReads(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios/ready-made',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'Scenarios to begin with, named in the language of the company',
      operationId: 'listReadyMadeScenarios',
      params: entityParams,
      response: { 200: readyMadeScenarios },
    },
    handler: async (request) => {
      const { language } = await readEntitySettings(deps.db, entityOf(request).id);
      const rows = readyMade.map(async (key) => ({
        key,
        definition: await readyMadeScenario(key, language),
      }));
      return { rows: await Promise.all(rows) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'Scenarios of the entity with their versions, newest first',
      operationId: 'listScenarios',
      params: entityParams,
      response: { 200: z.object({ rows: z.array(scenario) }).meta({ id: 'ScenarioList' }) },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const rows = await listScenarios(deps.db, entity.id);
      const shown = await shownWith(deps, entity, rows);
      return { rows: rows.map((row) => presentScenario(row, shown)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios/:scenarioId',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'One scenario with its versions',
      operationId: 'readScenario',
      params: scenarioParams,
      response: { 200: scenario },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const row = await scenarioOf(deps, entity, request.params.scenarioId);
      return presentScenario(row, await shownWith(deps, entity, [row]));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios/:scenarioId/versions/:versionId',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'One version of a scenario',
      operationId: 'readScenarioVersion',
      params: versionParams,
      response: { 200: scenarioVersion },
    },
    handler: async (request) => {
      const row = await scenarioOf(deps, entityOf(request), request.params.scenarioId);
      return presentVersion(versionOf(row, request.params.versionId), await publisherNames(deps, [row]));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/scenarios/:scenarioId/versions/:versionId/export',
    config: { access: 'read' },
    schema: {
      tags: ['scenarios'],
      summary: 'The definition alone, in the form that import and `relance simulate` read',
      operationId: 'exportScenarioVersion',
      params: versionParams,
      response: { 200: definition },
    },
    handler: async (request) => {
      const row = await scenarioOf(deps, entityOf(request), request.params.scenarioId);
      return presentVersion(versionOf(row, request.params.versionId), new Map()).definition;
    },
  });
}
