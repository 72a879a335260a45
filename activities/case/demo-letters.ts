/**
 * The letters that the demo company has sent before its first start: queued, confirmed, handed over and followed by
 * the functions that every letter goes through, on a clock that says when it was. The provider is a sandbox, which was
 * told what became of them.
 */
import { answerTracked, identifyReader, noteTracked } from '../../application/letters/tracked.ts';
import { noteLetter } from '../../application/letters/post-by-hand.ts';
import { commandCase } from '../../application/case/command.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { LetterProviderName } from '../../domain/vocabulary/letters.ts';
import type { StepMode } from '../../domain/vocabulary/scenarios.ts';
import type { Db } from '../../prisma/client.ts';
import type { PastStep, TakeTodaysLetters, TodaysLetter } from '../../prisma/seed/past-steps.ts';
import type { LetterFate, LetterToday } from '../../prisma/seed/story.ts';
import { trackedLetter } from '../../prisma/queries/tracked-letters/read.ts';
import { asClient } from '../../prisma/transaction.ts';
import type { SealAccount } from '../adapters/seal/cms.ts';
import { createRenderer, type Renderer } from '../adapters/render/renderer.ts';
import { letterChannel } from '../channels/registry.ts';
import { followLetter, type FollowDeps } from '../letters/follow.ts';
import type { LetterProvider } from '../letters/provider.ts';
import { createSelfHosted } from '../letters/self-hosted/provider.ts';
import { createLetterRenderer, type LetterRenderer } from '../rendering/letter/renderer.ts';
import { keepLetter } from './letters.ts';
import { performAction, type PerformDeps } from './perform.ts';

/** A provider that posts nothing, and does as it is told. */
export interface DemoPost {
  provider: LetterProvider;
  /** Of the letters that the company carries itself. */
  seal: SealAccount;
  /** Forgets what a start that was broken off has left there. */
  clear(): void;
  /** Undefined: its own. */
  setClock(now: (() => Date) | undefined): void;
  plan(reference: string, plan: 'held' | 'doubtful'): void;
  /** What happens to such a letter after it was handed over, and when: days later, at an hour. */
  courseOf(fate: LetterFate): readonly { days: number; hour: number; happen: (reference: string) => void }[];
}

