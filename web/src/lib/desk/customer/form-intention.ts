/** What a form of the customer page is about to do, as far as it decides what follows. */
import type { Format } from '../../format.ts';
import { channels, disputeReasons, usualTaskChannel } from '../../vocabulary.ts';
import type { Intention } from '../consequence/forecast.svelte.ts';
import type { FormKind } from './forms.ts';
import { FieldProblem, parts, text } from './submit-form.ts';

/** Undefined: it causes nothing; null: it is not complete yet. */
export function formIntention(kind: FormKind, form: FormData, format: Format): Intention | null | undefined {
  try {
    return read(kind, form, format);
  } catch (error) {
    if (error instanceof FieldProblem) return null;
    throw error;
  }
}

function read(kind: FormKind, form: FormData, format: Format): Intention | null | undefined {
  const of = text(form, 'of');
  switch (kind) {
    case 'task':
    case 'note':
      return undefined;
    case 'promise':
      return promise(form, format);
    case 'dispute': {
      const reason = disputeReasons.find((known) => known === text(form, 'reason')) ?? 'other';
      const items = parts(form, format);
      return items.length === 0 ? null : { kind: 'dispute', reason, items };
    }
    case 'hold': {
      const itemIds = form.getAll('item').map(String);
      return itemIds.length === 0 ? null : { kind: 'hold', itemIds, until: text(form, 'until') ?? null };
    }
    case 'contact': {
      const channel = channels.find((known) => known === text(form, 'channel')) ?? usualTaskChannel;
      const on = text(form, 'on');
      return { kind: 'contact', channel, ...(on === undefined ? {} : { on }) };
    }
    case 'pause':
      return { kind: 'pause', until: text(form, 'until') ?? null };
    case 'resume':
    case 'exclude':
    case 'include':
      return { kind };
    case 'move': {
      const scenarioId = text(form, 'scenarioId');
      return scenarioId === undefined ? null : { kind: 'move', scenarioId };
    }
    case 'resolve':
      return of === undefined ? null : { kind: 'resolve_dispute', disputeId: of };
    case 'cancelPromise':
      return of === undefined ? null : { kind: 'cancel_promise', promiseId: of };
    case 'release':
      return of === undefined ? null : { kind: 'release_hold', holdId: of };
  }
}

function promise(form: FormData, format: Format): Intention | null {
  const promisedOn = text(form, 'promisedOn');
  if (promisedOn === undefined) return null;
  if (text(form, 'due') === 'true') return { kind: 'quick_promise', promisedOn };
  const items = parts(form, format);
  return items.length === 0 ? null : { kind: 'promise', promisedOn, items };
}
