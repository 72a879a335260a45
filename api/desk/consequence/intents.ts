/** From what a person is about to do to the code that does it. */
import { RefusedError } from '../../../domain/errors.ts';
import { hasCase } from '../../../prisma/queries/customers/read.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios/read.ts';
import { readReplyState } from '../../../prisma/queries/replies/handling.ts';
import type { AppDeps } from '../../context.ts';
import type { Intended, DryRunTarget } from '../../plugins/dry-run.ts';
import type { CommandOf } from '../../plugins/commands.ts';
import { undoMsFor } from '../actions/undo.ts';
import { giveScenario } from '../../../application/case/begin.ts';
import { excludeCustomer, includeCustomer } from '../../../application/customers/exclude.ts';
import { eventsOf } from '../../../application/named-items.ts';
import { makePromise } from '../../../application/promises/make.ts';
import { holdItems } from '../../../application/holds/place.ts';
import { openDispute } from '../../../application/disputes/open.ts';
import { endPromise } from '../../../application/promises/cancel.ts';
import { logContact } from '../../../application/contacts-made/log.ts';
import { endHold } from '../../../application/holds/release.ts';
import { endDispute } from '../../../application/disputes/resolve.ts';
import { qualify, quickPromise } from '../../../application/replies/qualify.ts';
import { deleteReply, restoreReply, validateReply } from '../../../application/replies/handle.ts';
import type { Intention } from './schema.ts';

type FactIntention = Exclude<Intention, { kind: CommandOf['kind'] | 'nothing' }>;
type CommandIntention = Exclude<Intention, FactIntention>;

/** Stands where the form asks for words that decide nothing. */
const words = '–';

export async function intendedOf(
  deps: AppDeps,
  target: DryRunTarget,
  intention: Intention,
): Promise<Intended> {
  switch (intention.kind) {
    case 'nothing':
    case 'confirm':
    case 'postpone':
    case 'skip':
    case 'complete':
    case 'pause':
    case 'resume':
    case 'move':
      return commandOf(deps, target, intention);
    default:
      return factOf(deps, target, intention);
  }
}

async function commandOf(deps: AppDeps, target: DryRunTarget, asked: CommandIntention): Promise<Intended> {
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
      return movingTo(deps, target, asked.scenarioId, key);
  }
}

async function movingTo(
  { db }: AppDeps,
  { entity, customerId }: DryRunTarget,
  scenarioId: string,
  key: string,
): Promise<Intended> {
  const version = await findPublishedVersion(db, { entityId: entity.id, scenarioId });
  if (version === null) throw new RefusedError('not_found');
  return (await hasCase(db, { entityId: entity.id, customerId }))
    ? { kind: 'command', command: { kind: 'move', key, scenarioVersionId: version.id } }
    : { kind: 'fact', write: (scope) => giveScenario(scope, { scenarioId, key }) };
}

async function factOf({ db }: AppDeps, { entity }: DryRunTarget, asked: FactIntention): Promise<Intended> {
  const fact = (write: Extract<Intended, { kind: 'fact' }>['write']): Intended => ({ kind: 'fact', write });
  switch (asked.kind) {
    case 'qualify':
      // The answer to the customer decides nothing and is not asked for.
      return fact((scope) => qualify(scope, { ...asked.qualification, answer: undefined }));
    case 'quick_promise':
      return fact((scope) => quickPromise(scope, { promisedOn: asked.promisedOn }));
    case 'promise':
      return fact(async (scope) => ({
        events: eventsOf(await makePromise(scope, { ...asked, comment: null })),
      }));
    case 'dispute':
      return fact(async (scope) => {
        const wanted = { ...asked, resolver: null, deadlineOn: null, comment: null };
        return { events: eventsOf(await openDispute(scope, wanted)) };
      });
    case 'hold':
      return fact(async (scope) => ({ events: (await holdItems(scope, { ...asked, reason: words })).event }));
    case 'cancel_promise':
      return fact((scope) => endPromise(scope, asked.promiseId));
    case 'resolve_dispute':
      return fact((scope) => endDispute(scope, asked.disputeId, null));
    case 'release_hold':
      return fact((scope) => endHold(scope, asked.holdId));
    case 'validate':
      return fact((scope) => validateReply(scope, asked.replyId, {}));
    case 'delete_reply': {
      const state = await readReplyState(db, { entityId: entity.id, replyId: asked.replyId });
      if (state === null || state === 'deleted') throw new RefusedError('not_found');
      return fact((scope) => deleteReply(scope, asked.replyId, { state }));
    }
    case 'restore_reply':
      return fact((scope) => restoreReply(scope, asked.replyId));
    case 'exclude':
      return fact((scope) => excludeCustomer(scope, words));
    case 'include':
      return fact(includeCustomer);
    case 'contact':
      return fact((scope) =>
        logContact(scope, { channel: asked.channel, note: words, on: asked.on ?? scope.today }),
      );
  }
}
