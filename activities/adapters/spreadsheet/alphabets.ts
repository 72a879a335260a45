/**
 * How often letters beyond a–z stand in the words of a language, roughly, in thousandths of such letters. Only the
 * order of size matters: it tells `Société` in one encoding from `Sociétč` in another.
 */
export interface Alphabet {
  letters: Readonly<Record<string, number>>;
  /** Words that the letters cannot form: Spanish ñ stands before a vowel. */
  impossible?: RegExp;
  /** Written in letters of its own: a word mixes none of a–z in. */
  isOwnScript?: boolean;
}

function letters(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(' ').map((pair) => [[...pair][0]!, Number([...pair].slice(1).join(''))]),
  );
}

export const alphabets = {
  de: { letters: letters('ä260 ö200 ü380 ß110 é10') },
  fr: {
    letters: letters('é600 è120 à60 ê50 ç50 ô30 î20 â20 û10 ù4 ë10 ï10 œ10 ü2'),
    impossible: /^(?!.*où).*ù/i,
  },
  es: {
    letters: letters('ó300 í200 á150 é100 ñ150 ú70 ü5 ç5'),
    impossible: /ñ(?![aeiouáéíóú])/i,
  },
  it: { letters: letters('à400 è200 ò150 ù150 ì50 é50'), impossible: /[àèòùì]\p{L}/iu },
  pt: {
    letters: letters('ã250 ç250 á100 é100 í80 ó80 ê50 õ50 â30 ú30 à20 ô30'),
    impossible: /õ(?!e)|ã(?![eo]|\P{L}|$)/iu,
  },
  nl: { letters: letters('ë400 é300 ï150 ö50 ü50 è20 ó10') },
  sv: { letters: letters('ä350 å300 ö350 é20 ü10') },
  da: { letters: letters('ø400 å300 æ250 é20 ö10 ä10'), impossible: /[øæå][øæ]/i },
  is: {
    letters: letters('ð150 þ60 æ60 ö100 á150 í130 ó100 ú100 ý50 é40'),
    impossible: /þ(\P{L}|$)|(^|\P{L})ð/iu,
  },
  pl: { letters: letters('ł250 ó150 ę100 ą120 ś100 ż120 ć70 ń80 ź30') },
  cs: { letters: letters('á200 í200 é120 ě120 č100 ř100 š100 ž80 ý80 ů60 ú20 ň10 ď10 ť10 ó10') },
  sk: {
    letters: letters('á250 í100 é120 č120 š100 ž100 ý80 ľ40 ť40 ň30 ú60 ô20 ä20 ó30 ď20 ĺ3 ŕ3'),
  },
  hu: { letters: letters('á300 é270 ö100 ó100 ő80 ü60 í50 ú30 ű20') },
  ro: { letters: letters('ă300 ş100 ș100 ţ100 ț100 î150 â150') },
  hr: { letters: letters('š250 č300 ž200 ć200 đ100') },
  tr: { letters: letters('ı300 ş200 ü200 ç120 ğ120 ö100 i̇60 â10'), impossible: /(^|\P{L})[ğ]/iu },
  lt: { letters: letters('ė250 š200 ž150 ų100 ū100 į80 č60 ą60 ę30') },
  lv: { letters: letters('ā250 ī150 ē120 ū80 š100 ņ60 ļ50 ķ50 ž60 č40 ģ40') },
  et: { letters: letters('ä250 õ300 ö150 ü250 š10 ž10') },
  ru: {
    letters: letters(
      'о110 е85 а80 и74 н67 т63 с55 р47 в45 л43 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч15 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ф3 ъ1 ё1',
    ),
    isOwnScript: true,
  },
  uk: {
    letters: letters(
      'о95 а85 н70 и62 і57 т55 в52 р47 е45 с42 к40 л37 д35 у33 м30 п29 я22 з22 ь20 г16 ч14 б17 х12 й12 ж8 ш8 ю8 ц8 ї7 є5 щ4 ф3 ґ1 ъ2 ў4 ђ2 ј30 љ5 њ5 ћ8 џ2',
    ),
    isOwnScript: true,
  },
  el: {
    letters: letters(
      'α110 ο95 ι90 ε80 τ80 ν75 η50 ς45 σ45 υ45 ρ42 π40 κ40 μ35 λ30 ί25 ά20 έ20 ό20 ω20 δ17 γ17 ή15 χ12 θ12 ύ10 ώ10 φ8 β7 ξ4 ζ3 ψ2 ϊ1 ϋ1 ΐ1 ΰ1',
    ),
    impossible: /ς\p{L}|σ(\P{L}|$)/u,
    isOwnScript: true,
  },
} satisfies Record<string, Alphabet>;
export type AlphabetName = keyof typeof alphabets;
