import { z } from 'zod';
import { scenarioVersionStates } from '../../../domain/vocabulary/scenarios.ts';
import { scenarioDefinition } from '../../../domain/model/scenario.ts';
import { instant, uuid } from '../../wire.ts';

export const definition = scenarioDefinition.meta({ id: 'ScenarioDefinition' });

export const scenarioVersion = z
  .object({
    id: uuid,
    version: z.number().int(),
    state: z.enum(scenarioVersionStates),
    definition,
    publishedAt: instant.nullable(),
    publishedBy: z.string().nullable(),
    createdAt: instant,
    /** Cases that run this version. */
    caseCount: z.number().int(),
  })
  .meta({ id: 'ScenarioVersion' });

export const scenario = z
  .object({
    id: uuid,
    name: z.string(),
    /** Whether customers without a scenario of their own follow it. */
    isDefault: z.boolean(),
    customerCount: z.number().int(),
    createdAt: instant,
    versions: z.array(scenarioVersion),
  })
  .meta({ id: 'Scenario' });

export const scenarioParams = z.object({ entityId: uuid, scenarioId: uuid });
export const versionParams = scenarioParams.extend({ versionId: uuid });
