/** What an entry of the log says, as short lines; values are shown as text, the person who wrote them. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import {
  connectionKinds,
  connectionResults,
  letterKinds,
  letterProviderNames,
  paymentConnectorNames,
  referenceRates,
} from '../../vocabulary.ts';

type Entry = Pick<Schemas['AuditEntry'], 'data' | 'kind'>;

interface Shown {
  t: Text;
  format: Format;
  /** Of ids, as the log tells them. */
  names: Record<string, string>;
}

/** Each line once. */
export function changesOf(
  t: Text,
  format: Format,
  { data }: Entry,
  names: Record<string, string> = {},
): string[] {
  const shown: Shown = { t, format, names };
  const about = aboutOf(shown, data);
  const { changed } = data as { changed?: unknown };
  if (Array.isArray(changed)) return [...about, changed.map((name) => fieldName(t, String(name))).join(', ')];
  const currency = typeof data['currency'] === 'string' ? data['currency'] : undefined;
  const fields = Object.entries(Object(changed) as Record<string, { from?: unknown; to?: unknown }>);
  const lines = fields.flatMap(([name, { from, to }]) => {
    if (name === 'prices' && currency !== undefined) {
      const [before, after] = [from, to].map((prices) => pricesText(shown, prices, currency));
      return t.audit.change(fieldName(t, name), before!, after!);
    }
    if (name === 'monthlyCapMinor' && currency !== undefined) {
      const [before, after] = [from, to].map((cap) =>
        typeof cap === 'number' ? format.money(cap, currency) : t.postedLetters.noCap,
      );
      return t.audit.change(fieldName(t, name), before!, after!);
    }
    if (name === 'calendar') return calendarLines(shown, Object(from), Object(to));
    const [before, after] = shortened(valueText(shown, name, from), valueText(shown, name, to));
    // An empty address is stored in two ways.
    if (before === after && before === t.audit.nothing) return [];
    return t.audit.change(fieldName(t, name), before, after);
  });
  const rest = ['reason', 'until', 'code', 'stepName', 'recipients'].flatMap((name) =>
    data[name] === undefined || data[name] === null ? [] : [valueText(shown, name, data[name])],
  );
  return [...new Set([...about, ...lines, ...rest])];
}

/** Of days and hours only what differs, each under the name of its field. */
function calendarLines(shown: Shown, from: Record<string, unknown>, to: Record<string, unknown>): string[] {
  const { t } = shown;
  const words = t.settingsForms.hours;
  const names: [key: string, name: string][] = [
    ['sendDays', words.days],
    ['windowStart', words.from],
    ['windowEnd', words.until],
    ['spreadMinutes', words.spread],
    ['holidayCountries', words.holidayCountries],
    ['extraHolidays', words.extraHolidays],
    ['debtorWeekend', words.debtorWeekend],
  ];
  return names.flatMap(([key, name]) => {
    const [before, after] = [valueText(shown, key, from[key]), valueText(shown, key, to[key])];
    return before === after ? [] : t.audit.change(shown.format.pair(words.title, name), before, after);
  });
}

/** What was changed, where it has a name of its own. */
function aboutOf({ t, format }: Shown, data: Entry['data']): string[] {
  if (typeof data['email'] === 'string') return [`${textOf(data['name'])} <${data['email']}>`];
  const kind = connectionKinds.find((known) => known === data['connection']);
  const result = connectionResults.find((known) => known === data['result']);
  if (kind !== undefined && result !== undefined)
    return [`${t.connections.kinds[kind]}: ${t.connections.results[result]}`];
  const provider = letterProviderNames.find((known) => known === data['provider']);
  if (provider !== undefined)
    return [
      [t.postedLetters.providers[provider], ...(result ? [t.connections.results[result]] : [])].join(': '),
    ];
  const connector = paymentConnectorNames.find((known) => known === data['provider']);
  if (connector !== undefined)
    return [
      [t.takenPayments.providers[connector], ...(result ? [t.connections.results[result]] : [])].join(': '),
    ];
  const rate = referenceRates.find((known) => known === data['rate']);
  if (rate !== undefined) return [`${t.interest.rates[rate]} · ${format.date(String(data['fromOn']))}`];
  const name = typeof data['name'] === 'string' ? [data['name']] : [];
  const language = typeof data['language'] === 'string' ? [data['language']] : [];
  const version = typeof data['version'] === 'number' ? [t.audit.version(data['version'])] : [];
  const line = [...name, ...language, ...version].join(' · ');
  return line === '' ? [] : [line];
}

