/** A letter is written down as ours: from now on, and until its window has passed, it can be taken back. */
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { refuse, type Outcome } from '../../domain/errors.ts';
import { countedCost } from '../../domain/letter/price.ts';
import type { LetterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { daysForCode } from '../../domain/letter/code.ts';
import { isWithUs, needsCode, neverLeft } from '../../domain/letter/course.ts';
import type { LetterProviderName } from '../../domain/vocabulary/letters.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { appendHistory } from '../../prisma/queries/history/write.ts';
import { letterConnectionOf } from '../../prisma/queries/letter-connections/read.ts';
import { letterByReference } from '../../prisma/queries/letters/read.ts';
import {
  costSince,
  lockLetterConnection,
  putLetter,
  type QueuedLetter,
} from '../../prisma/queries/letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askLetter } from '../outbox.ts';
import { notifyOfCode } from './notify.ts';

export interface LetterToQueue extends Omit<QueuedLetter, 'costMinor' | 'currency' | 'state'> {
  settings: LetterConnectionSettings;
  timeZone: string;
  stepName: string;
  /** What it will cost, as its provider says; null: it says nothing, and the company's own list counts. */
  quote: { minor: number; currency: string } | null;
  /** When a person last confirmed its action. */
  confirmedAt: Date | null;
}

const dayMs = 24 * 3600_000;
/** So much longer its message is held than its code is waited for. */
const codeSlackMs = 3600_000;

/**
 * Repeatable: the window begins once, and again only for a letter that was taken back. Refuses with `letter_cap_reached`
 * where the letters of the month would cost more than the company allows, and with `letter_code_not_entered` where nobody
 * typed the code of a letter in its days: it goes on when a person confirms it anew.
 */
export async function queueLetter(
  db: PrismaClient,
  { settings, timeZone, stepName, quote, confirmedAt, ...letter }: LetterToQueue,
  at: Date,
): Promise<Outcome<{ until: Date }>> {
  return inTransaction(db, async (tx): Promise<Outcome<{ until: Date }>> => {
    await lockLetterConnection(tx, letter.connectionId);
    const before = await letterByReference(tx, letter.reference);
    if (before !== null && !isWithUs(before.state) && !neverLeft(before.state))
      return { ok: true, value: { until: before.recallUntil } };
    const waitsForCode = needsCode(letter.kind);
    const isTooLate = waitsForCode && before?.state === 'awaiting_code' && before.recallUntil <= at;
    const isAskedAnew = confirmedAt !== null && before !== null && confirmedAt > before.recallUntil;
    if (isTooLate && !isAskedAnew) return refuse('letter_code_not_entered', { days: daysForCode });
    const cost = countedCost(settings, quote, letter);
    const cap = settings.monthlyCapMinor;
    if (cap !== null) {
      const { connectionId, reference: except } = letter;
      const spent = await costSince(tx, { connectionId, since: monthOf(at, timeZone), except });
      if (spent + (cost ?? 0) > cap)
        return refuse('letter_cap_reached', {
          capMinor: cap,
          spentMinor: spent,
          currency: settings.currency,
        });
    }
    const afresh = before === null || neverLeft(before.state) || isTooLate;
    const waitMs = waitsForCode ? daysForCode * dayMs : settings.recallMinutes * 60_000;
    const until = afresh ? new Date(at.getTime() + waitMs) : before.recallUntil;
    const state = waitsForCode ? ('awaiting_code' as const) : ('queued' as const);
    const row = { ...letter, state, costMinor: cost, currency: settings.currency };
    const keepsDraft = before?.submittedAt === null;
    const { id } = await putLetter(tx, row, { recallUntil: until, afresh, keepsDraft });
    if (afresh) {
      const { legalEntityId, customerId, actionId, kind, provider } = letter;
      await appendHistory(tx, [
        {
          legalEntityId,
          customerId,
          kind: 'letter_queued',
          at,
          actor: { kind: 'system' },
          key: `letter/${id}/queued/${until.getTime()}`,
          data: { letterId: id, actionId, stepName, letterKind: kind, provider, until: until.toISOString() },
        },
      ]);
      await askLetter(tx, id);
      if (waitsForCode) await notifyOfCode(tx, { id, legalEntityId, customerId }, until);
    }
    // Whoever follows it ends the wait for a code; the case comes after, should nobody follow.
    return { ok: true, value: { until: waitsForCode ? new Date(until.getTime() + codeSlackMs) : until } };
  });
}

/** What the letters of this month cost, as the cap counts them. */
export async function spentThisMonth(
  db: Db,
  of: { entityId: string; provider: LetterProviderName; timeZone: string; at: Date },
): Promise<number> {
  const connection = await letterConnectionOf(db, of);
  if (connection === null) return 0;
  const since = monthOf(of.at, of.timeZone);
  return costSince(db, { connectionId: connection.id, since, except: '' });
}

/** When the month of this instant began where the company is. */
function monthOf(at: Date, timeZone: string): Date {
  const { day } = localDayAndMinute(at.getTime(), timeZone);
  return new Date(instantOf(`${day.slice(0, 7)}-01`, 0, timeZone));
}
