/** By whom a company sends letters, and how: written down with who changed what; every case evaluates again. */
import { differences } from '../../domain/audit/differences.ts';
import { RefusedError } from '../../domain/errors.ts';
import {
  letterConnectionSettings,
  type LetterConnectionChanges,
} from '../../domain/model/letter-connection.ts';
import type { LetterKind, LetterProviderName } from '../../domain/vocabulary/letters.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { letterConnectionOf } from '../../prisma/queries/letter-connections/read.ts';
import {
  saveLetterConnection,
  type LetterConnectionFields,
} from '../../prisma/queries/letter-connections/write.ts';
import { refuseOverwriting } from '../overwriting.ts';
import { changeEntitySettings } from '../settings.ts';

/** Flat, as forms read and change it. */
export type ConnectionForm = Required<LetterConnectionChanges>;

interface Wanted {
  provider: LetterProviderName;
  /** Kinds that the provider can carry; null: this installation has no credentials of it. */
  carries: readonly LetterKind[] | null;
  changes: LetterConnectionChanges;
  asRead: Record<string, unknown> | undefined;
}

/** As it is used, or as it would be if somebody switched it on. */
export async function connectionForm(
  db: Db,
  of: { entityId: string; provider: LetterProviderName; currency: string },
): Promise<ConnectionForm> {
  const stored = await letterConnectionOf(db, of);
  if (stored === null)
    return {
      enabled: false,
      kinds: [],
      ...letterConnectionSettings.parse({ currency: of.currency }),
    } as ConnectionForm;
  const { enabled, kinds, settings } = stored;
  return { enabled, kinds, ...settings };
}

/**
 * @throws RefusedError `letter_provider_not_set` without credentials, `validation_failed` for no kind or one that it
 * does not carry, `changed_meanwhile`
 */
export async function changeLetterConnection(
  db: PrismaClient,
  by: { entityId: string; currency: string; userId: string; at: Date },
  { provider, carries, changes, asRead }: Wanted,
): Promise<void> {
  await changeEntitySettings(db, by, async (tx) => {
    const before = await connectionForm(tx, { ...by, provider });
    await refuseOverwriting(tx, {
      asRead,
      now: before,
      wanted: changes,
      of: { legalEntityId: by.entityId, kind: 'letters_connected' },
    });
    const after = { ...before, ...changes, kinds: [...new Set(changes.kinds ?? before.kinds)] };
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return null;
    checkUse(after, carries);
    const { enabled, kinds, ...settings } = after;
    const fields: LetterConnectionFields = { enabled, kinds, settings };
    await saveLetterConnection(tx, { entityId: by.entityId, provider }, fields);
    return { kind: 'letters_connected', data: { provider, currency: after.currency, changed } };
  });
}

/** Only what is switched on must be able to work: anybody may switch it off. */
function checkUse({ enabled, kinds }: ConnectionForm, carries: readonly LetterKind[] | null): void {
  if (!enabled) return;
  if (carries === null) throw new RefusedError('letter_provider_not_set');
  const known = kinds.every((kind) => carries.includes(kind));
  if (kinds.length === 0 || !known) throw new RefusedError('validation_failed', { field: 'kinds' });
}