/** Longer texts are shown where they differ, with a few words around. */
const longText = 80;
const wordsAround = 4;

export function shortened(before: string, after: string): [string, string] {
  if (before.length <= longText && after.length <= longText) return [before, after];
  const [old, now] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const from = Math.max(0, start - wordsAround);
  const cut = (words: string[]) => {
    const to = Math.min(words.length, words.length - end + wordsAround);
    const middle = words.slice(from, to).join('').trim();
    return `${from > 0 ? '… ' : ''}${middle}${to < words.length ? ' …' : ''}`;
  };
  return [cut(old), cut(now)];
}

function fieldName(t: Text, name: string): string {
  const step = /^steps\.(.+)$/.exec(name)?.[1];
  return step === undefined
    ? (t.audit.fields[name] ??
        t.interest.fields[name] ??
        t.postedLetters.fields[name] ??
        t.takenPayments.fields[name] ??
        name)
    : t.audit.step(step);
}

function valueText(shown: Shown, field: string, value: unknown): string {
  const { t, format } = shown;
  if (value === null || value === undefined || value === '') return t.audit.nothing;
  if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
  if (typeof value === 'number') return format.number(value);
  if (Array.isArray(value)) return value.length === 0 ? t.audit.nothing : listText(shown, field, value);
  if (typeof value === 'string') return wordOf(shown, field, value);
  const parts = Object.entries(value as Record<string, unknown>)
    .filter(([, one]) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => amountText(format, name, one) ?? listText(shown, name, [one].flat()));
  return parts.length === 0 ? t.audit.nothing : parts.join(', ');
}

/** Of letters, by kind. */
function pricesText({ t, format }: Shown, prices: unknown, currency: string): string {
  const parts = letterKinds.flatMap((kind) => {
    const price = (Object(prices) as Record<string, { baseMinor?: number; extraSheetMinor?: number }>)[kind];
    if (price === undefined) return [];
    const [base, extra] = [price.baseMinor ?? 0, price.extraSheetMinor ?? 0].map((minor) =>
      format.money(minor, currency),
    );
    return format.pair(t.postedLetters.kinds[kind], t.postedLetters.price(base!, extra!));
  });
  return parts.length === 0 ? t.audit.nothing : parts.join('; ');
}

function listText(shown: Shown, field: string, values: unknown[]): string {
  return values.map((one) => (typeof one === 'string' ? wordOf(shown, field, one) : textOf(one))).join(', ');
}

/** Codes in the words that the forms use; ids name nothing to people. */
function wordOf({ t, format, names }: Shown, field: string, value: string): string {
  const lists: Record<string, Record<string, string>> = {
    role: t.vocabulary.userRoles,
    pausedChannels: t.vocabulary.channels,
    followUpChannel: t.vocabulary.channels,
    netting: t.vocabulary.nettingRules,
    sendDays: t.vocabulary.weekdays,
    portalCode: t.pageSettings.portalCodes,
    replyHold: t.pageSettings.replyHolds,
    kinds: t.postedLetters.kinds,
    captureSelfAnswers: t.answerDrafts.kinds,
    modelUse: t.understanding.model.uses,
    envelope: t.postedLetters.envelopes,
    speed: t.postedLetters.speeds,
    methods: t.takenPayments.methods,
    booking: t.takenPayments.bookings,
  };
  const word = [names, lists[field] ?? {}].find((all) => Object.hasOwn(all, value))?.[value];
  if (word !== undefined) return word;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return t.audit.chosen;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value;
}

/** Minor units stand under their currency. */
function amountText(format: Format, name: string, value: unknown): string | undefined {
  return /^[A-Z]{3}$/.test(name) && typeof value === 'number' ? format.money(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
