import { z } from 'zod';
import { letterKinds } from '../../../domain/vocabulary/letters.ts';
import { scenarioVersionStates } from '../../../domain/vocabulary/scenarios.ts';
import { scenarioDefinition } from '../../../domain/model/scenario.ts';
import { readyMade } from '../../../prisma/seed/ready-made.ts';
import { instant, uuid } from '../../wire.ts';

export const definition = scenarioDefinition.meta({ id: 'ScenarioDefinition' });

const asRead = definition
  .optional()
  .describe(
    'The draft as it was read. Where another person has saved something else since, the request is refused with 409 ' +
      '`changed_meanwhile` and what that is; without this it is not asked.',
  );

export const draftChanges = definition.extend({ asRead }).meta({ id: 'ScenarioDraftChanges' });

export const publication = z
  .object({
    asRead,
    move: z
      .boolean()
      .default(false)
      .describe('Customers that run another version of the scenario go over to this one.'),
  })
  .strict()
  .meta({ id: 'ScenarioPublication' });

export const discarding = z.object({ asRead }).strict().meta({ id: 'ScenarioDiscarding' });

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

export const carriedKinds = z
  .array(z.enum(letterKinds))
  .describe(
    'Kinds of letters that a connected provider carries now. An automatic step of another kind waits to be confirmed.',
  );

export const scenario = z
  .object({
    id: uuid,
    name: z.string(),
    /** Whether customers without a scenario of their own follow it. */
    isDefault: z.boolean(),
    customerCount: z.number().int(),
    createdAt: instant,
    versions: z.array(scenarioVersion),
    carriedKinds,
  })
  .meta({ id: 'Scenario' });

export const publishedScenario = scenario
  .extend({ runId: uuid.nullable().describe('Of the act that moves its customers; null: none is moved.') })
  .meta({ id: 'PublishedScenario' });

export const discardedDraft = z
  .object({ scenario: scenario.nullable().describe('Null: it had no other version, and is gone.') })
  .meta({ id: 'DiscardedDraft' });

export const readyMadeScenarios = z
  .object({ rows: z.array(z.object({ key: z.enum(readyMade), definition })) })
  .meta({ id: 'ReadyMadeScenarios' });

export const scenarioParams = z.object({ entityId: uuid, scenarioId: uuid });
export const versionParams = scenarioParams.extend({ versionId: uuid });
