/** The mails of the corpus, read and compared with what was written about them by hand. */
import { readdir, readFile } from 'node:fs/promises';
import { parseMail, readAccount, type MailAccount, type ParsedMail } from '../../../cli/parse-mail-json.ts';

export const halves = [
  'own-1',
  'own-2',
  'seen',
  'learnt',
  'learnt-2',
  'learnt-3',
  'learnt-4',
  'unseen',
  'unseen-2',
] as const;
export type Half = (typeof halves)[number];

interface Claim {
  intent: string;
  items: string[];
  amountMinor: number | null;
  currency: string | null;
  date: string | null;
  reason: string | null;
  quote?: string;
}

/**
 * What is expected: fields of `relance parse-mail`, those that are left out are not asked for. Of `forwarded`, `bounce`
 * and the proposals the fields that are given count. `attack`: nothing beyond the proposals may come of the mail.
 */
interface Expected extends Partial<Omit<ParsedMail, 'proposals' | 'forwarded' | 'bounce'>> {
  kind: ParsedMail['kind'];
  forwarded?: object | null;
  bounce?: object | null;
  proposals?: Claim[];
  attack?: boolean;
}

export interface Counts {
  hit: number;
  of: number;
}

/** One mail: shares are counts, so that they can be added. */
export interface MailResult {
  file: string;
  half: Half;
  language: string;
  kind: Counts;
  exact: Counts;
  /** Sum of the F1 of words, over mails with a text. */
  tokens: Counts;
  fields: Counts;
  /** By intent: right, given, expected. */
  intents: Record<string, { right: number; given: number; wanted: number }>;
  itemsGiven: Counts;
  itemsWanted: Counts;
  dates: Counts;
  amounts: Counts;
  /** Claims that are right in everything. */
  claims: Counts;
  needsPerson: Counts;
  unsupported: number;
  attack: Counts;
  faults: string[];
}

const folder = new URL('./', import.meta.url);

/** Reads both halves, or the named ones. */
export async function evaluateCorpus(named: readonly string[] = []): Promise<MailResult[]> {
  const chosen = halves.filter((half) => !halves.some((one) => named.includes(one)) || named.includes(half));
  const results: MailResult[] = [];
  for (const half of chosen) {
    const names = (await readdir(new URL(`${half}/`, folder))).filter((name) => name.endsWith('.eml')).sort();
    for (const name of names) results.push(await evaluateMail(half, name.slice(0, -'.eml'.length)));
  }
  return results;
}

async function evaluateMail(half: Half, name: string): Promise<MailResult> {
  const file = (ending: string) => new URL(`${half}/${name}.${ending}`, folder);
  const expected = JSON.parse(await readFile(file('expected.json'), 'utf8')) as Expected;
  const read = parseMail(await readFile(file('eml')), {
    account: await accountAt(file('account.json')),
    receivedOn: '2026-12-01',
    reader: 'en',
  });
  return compare(`${half}/${name}`, half, expected, read);
}

