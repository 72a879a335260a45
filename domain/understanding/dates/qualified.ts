/** Words around a day that make it something else: the week of it, a day near it, any day behind it. */
import { isWrittenWithoutBlanks } from '../patterns.ts';
import type { DateSpan } from './find.ts';

interface Around {
  /** In front of a day, or behind it: its week is meant. */
  week?: string;
  weekBehind?: string;
  /** No day is meant: one near it, one behind it. */
  open?: string;
  openBehind?: string;
}

const words: Readonly<Record<string, Around>> = {
  en: {
    week: '(?:w/?[cbe]|(?:the )?(?:week|wk) (?:commencing|beginning|starting|ending|of|from))(?: on)?(?: mon(?:day)?)?(?: the)?',
    open: '(?:around|about|approx(?:imately|\\.)?|circa|roughly|after|past|not before|no earlier than|any time from)(?: the)?',
  },
  fr: {
    week: '(?:la )?sem(?:aine|\\.)? du(?: lundi)?',
    open: '(?:(?:autour|aux alentours|aux environs) du|(?:vers|apres|pas avant|passe|au plus tot) le)',
  },
  de: {
    week: '(?:der |die )?woche (?:vom|ab(?: dem)?|um den|zum|mit dem)',
    open: '(?:(?:um|gegen|etwa um|nach|nicht vor) de[nm]|(?:etwa|circa|ca\\.?|ungefahr|fruhestens|erst nach)(?: am| zum| de[nm])?)',
  },
  es: {
    week: '(?:la )?semana (?:del|que (?:empieza|comienza) el)(?: dia| lunes)?',
    open: '(?:(?:hacia|sobre|pasado|a partir de) el|(?:alrededor|despues|no antes) del?)(?: dia)?',
  },
  it: {
    week: '(?:la )?settimana (?:del|dal|che inizia il)(?: lunedi)?',
    open: "(?:verso (?:il|l')|intorno al?l?'?|circa il|dopo (?:il|l')|non prima del?)",
  },
  nl: {
    week: '(?:de )?week van(?: maandag)?',
    open: '(?:rond|omstreeks|na|niet voor|niet eerder dan|pas na)(?: de)?',
  },
  pl: {
    week: 'tygodni\\p{L}{1,4}(?: od| z)?(?: dnia)?',
    open: '(?:kolo|okolo|w okolicach|po|nie wczesniej niz)(?: dnia)?',
  },
  pt: {
    week: '(?:a )?semana (?:d[eo]|que (?:comeca|inicia) (?:em|a|no))(?: dia)?(?: segunda)?',
    open: '(?:por volta d[eo]|cerca d[eo]|depois d[eo]|apos(?: o)?|nao antes d[eo]|a partir d[eo])(?: dia)?',
  },
  tr: {
    weekBehind: "(?:'?\\p{L}{0,4})? haftasi\\p{L}{0,6}",
    openBehind: "(?:'?\\p{L}{0,4})? (?:civarinda|gibi|sonrasi\\p{L}{0,4}|sonra)(?!\\p{L})",
  },
  ro: {
    week: 'saptaman\\p{L}{1,2} (?:din|cu|de la|care incepe (?:pe|la|cu))',
    open: '(?:in jurul|prin|dupa|nu inainte de|nu mai devreme de)(?: datei de| data de)?',
  },
  hr: {
    week: 'tjed[a]?n\\p{L}{0,2} (?:od|s)',
    open: '(?:oko|otprilike|nakon|poslije|iza|ne prije)',
  },
  sv: {
    week: 'veckan (?:den|fran(?: den)?|med start(?: den)?|som borjar(?: den)?)',
    open: '(?:kring|runt|omkring|ungefar|efter|tidigast|inte fore)(?: den)?',
  },
  ja: { weekBehind: 'の週', openBehind: '(?:前後|ごろ|頃|過ぎ|以降)' },
  zh: {
    weekBehind: '(?:那|当|當|这|這|所在)?的?一?(?:周|週|星期|礼拜)(?![一二三四五六日天])',
    openBehind: '(?:前后|前後|左右|之后|以后|之後|以後|后|後)',
  },
};

interface Patterns {
  week: RegExp | null;
  weekBehind: RegExp | null;
  open: RegExp | null;
  openBehind: RegExp | null;
}

const compiled = new Map<string, Patterns>();

function patternsOf(language: string): Patterns {
  let patterns = compiled.get(language);
  if (patterns === undefined) {
    const { week, weekBehind, open, openBehind } = words[language] ?? {};
    const edge = isWrittenWithoutBlanks(language) ? '' : '(?<![\\p{L}\\p{N}])';
    const before = (source: string | undefined) =>
      source === undefined ? null : new RegExp(`${edge}${source}[ :]{1,2}$|${edge}${source}'$`, 'u');
    const behind = (source: string | undefined) =>
      source === undefined ? null : new RegExp(`^${source}`, 'u');
    patterns = {
      week: before(week),
      weekBehind: behind(weekBehind),
      open: before(open),
      openBehind: behind(openBehind),
    };
    compiled.set(language, patterns);
  }
  return patterns;
}

/** The day as it is meant; unchanged where nothing stands beside it. */
export function qualified(text: string, span: DateSpan, language: string): DateSpan {
  if (span.rule !== 'calendar' && span.rule !== 'day_of_month') return span;
  const { week, weekBehind, open, openBehind } = patternsOf(language);
  // Some lexicons take the words in front of a day into it
  const own = text.slice(span.from, span.to);
  const parts = /^(\D{0,24})\d{1,2}(.*)$/su.exec(own);
  const isLead = span.rule === 'day_of_month' || /\p{L}/u.test(parts?.[2] ?? '');
  const lead = isLead ? (parts?.[1] ?? '') : '';
  const before = text.slice(Math.max(0, span.from - 48), span.from) + lead;
  const behind = text.slice(span.to, span.to + 20);
  const led = week?.exec(before);
  if (led)
    return { ...span, from: Math.min(span.from, span.from + lead.length - led[0].length), isWeekOf: true };
  const followed = weekBehind?.exec(behind);
  if (followed) return { ...span, to: span.to + followed[0].length, isWeekOf: true };
  return open?.test(before) === true || openBehind?.test(behind) === true ? { ...span, rule: 'vague' } : span;
}
