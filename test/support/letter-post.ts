/** A company whose letters are carried by the sandbox of a provider. */
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import type { LetterProviders } from '../../activities/letters/provider.ts';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import type { StepMode } from '../../domain/vocabulary/scenarios.ts';
import {
  sandboxAccount,
  startLetterSandbox,
  type LetterSandbox,
} from '../../runtime/letter-sandbox/sandbox.ts';
import type { OpenDatabase } from './database.ts';
import { addItem, createCustomer, createEntity, type EntityOptions, type TestEntity } from './ledger.ts';

export interface LetterPost {
  sandbox: LetterSandbox;
  providers: LetterProviders;
}

export async function startLetterPost(
  options: { timeoutMs?: number; now?: () => Date } = {},
): Promise<LetterPost> {
  const { timeoutMs, now } = options;
  const sandbox = await startLetterSandbox(now === undefined ? {} : { now });
  const { url } = sandbox;
  const account = { apiUrl: url, tokenUrl: url, pagesUrl: url, ...sandboxAccount };
  return {
    sandbox,
    // Days pass in moments: a sign-in that was refused is asked for anew.
    providers: {
      maileva: createMaileva(account, { ...(timeoutMs === undefined ? {} : { timeoutMs }), refusedForMs: 0 }),
    },
  };
}

export interface LetterEntityOptions {
  kind?: LetterKind;
  mode?: StepMode;
  recallMinutes?: number;
  monthlyCapMinor?: number;
  /** Between the letter and the step after it. */
  nextAfterDays?: number;
  entity?: EntityOptions['entity'];
}

/** Its first step is a letter, five days after the due date; then an e-mail. */
export async function letterEntity(db: OpenDatabase, options: LetterEntityOptions = {}): Promise<TestEntity> {
  const {
    kind = 'registered',
    mode = 'automatic',
    recallMinutes = 60,
    monthlyCapMinor = null,
    nextAfterDays = 30,
    entity,
  } = options;
  const made = await createEntity(db, {
    ...(entity && { entity }),
    scenario: {
      version: 1,
      name: 'A letter first',
      steps: [
        {
          key: 'notice',
          // Looked at before it is confirmed.
          level: 3,
          channel: 'letter',
          letterKind: kind,
          mode,
          trigger: { kind: 'due', days: 5 },
          template: 'firm_reminder',
        },
        {
          key: 'last',
          level: 4,
          channel: 'email',
          mode: 'to_confirm',
          trigger: { kind: 'previous', days: nextAfterDays },
          template: 'firm_reminder',
        },
      ],
    },
  });
  const carried: LetterKind[] = ['standard', 'registered', 'electronic_registered', 'electronic_qualified'];
  await connectLetters(db, made, kind === 'tracked_electronic' ? [kind] : carried, {
    recallMinutes,
    monthlyCapMinor,
    prices: { registered: { baseMinor: 650 }, standard: { baseMinor: 130 } },
  });
  return made;
}

/** Somebody carries letters of these kinds: their steps may leave by themselves. */
export async function connectLetters(
  db: OpenDatabase,
  { entityId }: Pick<TestEntity, 'entityId'>,
  kinds: readonly LetterKind[],
  settings: object = {},
): Promise<void> {
  const provider = kinds.includes('tracked_electronic') ? 'self_hosted' : 'maileva';
  await db.letterConnection.create({
    data: {
      legalEntityId: entityId,
      provider,
      enabled: true,
      kinds: [...kinds],
      settings: letterConnectionSettings.parse(settings),
      hookKey: crypto.randomUUID(),
    },
  });
}

export interface Debtor {
  customerId: string;
  itemId: string;
}

export async function letterDebtor(
  db: OpenDatabase,
  entity: TestEntity,
  { dueOn, city = 'Paris', name }: { dueOn: string; city?: string; name?: string },
): Promise<Debtor> {
  const customerId = await createCustomer(db, entity, name === undefined ? {} : { data: { name } });
  await db.customer.update({
    where: { id: customerId },
    data: { address: { street: '12 rue de la Paix', postalCode: '75002', city, country: 'FR' } },
  });
  await db.contact.updateMany({ where: { customerId }, data: { postal: true } });
  const itemId = await addItem(db, entity, customerId, { number: 'F-1', dueOn, openMinor: 120_000 });
  return { customerId, itemId };
}
