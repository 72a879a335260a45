/** The day in a line that a client wrote above an original, in any of the languages it speaks. */

/** Names of months as they begin, after accents are taken off; a Slavic name has its cases. */
const months: readonly string[] = [
  'jan|janv|january|januar|enero|ene|gen|gennaio|sty|stycz|janeiro|oca|ocak|ian|ianuarie|sij|sije|sijec|tammi|янв|січ|led|jän|janner',
  'feb|fev|fevr|february|febrero|luty|lut|fevereiro|sub|subat|velj|veljac|helmi|фев|лют|uno',
  'mar|mars|march|marz|maerz|marzo|marz|marca|maa?rt|mrt|martie|ozu|ozuj|maalis|мар|бер|bre',
  'apr|avr|april|abril|abr|aprile|kwi|kwiec|nis|nisan|aprilie|tra|travnj|huhti|апр|кві|dub',
  'may|mai|maj|mayo|mag|maggio|mei|maio|mayis|svi|svib|touko|мая|май|тра|kve|kvet',
  'jun|juin|june|juni|junio|giu|giugno|cze|czerw|junho|haz|haziran|iun|iunie|lipanj|lipnj|lipnja|kesa|июн|чер|cer',
  'jul|juil|july|juli|julio|lug|luglio|lip|lipiec|lipca|julho|tem|temmuz|iul|iulie|srp|srpanj|srpnj|heina|июл|лип',
  'aug|aout|august|agosto|ago|augustus|sie|sierp|agu|agustos|augusti|kol|kolovoz|elo|авг|сер',
  'sep|sept|september|septembre|septiembre|set|settembre|wrz|wrzes|setembro|eyl|eylul|septembrie|ruj|rujan|rujn|syys|сен|вер|zar',
  'oct|okt|october|octobre|octubre|ott|ottobre|paz|pazdz|outubro|out|eki|ekim|octombrie|loka|окт|жов|rij',
  'nov|november|novembre|noviembre|lis|listopad|novembro|kas|kasim|noiembrie|noi|stu|studen|marras|ноя|лис',
  'dec|dez|dic|december|decembre|diciembre|dicembre|gru|grud|dezembro|ara|aralik|decembrie|pro|prosin|joulu|дек|гру',
];

const monthNumbers = new Map<string, number>(
  months.flatMap((names, index) =>
    names
      .split('|')
      .filter((name) => /^\p{L}+$/u.test(name))
      .map((name): [string, number] => [name, index + 1]),
  ),
);

/** The day as `YYYY-MM-DD`, or null where the text holds none. */
export function writtenDate(text: string): string | null {
  const plain = text
    .slice(0, 300)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .toLowerCase();
  return eastAsian(plain) ?? iso(plain) ?? withMonthName(plain) ?? inNumbers(plain);
}

function eastAsian(text: string): string | null {
  const found = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})/.exec(text);
  return found === null ? null : day(found[1]!, Number(found[2]), Number(found[3]));
}

function iso(text: string): string | null {
  const found = /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/.exec(text);
  return found === null ? null : day(found[1]!, Number(found[2]), Number(found[3]));
}

function withMonthName(text: string): string | null {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0];
  const words = [...text.matchAll(/\p{L}+/gu)];
  // Whole names before beginnings of names, a day before the month before one behind: `mar. 1 dec. 2026` is in December.
  for (const numberOf of [wholeMonth, monthByStart])
    for (const side of ['before', 'behind'] as const)
      for (const word of words) {
        const found = dated(text, word, numberOf(word[0]), side, year);
        if (found !== null) return found;
      }
  return null;
}

function dated(
  text: string,
  word: RegExpExecArray,
  month: number | null,
  side: 'before' | 'behind',
  year: string | undefined,
): string | null {
  if (month === null) return null;
  const rest = text.slice(word.index + word[0].length);
  if (side === 'behind') {
    const after = /^[\s.,]*(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.:]\d)/.exec(rest)?.[1];
    return after === undefined || year === undefined ? null : day(year, month, Number(after));
  }
  const before = /(?<![\d:])(\d{1,2})(?:st|nd|rd|th|er|o|a|º|°)?[\s.,-]*(?:de |di |del |din |of )?$/.exec(
    text.slice(Math.max(0, word.index - 12), word.index),
  )?.[1];
  const shortYear = /^[\s.,-]*(?:de )?(\d{2})(?=[\s,]|$)/.exec(rest)?.[1];
  const ofYear = year ?? (shortYear === undefined ? undefined : `20${shortYear}`);
  return before === undefined || ofYear === undefined ? null : day(ofYear, month, Number(before));
}

function wholeMonth(word: string): number | null {
  return word.length < 3 ? null : (monthNumbers.get(word) ?? null);
}

/** A case or a plural of a name: its beginning is enough. */
function monthByStart(word: string): number | null {
  for (const length of [6, 5, 4, 3]) {
    const start = word.length > length ? monthNumbers.get(word.slice(0, length)) : undefined;
    if (start !== undefined) return start;
  }
  return null;
}

function inNumbers(text: string): string | null {
  const found = /(?<!\d)(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})(?!\d)/.exec(text);
  if (found === null) return null;
  const [first, second] = [Number(found[1]), Number(found[2])];
  const year = found[3]!.length === 2 ? `20${found[3]!}` : found[3]!;
  // A clock of twelve hours and slashes: the month comes first.
  const isAmerican = /\d{1,2}:\d{2}(?::\d{2})? ?[ap]\.?m/.test(text) && found[0].includes('/');
  const monthFirst = second > 12 || (isAmerican && first <= 12);
  return monthFirst ? day(year, first, second) : day(year, second, first);
}

function day(year: string, month: number, dayOfMonth: number): string | null {
  if (month < 1 || month > 12 || dayOfMonth < 1) return null;
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (dayOfMonth > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}
