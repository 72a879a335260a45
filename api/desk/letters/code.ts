/** Letters that leave only with the one-time code of a person: it goes to the provider, and is kept nowhere (L-6). */
import { z } from 'zod';
import { accepted } from '../../../domain/errors.ts';
import { longestCode } from '../../../domain/letter/code.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { perUser } from '../../plugins/limits.ts';
import { emptyBody } from '../../wire.ts';
import { letterParams } from './letter-schema.ts';

const tags = ['letters'];
const base = '/api/entities/:entityId/letters/:letterId';
const config = { access: 'act' } as const;
const requestsAMinute = 12;

const askedCode = z
  .object({
    /** Seconds until another code may be asked for. */
    waitSeconds: z.number().int(),
  })
  .meta({ id: 'AskedLetterCode' });

const typedCode = z
  .object({ code: z.string().trim().min(1).max(longestCode) })
  .strict()
  .meta({ id: 'LetterCode' });

const enteredCode = z
  .object({
    /** `in_doubt`: the provider was given it and did not answer; it is read back there. */
    state: z.enum(['handed_over', 'in_doubt']),
  })
  .meta({ id: 'EnteredLetterCode' });

export function letterCodeRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: `${base}/code-requests`,
    config: { ...config, rateLimit: perUser(requestsAMinute) },
    schema: {
      tags,
      summary: 'Has the provider send its one-time code for a letter to whoever stands for the sender',
      operationId: 'requestLetterCode',
      params: letterParams,
      body: emptyBody,
      response: { 200: askedCode },
    },
    handler: async (request) => {
      const { letterId } = request.params;
      const by = { entityId: entityOf(request).id, letterId, userId: userOf(request).userId, at: deps.now() };
      return accepted(await deps.letterCodes.request(by));
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/code`,
    config: { ...config, rateLimit: perUser(requestsAMinute) },
    schema: {
      tags,
      summary: 'Hands a letter over with the one-time code of its provider; once, however often it is typed',
      operationId: 'enterLetterCode',
      params: letterParams,
      body: typedCode,
      response: { 200: enteredCode },
    },
    handler: async (request) => {
      const { letterId } = request.params;
      const by = { entityId: entityOf(request).id, letterId, userId: userOf(request).userId, at: deps.now() };
      return accepted(await deps.letterCodes.enter({ ...by, code: request.body.code }));
    },
  });
}
