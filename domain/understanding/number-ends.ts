/** Items by the end of their number, where what stands around it says that an item is meant. */
import { fits, isYear, mostItems, partsOf, stripped, type ItemIndex, type ItemSpan } from './item-index.ts';
import type { ItemWords } from './item-words.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { AccountItem } from './types.ts';

/** Behind a number that is an invoice: `412 ye`, `412'yi`, `117号`, `412 sz.`. */
const suffixes =
  /^(?:'? ?(?:ye|ya|yi|yu|i|u|e|a|in|un|nin|nun|de|da|te|ta|nolu|no'?lu|numarali|sayili)(?!\p{L})|(?:号|號|番)(?:的|の)?)/u;

/** `318/09` of `FS 318/09/2026`: groups that stand together in one number of the account alone. */
function byRun(groups: readonly string[], letters: string, { items }: ItemIndex): AccountItem[] | null {
  if (groups.length < 2 || groups.every((group) => group.length < 3) || items.length > mostItems) return null;
  const written = `-${groups.join('-')}-`;
  const found = items.filter((item) => {
    const own = partsOf(item.number.toLowerCase());
    return (
      own.groups.length > groups.length &&
      `-${own.groups.join('-')}-`.includes(written) &&
      (letters === '' || fits(letters, own.letters))
    );
  });
  return found.length === 1 ? found : null;
}

export function byEnd(
  groups: readonly string[],
  letters: string,
  before: string,
  after: string,
  {
    index,
    words,
    spans,
    text,
    from,
  }: { index: ItemIndex; words: ItemWords; spans: readonly ItemSpan[]; text: string; from: number },
): AccountItem[] | null {
  const raw = groups.join('');
  const run = byRun(groups, letters, index);
  if (run !== null) return run;
  if (
    groups.length > 2 ||
    raw.length < 2 ||
    /^\s?(?:h\b|%|:\d)/.test(after) ||
    /[+:]$/.test(before.trimEnd().slice(-1) === ':' ? '' : before.slice(-1))
  )
    return null;
  const key = stripped(groups.at(-1)!);
  const found = index.byEnd.get(key);
  if (found === undefined || found.size !== 1) return null;
  const item = [...found][0]!;
  const own = partsOf(item.number.toLowerCase());
  // `0008` is as good as `21041` where the account writes it so
  if (key.length < 2 && (raw.length < 3 || !own.groups.includes(raw))) return null;
  if (letters !== '' && !fits(letters, own.letters)) return null;
  const isWholeGroup = own.groups.length > 1 && own.groups.some((group) => stripped(group) === key);
  const isAsWritten = own.groups.includes(groups.at(-1)!) && raw.length >= 3 && own.groups.length > 1;
  if (groups.length === 2 && !`-${own.groups.join('-')}-`.includes(`${groups.join('-')}-`)) return null;
  const article = /(\p{L}+)\s{1,2}$/u.exec(before)?.[1] ?? '';
  const isLed =
    words.invoice?.test(before) === true ||
    words.articles.has(article) ||
    /(?:\.\.\.?|#|n[°or]\.? ?|-)$/.test(before) ||
    followsItem(text, from, spans, words) ||
    suffixes.test(text.slice(from + raw.length, from + raw.length + 12));
  const isStart = /^\s*(?:[-*•]\s*)?$/.test(text.slice(0, from));
  if (letters !== '' && key.length >= 3) return [item];
  // Four figures that end one number alone are no chance
  if (key.length >= 4 && !isYear(raw)) return [item];
  if (key.length >= 3 && /\(\s?$/.test(before) && /^\s?\)/.test(after)) return [item];
  if (isAsWritten && (raw.length >= 4 || isLed || isStart)) return [item];
  if ((isLed || isStart) && key.length >= 3) return [item];
  if (isLed && isWholeGroup) return [item];
  return isWholeGroup && key.length >= 3 ? [item] : null;
}

/** Behind the bare end of a number a sentence goes on with its verb, ends, or names the next; else pieces are counted. */
const goesOn =
  /^(?:['\u2019][\p{L}]{1,4})?\s{0,2}(?:$|[.,;:!?)/&+-]|(?:is|are|was|were|will|has|have|should|can|goes?|gets?|by|on|in|for|we|i|and|to|paid|due|next|tomorrow|today|est|sont|a|ont|sera|seront|part|partira|passe|passera|suit|suivra|le|la|au|en|nous|je|on|pour|reste|et|ist|sind|wird|werden|wurde|wurden|hat|haben|kommt|geht|zahlen|uberweisen|am|bis|bereits|folgt|konnen|soll|und|wir|ich|fehlt|fehlen|stimmt|passt|zahle|uberweise|bezahlen|bezahle|liegt|betrifft|on|attend|manque|falta|faltan|manca|mancano|esta|estan|se|sera|seran|fue|sale|el|para|y|e|ed|verra|verranno|sara|saranno|stata|parte|il|entro|per|wordt|worden|werd|werden|zijn|gaat|volgt|komt|op|en|zullen|zal|hebben|zostanie|jest|bedzie|w|do|na|i|oraz|foi|sera|vai|segue|ate|no|na|e|va|vor|fi|este|pe|si|bit|je|ce|betalas|ar|och|ska|kommer|pa|den|ve|icin)(?![\p{L}]))/u;

/** `F-21041 and 42`, `la 42`: two figures at the end of one number alone, where they can be nothing else. */
export function byShortEnd(
  digits: string,
  letters: string,
  after: string,
  {
    index,
    words,
    spans,
    text,
    from,
    lexicon,
  }: {
    index: ItemIndex;
    words: ItemWords;
    spans: readonly ItemSpan[];
    text: string;
    from: number;
    lexicon: Lexicon;
  },
): AccountItem[] | null {
  if (!/^\d{1,2}$/.test(digits) || letters !== '' || !goesOn.test(after)) return null;
  const isListed = followsItem(text, from, spans, words);
  const whole = index.byDigits.get(stripped(digits)) ?? [];
  if (isListed && whole.length === 1) return [whole[0]!.item];
  if (digits.length < 2) return null;
  const found = [...(index.byEnd.get(stripped(digits)) ?? [])].filter((item) => item.number.endsWith(digits));
  if (found.length !== 1 || found[0]!.number.replace(/\D/g, '').length < 4) return null;
  const article = /(?:^|[\s(])(\p{L}+)\s{1,2}$/u.exec(text.slice(Math.max(0, from - 24), from))?.[1] ?? '';
  const isNamed = singular[lexicon.language]?.has(article) === true;
  return isListed || isNamed ? found : null;
}

/** Articles in front of one invoice alone. */
const singular: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['the']),
  fr: new Set(['la']),
  de: new Set(['die', 'der']),
  es: new Set(['la']),
  it: new Set(['la']),
  nl: new Set(['de']),
  pt: new Set(['a']),
};

/** `F-21041, 42`: in a list behind a number that was found. */
function followsItem(text: string, from: number, spans: readonly ItemSpan[], words: ItemWords): boolean {
  const last = spans.filter((span) => span.to <= from).at(-1);
  if (last === undefined) return false;
  const between = text.slice(last.to, from);
  return words.and.test(between) || words.range.test(between) || words.next.test(between);
}
