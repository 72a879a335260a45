/** Days as they are said beside the usual forms, by language; joined to the lexicons by `all.ts`. */
import type { DateWords } from './lexicon.ts';

// prettier-ignore
export const moreDates: Readonly<Record<string, DateWords['rules']>> = {
  en: {
    in_weeks: ['(a week|one week) (from )?(today|now)', 'a fortnight( from (today|now))?', '{n} weeks from (today|now)'],
    this_month: ['(the )?last (working|business|week) ?day of (the|this) month', 'the last of the month'],
    week_number: ['(week|wk|cw|kw)[ -.]?{n}'],
    weekday_next_week: ['{w} after next'],
  },
  fr: {
    in_weeks: ['(sous|dans|d\'ici) (une )?(huitaine|semaine)'],
    in_days: ['(sous|d\'ici|dans) (la |une )?(?<n>quinzaine)( de jours)?', '(sous|dans|d\'ici|dans les) {n}[ ]{0,1}(jours|j)( ouvres| ouvrables)?'],
    week_number: ['(s|sem|semaine)[ .]{0,2}{n}(?![0-9.,])'],
  },
  de: {
    this_month: ['(bis |zum |per )?monatsultimo', '(zum|bis) letzten (des monats)?'],
    week_number: ['kw[ .]{0,2}{n}', '((in|bis) )?((der|zur) )?{n}[ .]{0,2}(kw|kalenderwoche)'],
    weekday_next_week: ['(am )?{w} (der )?nächster woche', '{w} nächster woche'],
    tomorrow: ['(gleich )?morgen (früh|vormittag|nachmittag|mittag|abend)'],
    in_days: ['(in|binnen|innert) {n}[ ]{0,1}tg', '(in|innerhalb|binnen) (der nächsten )?{n} tagen'],
  },
  es: {
    in_days: ['(en|dentro de|en un plazo de|en el plazo de|antes de|a) {n} dias( habiles| laborables)?'],
    day_of_month: ['(la semana del) {d}'],
    weekday: ['(de aqui al) {w}'],
  },
  it: {
    in_days: ['(tra|fra|entro|in|nel giro di|massimo) {n} (giorni|gg)( lavorativi)?'],
    day_of_month: ["(l'|all'|dell'|entro l'|entro e non oltre l'|per l'){d}(?! ?[a-z0-9%€])"],
    tomorrow: ['(entro )?(domattina|domani (sera|pomeriggio|mattina))'],
  },
  nl: {
    tomorrow: ['morgen(vroeg|ochtend|middag|avond|vroeg)?', 'morgen (vroeg|ochtend|middag)'],
    month_middle: ['(halverwege|half|medio|midden) {m}'],
    weekday_next_week: ['{w} over een week', 'over een week {w}'],
    in_days: ['(over|binnen) {n} (werk)?dagen', '(over|binnen) (?<n>veertien|14) dagen'],
    this_month: ['(ultimo|eind|einde) (van )?(de |deze |lopende )?maand'],
    week_number: ['(week|wk)[ .]?{n}'],
  },
  pl: {
    day_of_month: ['(do )?{d}[ ]{0,1}(bm|b.m.|br. mies\\w*)'],
    month: ['(z koncem|do konca|koncem|na koniec|pod koniec) {m}'],
    weekday_next_week: ['za tydzien (w|we) {w}', '(w|we) {w} za tydzien'],
    week_number: ['(w )?{n}(.|-tym|-ym)? (tygodniu|tydzien)'],
    this_month: ['(z koncem|koncem) (tego |biezacego )?(miesiaca|m-ca)', '(do konca|na koniec) m-ca'],
  },
  pt: {
    this_month_middle: ['(a|em|no) (meio|meados|metade) (do|deste|de) mes'],
    month_middle: ['(a meio|meados|metade) (de )?{m}'],
    in_days: ['(em|dentro de|no prazo de|daqui a|em ate|nos proximos) {n} dias( uteis)?'],
  },
  tr: {
    tomorrow: ['yarin(a|ki)?( kadar| sabah\\w*| aksam\\w*| ogle\\w*)?'],
    this_month_middle: ['(bu )?ay(in)? ortasi\\w*'],
    in_days: ['{n} (is )?gun(u)? (sonra|icinde|icerisinde|icersinde)'],
    overmorrow: ['obur gun\\w*'],
  },
  ro: {
    today: ['(in )?(diseara|seara asta|dupa-amiaza asta|dupa masa)'],
    this_month: ['(la |pana la )?(sfarsit|final|finele|finalul) (de |lui )?(luna|lunii)'],
    month: ['(la |pana la )?(sfarsit|final|finele) (de |lui )?{m}'],
    this_month_middle: ['(la |pe la )?(jumatatea|mijlocul) (lunii|lui)'],
    month_middle: ['(la |pe la )?(jumatatea|mijlocul) (lunii |lui )?{m}'],
    in_days: ['(in|in termen de|peste|in maxim) {n} (de )?zile( lucratoare)?'],
    in_weeks: ['(peste|intr-o|in) (o )?saptamana'],
  },
  hr: {
    overmorrow: ['preksutra'],
    today: ['(jos )?(veceras|danas poslijepodne|do kraja dana)'],
    this_month: ['(do |pod |na )?(kraj|kraja|krajem|kraju) (ovog |ovoga |tekuceg )?mjeseca', 'do kraja ovog mj'],
    month: ['(do kraja|krajem|kraj) (?<mm>\\d{1,2})[. ]{1,2}(mj\\w*)'],
    month_middle: ['(polovicom|polovinom|sredinom|oko sredine) {m}'],
    next_week: ['(u |do kraja )?(drugi|drugom|drugog|naredni|narednom|narednog) tjed\\w*'],
    this_week: ['(do kraja|krajem|kraj) tjedna', '(u )?(ovom|tekucem) tjednu'],
    in_days: ['(u roku od|u roku|za|kroz|unutar|najkasnije za) {n} (radnih |radna )?dana?'],
    in_weeks: ['(za|kroz|u roku od) (tjedan|tjedan dana)', '(za|kroz) {n} tjed\\w*'],
    day_of_month: ['((do|na|dana|najkasnije do) )?{d}[.-]{0,2}(og|tog|ti|tom|ga|oga)(?![a-z])( (ovog|ovoga|u) mj\\w*)?', '{d}. (ovog|ovoga|tekuceg) mj\\w*'],
  },
  sv: {
    this_month: ['(innan|fore|vid|till) manadsskiftet', '(i )?slutet (av|pa) (denna |den har )?manaden'],
    month: ['(i )?slutet pa {m}'],
    this_week: ['(innan|fore|till) helgen'],
    in_weeks: ['(om|inom) {n} veck(a|or|orna)', '(om|inom) (en|nagon) vecka'],
    this_year: ['(innan|fore|till) arsskiftet'],
    week_number: ['(v|vecka|vecka nr)[ .]?{n}'],
  },
  ja: {
    tomorrow: ['明朝', '明日(の)?(朝|午前|午後|中)?'],
    in_weeks: ['{n}週間(以内|後|以降)?'],
    today: ['本日(付)?', '今日(付)?'],
  },
  zh: {
    tomorrow: ['聽日', '听日', '明(早|晚|天上午|天下午)'],
    in_weeks: ['{n}(个)?(周|星期|週|礼拜)(内|后|之内|之后|以内|後)'],
    this_month_middle: ['(这个|這個)?月中(旬)?'],
  },
};
