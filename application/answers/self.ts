/**
 * An answer leaves without a person: only of a kind that the administrator switched on, only to a known sender whose
 * domain vouches for the mail, and only so often a day. It waits for a moment in which a person can stop it. The reply waits
 * for a person all the same, and holds the chase.
 */
import { selfAnswerBar, selfAnswerWaitMs } from '../../domain/answers/self-answer.ts';
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { MailReading } from '../../domain/capture/reading.ts';
import { selfAnswerKinds, type SelfAnswerBar } from '../../domain/vocabulary/answers.ts';
import type { FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import {
  countSelfAnswers,
  readSelfAnswered,
  selfAnswerKey,
  wasSelfAnswered,
  type SelfAnswered,
} from '../../prisma/queries/answers/self.ts';
import { lockCase } from '../../prisma/queries/cases/read.ts';
import { currentReading } from '../../prisma/queries/proposals/read.ts';
import { lockReply } from '../../prisma/queries/replies/handling.ts';
import { answerCustomer } from '../replies/answer.ts';
import { changeFactsOf, type Changed } from '../unit-of-work.ts';
import { prepareAnswer, type PreparedAnswer } from './draft.ts';

/** `nothing_to_answer`: nothing is drafted, or somebody has answered or handled it already. */
export type SelfAnswerOutcome = SelfAnswerBar | 'nothing_to_answer' | 'answered';

/** Below it a person compares the claim with the words. */
const leastConfidence = 0.7;

/** Repeatable: a reply that has an answer gets no other one by itself. */
export async function answerByItself(
  db: PrismaClient,
  { replyId, at }: { replyId: string; at: Date },
): Promise<SelfAnswerOutcome> {
  const before = await readSelfAnswered(db, replyId);
  if (before === null || !isOpen(before)) return 'nothing_to_answer';
  if (before.legalEntity.captureSelfAnswers.length === 0) return 'not_switched_on';
  return changeFactsOf(db, async (tx): Promise<Changed<SelfAnswerOutcome>> => {
    // The lock of the case is taken first, in the order of everybody else; answers of one customer are counted under it.
    await lockCase(tx, before.customerId);
    const locked = await lockReply(tx, { entityId: before.legalEntityId, replyId });
    const reply = await readSelfAnswered(tx, replyId);
    if (locked === null || reply === null || !isOpen(reply)) return nothing('nothing_to_answer');
    // What a person has stopped is not sent after all when the words are read again.
    if (await wasSelfAnswered(tx, replyId)) return nothing('nothing_to_answer');
    // A model only proposes: what nobody has looked at leaves by the rules alone.
    if ((await currentReading(tx, replyId))?.source !== 'rules') return nothing('needs_person');
    // A file that may lie in a document store is none that surely goes along.
    const prepared = await prepareAnswer(tx, {
      entityId: reply.legalEntityId,
      replyId,
      mayHaveFile: () => false,
      now: at,
    });
    const whole = prepared?.whole ?? null;
    if (prepared === null || whole === null || prepared.to === null) return nothing('nothing_to_answer');
    const bar = await barOf(tx, { reply, prepared, to: prepared.to, at });
    if (bar !== null) return nothing(bar);
    const { event } = await answerCustomer(
      {
        tx,
        entity: { id: reply.legalEntityId, country: reply.legalEntity.country },
        customerId: reply.customerId,
        userId: null,
        at,
        undoUntil: new Date(at.getTime() + selfAnswerWaitMs),
      },
      locked,
      { text: whole.text, documentItemIds: whole.documents },
    );
    const { kind, data, itemIds } = event;
    return {
      result: 'answered',
      history: [
        {
          legalEntityId: reply.legalEntityId,
          customerId: reply.customerId,
          key: selfAnswerKey(replyId),
          kind,
          at,
          actor: { kind: 'system' },
          data: { ...data, selfAnswered: [...new Set(prepared.drafts.map((draft) => draft.kind))] },
          ...(itemIds === undefined ? {} : { itemIds }),
        },
      ],
      facts: [],
    };
  });
}

const nothing = (result: SelfAnswerOutcome): Changed<SelfAnswerOutcome> => ({
  result,
  history: [],
  facts: [],
});

/** It came as a mail, nobody has handled it, and nobody has answered. */
function isOpen({ state, mailFiling, answers }: SelfAnswered): boolean {
  return state === 'pending' && mailFiling !== null && answers.length === 0;
}

async function barOf(
  tx: FactsTransaction,
  { reply, prepared, to, at }: { reply: SelfAnswered; prepared: PreparedAnswer; to: string; at: Date },
): Promise<SelfAnswerBar | null> {
  const { mail } = reply.mailFiling!;
  const { marks } = mail.reading as unknown as MailReading;
  const { legalEntity, legalEntityId, customerId } = reply;
  const today = localDayAndMinute(at.getTime(), legalEntity.timeZone).day;
  const since = new Date(instantOf(today, 0, legalEntity.timeZone));
  const allowed = selfAnswerKinds.filter((kind) => legalEntity.captureSelfAnswers.includes(kind));
  return selfAnswerBar(
    {
      kind: mail.kind ?? 'human',
      marks,
      envelopeFrom: mail.envelopeFrom,
      isOwn: false,
      // What a colleague sent on was not sent by the one who would be answered.
      isSenderKnown: prepared.mayEnclose && mail.fromAddress?.toLowerCase() === to.toLowerCase(),
      authentication: mail.authentication,
    },
    {
      isSwitchedOn: prepared.drafts.every(({ kind }) => allowed.some((one) => one === kind)),
      needsPerson: prepared.needsPerson || prepared.drafts.some(needsPerson),
      today: await countSelfAnswers(tx, { legalEntityId, customerId, address: to, since }),
    },
  );
}

/** A paper that is missing, a contact to be added, or words that the rules are not sure of. */
function needsPerson({ missing, contact, confidence }: PreparedAnswer['drafts'][number]): boolean {
  return missing.length > 0 || contact !== null || confidence < leastConfidence;
}
