/**
 * What the places of evidence say about messages that were handed over without a whole answer (S-9): looked at until
 * one of them answers, and once more before anything is sent again.
 */
import type { PrismaClient } from '../../prisma/client.ts';
import {
  earlierHandOver,
  handedOver,
  noteAbsence,
  type HandedOver,
} from '../../prisma/queries/outbound/evidence.ts';
import { recordFound } from '../../prisma/queries/outbound/outcomes.ts';
import type { OutboundRow } from '../../prisma/queries/outbound/read.ts';
import type { EvidenceSource } from '../../domain/vocabulary/messages.ts';
import type { Channels, EvidencePlace } from './channel.ts';

export interface EvidenceDeps {
  prisma: PrismaClient;
  channels: Channels;
}

type Verdict =
  | { sent: boolean; source: EvidenceSource }
  /** When absence can next prove something; null: never by itself. */
  | { sent: undefined; resolveAt: Date | null };

type Attempt = Pick<OutboundRow, 'id' | 'attempt' | 'reference' | 'channel'>;

function placesOf(channels: Channels, { channel }: Attempt): EvidencePlace[] {
  return channels[channel]?.evidence ?? [];
}

/** Absence counts only after the quiet time of a place that sees everything, and `connectionMs` after the gate. */
export async function verdictOn(
  { prisma, channels }: EvidenceDeps,
  row: Attempt,
  { at, connectionMs }: { at: Date; connectionMs: number },
): Promise<Verdict> {
  const passed = await handedOver(prisma, row.id, row.attempt);
  let resolveAt: Date | null = null;
  for (const place of placesOf(channels, row)) {
    const found = await place.find(row.reference);
    if (found === 'present') return { sent: true, source: place.source };
    // No copy went along, so that none can be missing.
    if (place.source === 'copy' && !passed?.copied) continue;
    const missingSince = await absence({ prisma }, row, { place, found, passed, at });
    if (missingSince === null || place.quietMs === null) continue;
    // The connection itself may be alive until then, in another process.
    const quietUntil = new Date(
      Math.max(
        missingSince.getTime() + place.quietMs,
        (passed?.at ?? at).getTime() + Math.max(place.quietMs, connectionMs),
      ),
    );
    if (at >= quietUntil) return { sent: false, source: place.source };
    if (!resolveAt || quietUntil < resolveAt) resolveAt = quietUntil;
  }
  return { sent: undefined, resolveAt };
}

interface Finding {
  place: EvidencePlace;
  found: 'absent' | 'unknown';
  passed: HandedOver | null;
  at: Date;
}

/**
 * Since when the trace is known to be missing. After an outage copies are still under way when the place answers
 * again: time in which nobody could look proves nothing.
 */
async function absence(
  { prisma }: Pick<EvidenceDeps, 'prisma'>,
  { id, attempt }: Pick<Attempt, 'id' | 'attempt'>,
  { place, found, passed, at }: Finding,
): Promise<Date | null> {
  if (!place.arrivesLater) return found === 'absent' ? (passed?.at ?? at) : null;
  if (found === 'unknown') {
    if (passed?.absentSince) await noteAbsence(prisma, { id, attempt, since: null });
    return null;
  }
  if (passed?.absentSince) return passed.absentSince;
  await noteAbsence(prisma, { id, attempt, since: at });
  return at;
}

/**
 * Right before a message is sent again that was handed over once: the copy may have arrived after all. `sent`: it
 * has, and that is written down; `unclear`: the place whose word it was that it had not arrived cannot be asked now.
 */
export async function checkEvidenceAgain(
  { prisma, channels }: EvidenceDeps,
  row: Attempt,
  at: Date,
): Promise<'sent' | 'unclear' | 'clear'> {
  const earlier = await earlierHandOver(prisma, row.id);
  if (earlier === null) return 'clear';
  let answer: 'unclear' | 'clear' = 'clear';
  for (const place of placesOf(channels, row)) {
    const { source } = place;
    const found = await place.find(row.reference);
    if (found === 'present') {
      // Where it moved on meanwhile, the person who moved it has it now.
      return (await recordFound(prisma, { id: row.id, attempt: row.attempt, source, at }))
        ? 'sent'
        : 'unclear';
    }
    if (found === 'unknown' && source === earlier.source) answer = 'unclear';
  }
  return answer;
}
