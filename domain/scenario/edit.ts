/** Steps as a form edits them: what a new one begins with, and what a changed one keeps. */
import { traitsOf } from '../channels/traits.ts';
import { isElectronic } from '../letter/course.ts';
import type { ScenarioStep } from '../model/scenario.ts';
import type { Channel } from '../vocabulary/channels.ts';
import { letterKinds, type LetterKind } from '../vocabulary/letters.ts';
import type { StepMode } from '../vocabulary/scenarios.ts';

/** Channels that may send unattended here. */
export type Automatic = (channel: Channel) => boolean;

/** A first step comes this many days after the due date, a later one after the step before. */
const usualDays = 10;

/**
 * A key that no step has had: running cases know a step by it.
 *
 * @param taken of the draft and of the versions before it
 */
export function freshKey(taken: Iterable<string>): string {
  const keys = new Set(taken);
  let number = keys.size + 1;
  while (keys.has(`step-${number}`)) number += 1;
  return `step-${number}`;
}

/** At the end of the ladder. What may leave by itself is to be confirmed until somebody says otherwise. */
export function newStep(
  steps: readonly ScenarioStep[],
  { channel, key, isAutomatic }: { channel: Channel; key: string; isAutomatic: Automatic },
): ScenarioStep {
  const step: ScenarioStep = {
    key,
    channel,
    mode: isAutomatic(channel) ? 'to_confirm' : 'manual',
    trigger: { kind: steps.length === 0 ? 'due' : 'previous', days: usualDays },
  };
  return traitsOf(channel).audience === 'colleague' ? { ...step, colleagues: ['collector'] } : step;
}

/** The step by another channel, without what only the old one had. */
export function withChannel(step: ScenarioStep, channel: Channel, isAutomatic: Automatic): ScenarioStep {
  const [was, is] = [traitsOf(step.channel), traitsOf(channel)];
  const { template, recipientRoles, colleagues, letterKind, addsCharges, ...kept } = step;
  const keepsText = template !== undefined && is.written && was.audience === is.audience;
  return {
    ...kept,
    channel,
    mode: step.mode !== 'manual' && !isAutomatic(channel) ? 'manual' : step.mode,
    ...(keepsText ? { template } : {}),
    ...(is.contactAddress === 'postal' && letterKind ? { letterKind } : {}),
    ...(is.audience === 'customer' && recipientRoles ? { recipientRoles } : {}),
    ...(is.audience === 'customer' && addsCharges ? { addsCharges } : {}),
    ...(is.audience === 'colleague' ? { colleagues: colleagues ?? ['collector'] } : {}),
  };
}

/** The step at `from` stands at `to`; places from 0. A first step has no step before it to count from. */
export function movedStep(steps: readonly ScenarioStep[], from: number, to: number): ScenarioStep[] {
  const moved = [...steps];
  const [step] = moved.splice(from, 1);
  if (step !== undefined) moved.splice(Math.max(0, Math.min(to, moved.length)), 0, step);
  return moved;
}

/** Right after the one it is made of; the same step is never twice in a ladder, so that it counts from that one. */
export function duplicatedStep(steps: readonly ScenarioStep[], at: number, key: string): ScenarioStep[] {
  const { level: _level, ...step } = steps[at]!;
  const copy: ScenarioStep = { ...step, key, trigger: { kind: 'previous', days: usualDays } };
  return steps.toSpliced(at + 1, 0, copy);
}

/**
 * Whether the tick "automatic reminder" is offered for a step: something sends its channel unattended, and where that
 * is a provider, one that is connected carries its kind of letter (L-4).
 *
 * @param carried kinds that connected providers carry; undefined: not known yet, and nothing is held back for it
 */
export function mayTickAutomatic(
  { channel, letterKind = 'standard' }: Pick<ScenarioStep, 'channel' | 'letterKind'>,
  carried: readonly LetterKind[] | undefined,
): boolean {
  const { mayBeAutomatic, byConnector } = traitsOf(channel);
  if (!mayBeAutomatic) return false;
  return !byConnector || (carried?.includes(letterKind) ?? true);
}

/**
 * Kinds of letters that a step may choose: people post paper themselves, what is electronic needs a provider that carries
 * it. The kind that the step has stays, so that nothing is changed unseen.
 *
 * @param carried as above
 */
export function offeredLetterKinds(
  { letterKind = 'standard' }: Pick<ScenarioStep, 'letterKind'>,
  carried: readonly LetterKind[] | undefined,
): LetterKind[] {
  return letterKinds.filter(
    (kind) => kind === letterKind || !isElectronic(kind) || (carried?.includes(kind) ?? true),
  );
}

/** The two ticks that stand for the mode: "automatic reminder" and "to be confirmed". */
export interface ModeTicks {
  isAutomatic: boolean;
  isToConfirm: boolean;
}

export function ticksOf(mode: StepMode): ModeTicks {
  return { isAutomatic: mode !== 'manual', isToConfirm: mode === 'to_confirm' };
}

export function modeOf({ isAutomatic, isToConfirm }: ModeTicks): StepMode {
  if (!isAutomatic) return 'manual';
  return isToConfirm ? 'to_confirm' : 'automatic';
}
