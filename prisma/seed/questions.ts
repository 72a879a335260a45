/** Two questions to colleagues of the demo company: one waits for its answer, one was answered and waits to be read. */
import { changeFacts } from '../../application/unit-of-work.ts';
import type { Db } from '../client.ts';
import { toMinor } from '../convert.ts';
import { appendHistory } from '../queries/history/write.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { askNotice } from '../../application/outbox.ts';
import { questionNoticeKey } from '../queries/questions/read.ts';

interface Asked {
  /** Number of the customer. */
  customer: string;
  /** Number of the disputed document. */
  document: string;
  to: { name: string; email: string };
  subject: string;
  text: string;
  hoursAgo: number;
  answer?: { text: string; hoursAgo: number };
}

const asked: Asked[] = [
  {
    customer: 'C-1007',
    document: 'F-20099',
    to: { name: 'Paul Martin', email: 'paul.martin@acme.example' },
    subject: 'Discount for Hansa Logistik',
    text: 'They say that the discount of the frame contract is missing on F-20099. Did we agree on one?',
    hoursAgo: 0,
  },
  {
    customer: 'C-1008',
    document: 'F-20012',
    to: { name: 'Lucie Marchand', email: 'lucie.marchand@acme.example' },
    subject: 'Broken pallet at Distribuciones Ibarra',
    text: 'Do we credit the broken pallet of F-20012, or does the carrier pay for it?',
    hoursAgo: 28,
    answer: {
      text: 'The carrier has accepted it. We credit 1,500.00; the credit note goes out tomorrow.',
      hoursAgo: 3,
    },
  },
];

const hourMs = 3_600_000;

export async function seedQuestions(tx: Db, legalEntityId: string): Promise<void> {
  for (const one of asked) await seedQuestion(tx, legalEntityId, one);
}

async function seedQuestion(tx: Db, legalEntityId: string, one: Asked): Promise<void> {
  const at = new Date(Date.now() - one.hoursAgo * hourMs);
  const item = await tx.openItem.findFirstOrThrow({
    where: { legalEntityId, number: one.document, customer: { number: one.customer } },
    select: {
      id: true,
      openMinor: true,
      customer: { select: { id: true, collectorId: true } },
      disputeItems: { select: { disputeId: true } },
    },
  });
  const scope = { legalEntityId, customerId: item.customer.id };
  const { subject, text } = one;
  const to = { recipientEmail: one.to.email, recipientName: one.to.name, language: 'en' };
  const { id: questionId } = await tx.internalQuestion.create({
    data: {
      ...scope,
      ...to,
      key: `demo/question/${one.customer}`,
      subject,
      text,
      itemIds: [item.id],
      disputeId: item.disputeItems[0]?.disputeId ?? null,
      actionId: null,
      createdBy: item.customer.collectorId,
      createdAt: at,
    },
    select: { id: true },
  });
  await appendHistory(tx, [
    {
      ...scope,
      kind: 'question_sent',
      at,
      actor: { kind: 'user', id: item.customer.collectorId! },
      key: `question/${questionId}/sent`,
      data: { questionId, subject, text, recipients: [one.to.email] },
      itemIds: [item.id],
    },
  ]);
  // Only the open one is written to the colleague: its message stands in the mailbox of the demo.
  if (one.answer === undefined) {
    const key = questionNoticeKey(questionId);
    await askNotice(tx, { ...scope, ...to, key, kind: 'internal_question', data: { questionId } });
    return;
  }
  const about = { id: item.id, openMinor: toMinor(item.openMinor) };
  await seedAnswer(tx, { scope, to, questionId, item: about, askedAt: at, answer: one.answer });
}

interface AnswerSeed {
  scope: { legalEntityId: string; customerId: string };
  to: { recipientEmail: string; recipientName: string; language: string };
  questionId: string;
  item: { id: string; openMinor: number };
  askedAt: Date;
  answer: NonNullable<Asked['answer']>;
}

async function seedAnswer(tx: Db, seed: AnswerSeed): Promise<void> {
  const { scope, to, questionId, item, askedAt, answer } = seed;
  const at = new Date(Date.now() - answer.hoursAgo * hourMs);
  const itemIds = [item.id];
  const { linkId } = await issueLink(tx, {
    ...scope,
    ...to,
    kind: 'internal',
    itemIds,
    questionId,
    at: askedAt,
  });
  await changeFacts(tx, async (facts) => {
    await facts.internalQuestion.update({ where: { id: questionId }, data: { state: 'answered' } });
    const { id: commentId } = await facts.comment.create({
      data: {
        ...scope,
        source: 'internal_page',
        audience: 'internal',
        submissionKey: `demo/answer/${questionId}`,
        contentSha256: '',
        linkId,
        questionId,
        language: to.language,
        authorName: to.recipientName,
        authorEmail: to.recipientEmail,
        text: answer.text,
        createdAt: at,
        items: { create: [{ itemId: item.id, openMinor: item.openMinor }] },
      },
      select: { id: true },
    });
    const { recipientName: authorName } = to;
    const data = { commentId, questionId, source: 'internal_page', authorName, text: answer.text };
    return {
      result: undefined,
      history: [
        {
          ...scope,
          kind: 'question_answered',
          at,
          actor: { kind: 'colleague' },
          key: `comment/${commentId}/received`,
          data,
          itemIds,
        },
      ],
      facts: [],
    };
  });
}
