/** From what a person is about to do to the code that does it. */
import { RefusedError } from '../../../domain/errors.ts';
import { hasCase } from '../../../prisma/queries/customer-settings.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios.ts';
import { readReplyState } from '../../../prisma/queries/reply-writes.ts';
import type { AppDeps } from '../../context.ts';
import type { Intended, Looker } from '../../plugins/look-ahead.ts';
import type { CommandOf } from '../../plugins/commands.ts';
import { undoMsFor } from '../actions/undo.ts';
import { giveScenario } from '../cases/index.ts';
import { exclude, include } from '../customer-settings/index.ts';
import { holdItems, makePromise, openDispute } from '../qualification/effects.ts';
import { endDispute, endHold, endPromise, logContact } from '../qualification/endings.ts';
import { qualify, quickPromise } from '../qualification/qualify.ts';
import { remove, restore, validate } from '../replies/acts.ts';
import type { Intention } from './schema.ts';

type FactIntention = Exclude<Intention, { kind: CommandOf['kind'] | 'nothing' }>;
type CommandIntention = Exclude<Intention, FactIntention>;

/** Stands where the form asks for words that decide nothing. */
const words = '–';

export async function intendedOf(deps: AppDeps, looker: Looker, intention: Intention): Promise<Intended> {
  switch (intention.kind) {
    case 'nothing':
    case 'confirm':
    case 'postpone':
    case 'skip':
    case 'complete':
    case 'pause':
    case 'resume':
    case 'move':
      return commandOf(deps, looker, intention);
    default:
      return factOf(deps, looker, intention);
  }
}

async function commandOf(deps: AppDeps, looker: Looker, asked: CommandIntention): Promise<Intended> {
  const key = `ahead-${crypto.randomUUID()}`;
  const command = (of: CommandOf): Intended => ({ kind: 'command', command: of });
  switch (asked.kind) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'confirm':
      return command({ ...asked, key, undoMs: undoMsFor(deps) });
    case 'postpone':
    case 'complete':
    case 'resume':
      return command({ ...asked, key });
    case 'skip':
    case 'pause':
      return command({ ...asked, key, reason: words });
    case 'move':
      return movingTo(deps, looker, asked.scenarioId, key);
  }
}

async function movingTo(
  { db }: AppDeps,
  { entity, customerId }: Looker,
  scenarioId: string,
  key: string,
): Promise<Intended> {
  const version = await findPublishedVersion(db, { entityId: entity.id, scenarioId });
  if (version === null) throw new RefusedError('not_found');
  return (await hasCase(db, { entityId: entity.id, customerId }))
    ? { kind: 'command', command: { kind: 'move', key, scenarioVersionId: version.id } }
    : { kind: 'fact', write: (scope) => giveScenario(scope, { scenarioId, key }) };
}

async function factOf({ db }: AppDeps, { entity }: Looker, asked: FactIntention): Promise<Intended> {
  const fact = (write: Extract<Intended, { kind: 'fact' }>['write']): Intended => ({ kind: 'fact', write });
  switch (asked.kind) {
    case 'qualify':
      // The answer to the customer decides nothing and is not asked for.
      return fact((scope) => qualify(scope, { ...asked.qualification, key: words, answer: undefined }));
    case 'quick_promise':
      return fact((scope) => quickPromise(scope, { key: words, promisedOn: asked.promisedOn }));
    case 'promise':
      return fact(async (scope) => toldOf(await makePromise(scope, { ...asked, comment: null })));
    case 'dispute':
      return fact(async (scope) =>
        toldOf(await openDispute(scope, { ...asked, resolver: null, deadlineOn: null, comment: null })),
      );
    case 'hold':
      return fact((scope) => holdItems(scope, { ...asked, reason: words }));
    case 'cancel_promise':
      return fact((scope) => endPromise(scope, asked.promiseId));
    case 'resolve_dispute':
      return fact((scope) => endDispute(scope, asked.disputeId, null));
    case 'release_hold':
      return fact((scope) => endHold(scope, asked.holdId));
    case 'validate':
      return fact((scope) => validate(scope, asked.replyId, {}));
    case 'delete_reply': {
      const state = await readReplyState(db, { entityId: entity.id, replyId: asked.replyId });
      if (state === null || state === 'deleted') throw new RefusedError('not_found');
      return fact((scope) => remove(scope, asked.replyId, { state }));
    }
    case 'restore_reply':
      return fact((scope) => restore(scope, asked.replyId));
    case 'exclude':
      return fact((scope) => exclude(scope, words));
    case 'include':
      return fact(include);
    case 'contact':
      return fact((scope) =>
        logContact(scope, { channel: asked.channel, note: words, on: asked.on ?? scope.today }),
      );
  }
}

function toldOf<T>({ told, ended }: { told: T; ended: T[] }): { told: T[] } {
  return { told: [...ended, told] };
}
