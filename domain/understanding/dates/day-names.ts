/** Days of a month in words, from one: `the fifteenth of December`, `le quinze décembre`. Other spellings behind a bar. */
import { foldText } from '../fold.ts';

const compound = (tens: readonly string[], joint: string, units: readonly string[]) =>
  tens.flatMap((ten) => units.map((unit) => `${ten}${joint}${unit}`));

const lists: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
      ' ',
    ),
    ...'first second third fourth fifth sixth seventh eighth ninth'
      .split(' ')
      .map((unit) => `twenty-${unit}|twenty ${unit}`),
    'thirtieth',
    'thirty-first|thirty first',
  ],
  fr: 'premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un|vingt_et_un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un|trente_et_un'.split(
    ' ',
  ),
  de: [
    ...'erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt'.split(
      ' ',
    ),
    'zwanzigst',
    ...'ein zwei drei vier fünf sechs sieben acht neun'.split(' ').map((unit) => `${unit}undzwanzigst`),
    'dreissigst',
    'einunddreissigst',
  ].map((stem) => `${stem}en|${stem}er`),
  es: 'uno|primero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta treinta_y_uno'.split(
    ' ',
  ),
  it: 'primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno'.split(
    ' ',
  ),
  nl: [
    ...'een|eerste twee|tweede drie|derde vier|vierde vijf|vijfde zes|zesde zeven|zevende acht|achtste negen|negende tien|tiende elf|elfde twaalf|twaalfde dertien|dertiende veertien|veertiende vijftien|vijftiende zestien|zestiende zeventien|zeventiende achttien|achttiende negentien|negentiende twintig|twintigste'.split(
      ' ',
    ),
    ...'eenen tweeen drieen vieren vijfen zesen zevenen achten negenen'
      .split(' ')
      .map((unit) => `${unit}twintig|${unit}twintigste`),
    'dertig|dertigste',
    'eenendertig|eenendertigste',
  ],
  pl: [
    ...'pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego dziesiatego jedenastego dwunastego trzynastego czternastego pietnastego szesnastego siedemnastego osiemnastego dziewietnastego dwudziestego'.split(
      ' ',
    ),
    ...compound(
      ['dwudziestego'],
      ' ',
      'pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego'.split(' '),
    ),
    'trzydziestego',
    'trzydziestego pierwszego',
  ],
  pt: 'um|primeiro dois tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove vinte vinte_e_um vinte_e_dois vinte_e_tres vinte_e_quatro vinte_e_cinco vinte_e_seis vinte_e_sete vinte_e_oito vinte_e_nove trinta trinta_e_um'.split(
    ' ',
  ),
  tr: [
    ...'bir iki uc dort bes alti yedi sekiz dokuz on'.split(' '),
    ...compound(['on'], ' ', 'bir iki uc dort bes alti yedi sekiz dokuz'.split(' ')),
    'yirmi',
    ...compound(['yirmi'], ' ', 'bir iki uc dort bes alti yedi sekiz dokuz'.split(' ')),
    'otuz',
    'otuz bir',
  ],
  ro: [
    ...'intai|unu doi trei patru cinci sase sapte opt noua zece unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece nouasprezece douazeci'.split(
      ' ',
    ),
    ...compound(['douazeci'], ' si ', 'unu doi trei patru cinci sase sapte opt noua'.split(' ')),
    'treizeci',
    'treizeci si unu',
  ],
  hr: [
    ...'prvog|prvoga drugog|drugoga treceg cetvrtog|cetvrtoga petog|petoga sestog|sestoga sedmog|sedmoga osmog|osmoga devetog|devetoga desetog|desetoga jedanaestog dvanaestog trinaestog cetrnaestog petnaestog sesnaestog sedamnaestog osamnaestog devetnaestog dvadesetog'.split(
      ' ',
    ),
    ...compound(
      ['dvadeset'],
      ' ',
      'prvog drugog treceg cetvrtog petog sestog sedmog osmog devetog'.split(' '),
    ),
    'tridesetog',
    'trideset prvog',
  ],
  sv: [
    ...'forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde'.split(
      ' ',
    ),
    ...'forsta andra tredje fjarde femte sjatte sjunde attonde nionde'
      .split(' ')
      .map((unit) => `tjugo${unit}|tjugo ${unit}`),
    'trettionde',
    'trettioforsta|trettio forsta',
  ],
};

/** Folded names with the day that they mean; empty for languages that write days in figures or signs. */
export function dayNames(language: string): ReadonlyMap<string, number> {
  return new Map(
    (lists[language] ?? []).flatMap((list, index) =>
      list.split('|').map((name) => [foldText(name.replaceAll('_', ' ')), index + 1] as const),
    ),
  );
}

const signs = '零一二三四五六七八九';

/** `十五`, `二十`, `三十一`, also in figures; null for anything else. */
export function dayOfSigns(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const read = text.replace('廿', '二十').replace('卅', '三十').replace('两', '二');
  const match = /^([二三]?)(十?)([一二三四五六七八九]?)$/.exec(read);
  if (match === null || read === '') return null;
  const [, tens, ten, unit] = match;
  const value =
    (ten === '' ? 0 : (tens === '' ? 1 : signs.indexOf(tens!)) * 10) + Math.max(0, signs.indexOf(unit!));
  return ten === '' && tens !== '' ? null : unit === '' && ten === '' ? null : value;
}