export interface DemoLetters {
  takePast(tx: Db, step: PastStep & { mode: StepMode }, at: number): Promise<void>;
  takeToday: TakeTodaysLetters;
  close(): Promise<void>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export function demoLetters(options: { secret: string; publicUrl: string; post: DemoPost }): DemoLetters {
  const { secret, publicUrl, post } = options;
  // Most starts make no letter.
  let renderers: { renderer: Renderer; letters: LetterRenderer } | undefined;
  // News of it would go to pages that are not there yet.
  const capabilities = { ...post.provider.capabilities, events: 'poll' as const };
  const maileva = { ...post.provider, capabilities };
  let now = Date.now();
  const clock = () => new Date(now);
  const common = { secret, publicUrl, clock };
  const at = (tx: Db, moment: number): Moment => {
    now = moment;
    if (renderers === undefined) post.clear();
    renderers ??= { renderer: createRenderer({ budgetMs: 20_000 }), letters: createLetterRenderer() };
    post.setClock(clock);
    const prisma = asClient(tx);
    const box = { prisma, letters: renderers.letters, clock };
    const providers = { maileva, self_hosted: createSelfHosted(post.seal, box) };
    const letter = letterChannel({ prisma, letters: renderers.letters, providers });
    return { ...common, ...renderers, providers, prisma, channels: { letter }, worker: 'demo', now: moment };
  };
  const clocked = (tx: Db): Clocked => ({ at: (moment) => at(tx, moment), post });
  return {
    takePast: (tx, step, first) => takePast(clocked(tx), step, first),
    async takeToday(tx, todays) {
      for (const letter of todays) await takeTodays(clocked(tx), letter);
    },
    async close() {
      post.setClock(undefined);
      await Promise.all([renderers?.renderer.close(), renderers?.letters.close()]);
    },
  };
}

interface Moment extends PerformDeps, FollowDeps {
  letters: LetterRenderer;
  now: number;
}

interface Clocked {
  /** Turns the clocks. */
  at(moment: number): Moment;
  post: DemoPost;
}

async function takePast(
  { at, post }: Clocked,
  { customerId, about, by, fate, mode }: PastStep & { mode: StepMode },
  first: number,
): Promise<void> {
  const opening = at(first);
  const actionId = await openedAction(opening, { customerId, about });
  // Somebody confirmed it an hour later.
  const queueing = mode === 'automatic' ? opening : at(first + hourMs);
  if (mode !== 'automatic') await confirm(queueing, { customerId, actionId, userId: by.userId });
  const letter = await queued(queueing, { customerId, actionId });
  const isOurs = letter.provider === 'self_hosted';
  if (!isOurs) post.plan(letter.reference, 'held');
  const handing = at(letter.recallUntil.getTime() + 1_000);
  await performAction(handing, { customerId, actionId, now: handing.now });
  const { state } = await handing.prisma.agendaAction.findUniqueOrThrow({ where: { id: actionId } });
  if (state !== 'done') throw new Error(`the demo: the letter of ${about} is ${state}`);
  await followLetter(at(handing.now + minuteMs), letter.id);
  if (isOurs) return readOnScreen({ at }, letter.id, fate, handing.now);
  const day = Math.floor(handing.now / dayMs) * dayMs;
  for (const { days, hour, happen } of post.courseOf(fate)) {
    const then = workingDay(day + days * dayMs) + hour * hourMs;
    if (then >= Date.now()) break;
    const moment = at(then);
    happen(letter.reference);
    await followLetter(moment, letter.id);
  }
}

/** The link of a letter of ours arrived at once; whoever signs for it does so the next morning. */
async function readOnScreen(
  { at }: Pick<Clocked, 'at'>,
  letterId: string,
  fate: LetterFate,
  handedOver: number,
): Promise<void> {
  const notified = at(handedOver + 2 * minuteMs);
  await noteTracked(notified.prisma, letterId, { code: 'NOTIFIED', at: notified.clock() });
  await followLetter(notified, letterId);
  if (fate !== 'signed') return;
  const { recipientEmail, recipientName } = (await trackedLetter(notified.prisma, letterId))!;
  const actor = {
    email: recipientEmail,
    name: recipientName,
    ip: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
  const signing = at(handedOver + dayMs);
  await identifyReader(signing.prisma, { letterId, actor, at: signing.clock() });
  const signed = at(signing.now + 3 * minuteMs);
  await answerTracked(signed.prisma, { letterId, decision: 'sign', reason: '', actor, at: signed.clock() });
  await followLetter(at(signed.now + minuteMs), letterId);
}

/** On Sundays nobody brings letters. */
function workingDay(day: number): number {
  return new Date(day).getUTCDay() === 0 ? day + dayMs : day;
}

async function takeTodays(
  { at, post }: Clocked,
  { customerId, about, today, by }: TodaysLetter,
): Promise<void> {
  const minutesAgo = today.kind === 'queued' ? today.minutesAgo : 0;
  const moment = at(Date.now() - minutesAgo * minuteMs);
  const actionId = await openedAction(moment, { customerId, about });
  if (today.kind === 'queued') {
    const { mode } = await moment.prisma.agendaAction.findUniqueOrThrow({ where: { id: actionId } });
    if (mode !== 'automatic') await confirm(moment, { customerId, actionId, userId: by.userId });
    const { reference } = await queued(moment, { customerId, actionId });
    if (today.plan) post.plan(reference, today.plan);
    return;
  }
  const kept = await keepLetter(moment, { customerId, actionId, now: moment.now });
  if (!kept.ok) throw new Error(`the demo: the letter of ${about} is not printed: ${kept.code}`);
  if (today.kind === 'posted_by_hand') await postedByHand(moment, { customerId, actionId, today, by });
}

/** A messenger took it and came back: completed, and noted as what became of it. */
async function postedByHand(
  { prisma, now }: Moment,
  {
    customerId,
    actionId,
    today,
    by,
  }: {
    customerId: string;
    actionId: string;
    today: Extract<LetterToday, { kind: 'posted_by_hand' }>;
    by: { userId: string };
  },
): Promise<void> {
  await commanded(prisma, {
    customerId,
    now,
    command: { kind: 'complete', key: crypto.randomUUID(), by, actionId },
  });
  const { id, legalEntityId } = await prisma.letter.findFirstOrThrow({ where: { actionId } });
  const { timeZone } = await prisma.legalEntity.findUniqueOrThrow({ where: { id: legalEntityId } });
  const { day: on } = localDayAndMinute(now, timeZone);
  const noted = { state: today.noted, on, userId: by.userId, at: new Date(now) };
  await noteLetter(prisma, { entityId: legalEntityId, letterId: id, ...noted });
}

/** It is with us from then on. */
async function queued(
  moment: Moment,
  of: { customerId: string; actionId: string },
): Promise<{ id: string; reference: string; provider: LetterProviderName; recallUntil: Date }> {
  await performAction(moment, { ...of, now: moment.now });
  const { id } = await moment.prisma.letter.findFirstOrThrow({ where: { actionId: of.actionId } });
  return moment.prisma.letter.update({ where: { id }, data: { createdAt: moment.clock() } });
}

async function openedAction(
  { prisma, now }: Moment,
  { customerId, about }: { customerId: string; about: string },
): Promise<string> {
  const { openActionId } = await prisma.$transaction((tx) => evaluateCase(tx, customerId, now));
  if (openActionId === null) throw new Error(`the demo: nothing is due of ${about}`);
  return openActionId;
}

async function confirm(
  { prisma, now }: Moment,
  { customerId, actionId, userId }: { customerId: string; actionId: string; userId: string },
): Promise<void> {
  const { positionHash } = await prisma.agendaAction.findUniqueOrThrow({ where: { id: actionId } });
  await commanded(prisma, {
    customerId,
    now,
    command: { kind: 'confirm', key: crypto.randomUUID(), by: { userId }, actionId, positionHash },
  });
}

async function commanded(
  prisma: Moment['prisma'],
  commanding: Parameters<typeof commandCase>[1],
): Promise<void> {
  const { answer } = await commandCase(prisma, commanding);
  if (!answer.ok) throw new Error(`the demo: a letter is not ${commanding.command.kind}: ${answer.code}`);
}
