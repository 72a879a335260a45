/** What chosen letters would cost together, before anybody confirms them (L-6, A-10). */
import { z } from 'zod';
import { spentThisMonth } from '../../../application/letters/queue.ts';
import type { Outcome } from '../../../domain/errors.ts';
import { letterProviderNames, type LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import type { LetterPreview } from '../../../activities/case/letters.ts';
import { findActions } from '../../../prisma/queries/agenda/actions.ts';
import { letterConnectionOf } from '../../../prisma/queries/letter-connections/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { inParallel } from '../../plugins/in-parallel.ts';
import { perUser } from '../../plugins/limits.ts';
import { entityParams, minor, uuid } from '../../wire.ts';

/** Letters of one question: each is laid out, because its price hangs on its pages. */
const stretch = 20;
const width = 2;
/** A dialog that was closed and opened again asks before the first answer is there. */
const atOnceEach = 3;
/** A thousand letters, and as many again for somebody who looks twice. */
const questionsInAMinute = 120;

const body = z
  .object({ actionIds: z.array(uuid).min(1).max(stretch) })
  .strict()
  .meta({ id: 'AskLetterPrices' });

const count = z.number().int();

/** Stretches add up, but for what was spent before. */
const letterPrices = z
  .object({
    prices: z.array(
      z.object({
        currency: z.string(),
        minor,
        letters: count,
        /** Of these: by the company's own price list. */
        ofList: count,
      }),
    ),
    /** A provider carries them, and nobody knows for how much. */
    unknown: count,
    /** Sent by this installation, which charges nothing, or posted by people. */
    free: count,
    /** Cannot be laid out as they stand. */
    refused: count,
    /** Of each provider with a cap. */
    caps: z.array(
      z.object({
        provider: z.enum(letterProviderNames),
        currency: z.string(),
        capMinor: minor,
        /** This month so far. */
        spentMinor: minor,
        /** What these letters add. */
        plannedMinor: minor,
      }),
    ),
  })
  .meta({ id: 'LetterPrices' });
type LetterPrices = z.input<typeof letterPrices>;

export function letterPriceRoutes(app: App, deps: AppDeps): void {
  const limited = limitInFlight(atOnceEach);
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/actions/letter-prices',
    config: { access: 'act', rateLimit: perUser(questionsInAMinute) },
    schema: {
      tags: ['actions'],
      summary: `What letters would cost if they were handed over now, ${stretch} of them for each question; changes nothing`,
      operationId: 'priceLetters',
      params: entityParams,
      body,
      response: { 200: letterPrices },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { actionIds } = request.body;
      const actions = await findActions(deps.db, { entityId: entity.id, actionIds });
      return limited(userOf(request).userId, async () => {
        const now = deps.now().getTime();
        const shown = await inParallel(actions, width, ({ id, customerId }) =>
          deps.letters.preview({ customerId, actionId: id, now }),
        );
        return { ...added(shown), caps: await capsOf(deps, entity, shown) };
      });
    },
  });
}

/** Those that cost nothing to be sent. */
const freeProviders: readonly LetterProviderName[] = ['self_hosted', 'manual'];

function added(shown: Outcome<LetterPreview>[]): Omit<LetterPrices, 'caps'> {
  const made = shown.flatMap((one) => (one.ok ? [one.value] : []));
  const priced = made.flatMap(({ price }) => (price === null ? [] : [price]));
  const unpriced = made.filter(({ price }) => price === null);
  const free = unpriced.filter(({ carriage }) => !carriage || freeProviders.includes(carriage.provider));
  return {
    prices: [...Map.groupBy(priced, ({ currency }) => currency)].map(([currency, of]) => ({
      currency,
      minor: of.reduce((sum, one) => sum + one.minor, 0),
      letters: of.length,
      ofList: of.filter(({ source }) => source === 'own_list').length,
    })),
    unknown: unpriced.length - free.length,
    free: free.length,
    refused: shown.length - made.length,
  };
}

async function capsOf(
  { db, now }: AppDeps,
  { id: entityId, timeZone }: EntityScope,
  shown: Outcome<LetterPreview>[],
): Promise<LetterPrices['caps']> {
  const carried = shown.flatMap((one) => (one.ok && one.value.carriage ? [one.value.carriage] : []));
  const caps: LetterPrices['caps'] = [];
  for (const [provider, of] of Map.groupBy(carried, (one) => one.provider)) {
    const connection = await letterConnectionOf(db, { entityId, provider });
    const capMinor = connection?.settings.monthlyCapMinor ?? null;
    if (connection === null || capMinor === null) continue;
    const spentMinor = await spentThisMonth(db, { entityId, provider, timeZone, at: now() });
    const plannedMinor = of.reduce((sum, { countedMinor }) => sum + (countedMinor ?? 0), 0);
    const { currency } = connection.settings;
    caps.push({ provider, currency, capMinor, spentMinor, plannedMinor });
  }
  return caps;
}