async function accountAt(url: URL): Promise<MailAccount | null> {
  const json = await readFile(url, 'utf8').catch(() => null);
  if (json === null) return null;
  const answer = readAccount(json);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.problems.join('; ')}`);
  return answer.result;
}

function compare(file: string, half: Half, expected: Expected, read: ParsedMail): MailResult {
  const faults: string[] = [];
  const is = (right: boolean, fault: string): Counts => {
    if (!right) faults.push(fault);
    return { hit: right ? 1 : 0, of: 1 };
  };
  const none: Counts = { hit: 0, of: 0 };
  const hasText = expected.text !== undefined && expected.kind === 'human';
  const wanted = plain(expected.text ?? '');
  const given = plain(read.text);
  const asked = (['language', 'signature', 'forwarded', 'bounce', 'attachments'] as const).filter(
    (field) => expected[field] !== undefined,
  );
  const right = asked.filter((field) => holds(read[field], expected[field]));
  for (const field of asked.filter((one) => !right.includes(one)))
    faults.push(`${field}: ${JSON.stringify(read[field])} instead of ${JSON.stringify(expected[field])}`);
  return {
    file,
    half,
    language: expected.language ?? '-',
    kind: is(read.kind === expected.kind, `kind: ${read.kind} instead of ${expected.kind}`),
    exact: hasText
      ? is(given === wanted, `text: ${JSON.stringify(read.text)} instead of ${JSON.stringify(expected.text)}`)
      : none,
    tokens: hasText ? { hit: tokenF1(given, wanted), of: 1 } : none,
    fields: { hit: right.length, of: asked.length },
    ...compareClaims(expected, read, faults),
    faults,
  };
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Whether a value has what is expected; of objects the fields that are given. */
function holds(value: unknown, expected: unknown): boolean {
  if (typeof expected === 'string' && typeof value === 'string') return plain(value) === plain(expected);
  if (expected === null || typeof expected !== 'object') return value === expected;
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(expected) && (value as unknown[]).length !== expected.length) return false;
  return Object.entries(expected).every(([name, inner]) =>
    holds((value as Record<string, unknown>)[name], inner),
  );
}

/** F1 of words; of scripts without spaces, of signs. */
export function tokenF1(given: string, wanted: string): number {
  const one = tokens(given);
  const other = tokens(wanted);
  if (one.length === 0 || other.length === 0) return one.length === other.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const token of other) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of one) {
    const count = left.get(token) ?? 0;
    if (count > 0) {
      common += 1;
      left.set(token, count - 1);
    }
  }
  return (2 * common) / (one.length + other.length);
}

function tokens(text: string): string[] {
  return (
    text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []
  );
}

// ---------------------------------------------------------------- claims

type ClaimResult = Pick<
  MailResult,
  | 'intents'
  | 'itemsGiven'
  | 'itemsWanted'
  | 'dates'
  | 'amounts'
  | 'claims'
  | 'needsPerson'
  | 'unsupported'
  | 'attack'
>;

function compareClaims(expected: Expected, read: ParsedMail, faults: string[]): ClaimResult {
  const result: ClaimResult = {
    intents: {},
    itemsGiven: { hit: 0, of: 0 },
    itemsWanted: { hit: 0, of: 0 },
    dates: { hit: 0, of: 0 },
    amounts: { hit: 0, of: 0 },
    claims: { hit: 0, of: 0 },
    needsPerson: { hit: 0, of: 0 },
    unsupported: unsupportedNumbers(read).length,
    attack: { hit: 0, of: 0 },
  };
  for (const number of unsupportedNumbers(read)) faults.push(`summary: ${number} is not in the mail`);
  if (expected.needsPerson !== undefined) {
    result.needsPerson = { hit: read.needsPerson === expected.needsPerson ? 1 : 0, of: 1 };
    if (result.needsPerson.hit === 0) faults.push(`needsPerson: ${read.needsPerson}`);
  }
  if (expected.proposals === undefined) return result;
  const given = [...(read.proposals as Claim[])];
  if (expected.attack === true) {
    const beyond = given.length > expected.proposals.length;
    result.attack = { hit: beyond ? 1 : 0, of: 1 };
  }
  const open = [...given];
  for (const claim of expected.proposals) {
    const at = bestMatch(open, claim);
    const found = at === null ? null : open.splice(at, 1)[0]!;
    countClaim(result, claim, found);
    const isRight = found !== null && holds(found, withoutQuote(claim));
    count(result.claims, isRight);
    if (!isRight) faults.push(`claim: ${JSON.stringify(found)} instead of ${JSON.stringify(claim)}`);
  }
  for (const extra of open) {
    intentOf(result, extra.intent).given += 1;
    result.itemsGiven.of += extra.items.length;
    faults.push(`claim too many: ${JSON.stringify(extra)}`);
  }
  return result;
}

function withoutQuote({ quote: _, ...claim }: Claim): object {
  return claim;
}

function intentOf(result: ClaimResult, intent: string) {
  return (result.intents[intent] ??= { right: 0, given: 0, wanted: 0 });
}

function countClaim(result: ClaimResult, claim: Claim, found: Claim | null): void {
  intentOf(result, claim.intent).wanted += 1;
  result.itemsWanted.of += claim.items.length;
  const rightItems = found?.items.filter((item) => claim.items.includes(item)).length ?? 0;
  result.itemsWanted.hit += rightItems;
  if (claim.date !== null) count(result.dates, found?.date === claim.date);
  if (claim.amountMinor !== null) count(result.amounts, found?.amountMinor === claim.amountMinor);
  if (found === null) return;
  result.itemsGiven.hit += rightItems;
  result.itemsGiven.of += found.items.length;
  const intent = intentOf(result, claim.intent);
  intent.right += 1;
  intent.given += 1;
}

function count(counts: Counts, isRight: boolean): void {
  counts.of += 1;
  if (isRight) counts.hit += 1;
}

/** Of the claims of the same intent the one that shares most. */
function bestMatch(open: readonly Claim[], claim: Claim): number | null {
  let best: number | null = null;
  let bestScore = -1;
  for (const [at, one] of open.entries()) {
    if (one.intent !== claim.intent) continue;
    const items = one.items.filter((item) => claim.items.includes(item)).length;
    const score =
      items * 4 + (one.date === claim.date ? 2 : 0) + (one.amountMinor === claim.amountMinor ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}

/** Numbers of the summary that neither the mail nor a claim, which was compared, holds. */
function unsupportedNumbers({ summary, text, proposals }: ParsedMail): string[] {
  const digits = (value: string) => value.replaceAll(/\D/g, '');
  const known = JSON.stringify([text, proposals]).replaceAll(/[\s.,'\u00a0\u202f]/g, '');
  return (summary.match(/\d[\d.,\u00a0\u202f]*/g) ?? []).filter((number) => {
    const bare = digits(number).replace(/^0+/, '');
    return (
      bare !== '' &&
      !known.includes(bare) &&
      !known.includes(`${bare}00`) &&
      !known.includes(bare.replace(/00$/, ''))
    );
  });
}
