/** Days of payments that were made: *just now* is the day of writing, a period is none. */
import type { DateSpan } from './dates/find.ts';

const justNow =
  /(?<!\p{L})(?:just (?:now )?(?:paid|made|sent|done|transferred|settled|wired|processed|cleared|released|put|did|pushed)|just now|(?:paid|sent|done|made) now|vien(?:s|t|ons) (?:juste )?de|a l'instant|gerade (?:eben|erst)|gerade|soeben|eben (?:gerade|erst)|acab(?:o|amos|a|an|ei|ou) de|ahora mismo|recien|appena (?:pagat|saldat|fatt|eseguit|bonific|vers|dispost|effettuat|inviat)\p{L}*|zojuist|zonet|net (?:betaald|overgemaakt|gedaan|voldaan)|wlasnie|przed chwila|dopiero co|agora mesmo|mesmo agora|ha pouco|az once|az evvel|simdi|demin|su an|tocmai|chiar acum|adineauri|upravo|maloprije|nyss|alldeles|precis|just nu)(?!\p{L})|先ほど|さきほど|たった今|ただいま|刚刚|刚才|剛剛|剛才|啱啱|头先|頭先/u;

export function saysJustNow(text: string): boolean {
  return justNow.test(text);
}

const periods: ReadonlySet<DateSpan['rule']> = new Set<DateSpan['rule']>([
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_month_middle',
  'month',
  'month_middle',
  'month_first_week',
  'this_year',
  'week_number',
]);

/** *Paid last week*: which day it was is not said. */
export function isPeriod({ rule, isWeekOf }: DateSpan): boolean {
  return isWeekOf === true || periods.has(rule);
}
