/** From what Pingen answers about a letter to where it is. */
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import type { LetterSnapshot, ProviderReport } from '../../letters/provider.ts';
import { blockOf, isDraftStatus, meaningOfEvent, meaningOfStatus } from './codes.ts';
import type { PingenEvent, PingenLetter } from './wire.ts';

/** What was submitted stays so, whatever is called it later: print centres refuse, too. */
export function isDraft({ attributes: { status, submitted_at } }: PingenLetter): boolean {
  return !submitted_at && isDraftStatus(status);
}

export function snapshotOf(kind: LetterKind, letter: PingenLetter, events: PingenEvent[]): LetterSnapshot {
  const { status, price_value, price_currency, tracking_number } = letter.attributes;
  const draft = isDraft(letter);
  const reports = draft ? [] : reportsOf(kind, letter, events);
  const hasPrice = !draft && price_value != null && price_value > 0 && price_currency;
  return {
    isDraft: draft,
    reports,
    block: draft ? null : blockOf(status),
    proofs: [],
    trackingNumber: tracking_number || null,
    cost: hasPrice ? { minor: Math.round(price_value * 100), currency: price_currency } : null,
  };
}

function reportsOf(kind: LetterKind, { attributes }: PingenLetter, events: PingenEvent[]): ProviderReport[] {
  const reported = events.flatMap(
    ({ attributes: { code, name, location, data, emitted_at, created_at } }) => {
      const why = (data ?? []).filter((one): one is string => typeof one === 'string').join(', ');
      const { isKnown, state } = meaningOfEvent(code, kind, `${name ?? ''} ${why}`);
      if (isKnown && state === null) return [];
      const words = [name, why, location].filter(Boolean).join(', ');
      return [report(code, words, state, emitted_at ?? created_at)];
    },
  );
  const { isKnown, state } = meaningOfStatus(attributes.status, kind);
  // Events say more of the same and when it was.
  const isReported = reported.some((one) => one.state === state);
  if ((isKnown && state === null) || isReported) return reported;
  const at = attributes.status === 'submitted' ? attributes.submitted_at : null;
  return [...reported, report(attributes.status, '', state, at)];
}

function report(
  code: string,
  text: string,
  state: ProviderReport['state'],
  at: string | null | undefined,
): ProviderReport {
  const time = at ? Date.parse(isoOf(at)) : Number.NaN;
  return {
    code: code.slice(0, 100),
    text: text.slice(0, 500),
    state,
    at: Number.isFinite(time) ? new Date(time).toISOString() : null,
  };
}

/** Its offsets have no colon. */
export function isoOf(at: string): string {
  return at.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}
