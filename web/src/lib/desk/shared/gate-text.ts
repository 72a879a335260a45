import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { channels, contactRoles } from '../../vocabulary.ts';

type ClosedGate = Schemas['ClosedGate'];

/** One closed gate as a sentence with its figures and dates. */
export function gateText(t: Text, format: Format, { gate, opensOn, params = {} }: ClosedGate): string {
  const text = (key: string) => (typeof params[key] === 'string' ? params[key] : undefined);
  const figure = (key: string) => (typeof params[key] === 'number' ? params[key] : undefined);
  const day = (key: string) => (text(key) === undefined ? undefined : format.day(text(key) ?? ''));
  const channel = channels.find((known) => known === params.channel);
  const roles = Array.isArray(params.roles)
    ? contactRoles
        .filter((role) => (params.roles as string[]).includes(role))
        .map((role) => t.vocabulary.contactRoles[role])
    : [];
  const facts = {
    opensOn: opensOn === undefined ? undefined : format.day(opensOn),
    items: Array.isArray(params.items) ? shortList(params.items.map(String), format) : undefined,
    stepName: text('stepName'),
    channel: channel === undefined ? undefined : t.vocabulary.channels[channel],
    totals: amountsText(format, params.totals),
    minimum: amountsText(format, params.minimum),
    lastContactOn: day('lastContactOn'),
    handledOn: day('handledOn'),
    deadlineOn: day('deadlineOn'),
    max: figure('max'),
    days: figure('days'),
    rows: figure('rows'),
    email: text('email'),
    customer: text('customer'),
    importedOn: day('importedOn'),
    ledgerAsOf: day('ledgerAsOf'),
    ledgerMaxAgeDays: figure('ledgerMaxAgeDays'),
    proposedOn: day('proposedOn'),
    windowStart: text('windowStart'),
    windowEnd: text('windowEnd'),
    roles: roles.length === 0 ? undefined : format.list(roles),
    postponedUntil: day('postponedUntil'),
  };
  return ended(t.reasons[gate](facts));
}

/** One full stop, also after a shortened month or day: « le 9 déc. ». */
export function ended(sentence: string): string {
  return sentence.replace(/(?<!\.)\.\.$/, '.');
}

/** Amounts by currency, one after the other; undefined when there is none. */
export function amountsText(format: Format, amounts: unknown): string | undefined {
  if (typeof amounts !== 'object' || amounts === null || Array.isArray(amounts)) return undefined;
  const parts = Object.entries(amounts)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .map(([currency, minor]) => format.money(minor, currency));
  return parts.length === 0 ? undefined : format.list(parts);
}

function shortList(words: string[], format: Format): string {
  return words.length <= 4
    ? format.list(words)
    : `${words.slice(0, 4).join(', ')} … (${format.number(words.length)})`;
}
