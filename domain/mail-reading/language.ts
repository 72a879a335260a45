/** In which language somebody wrote. */
import { eld } from 'eld/large';
import { isClosingLine, isSalutationLine } from './closings.ts';

/** Languages of the product: a few words that fit one of them are read as that. */
const languagesOfProduct = [
  'en',
  'fr',
  'de',
  'es',
  'it',
  'nl',
  'pl',
  'pt',
  'tr',
  'ro',
  'hr',
  'sv',
  'ja',
  'zh',
];

/** Languages that are written so much alike that few words do not tell them apart. */
const alike: Readonly<Record<string, string>> = {
  bs: 'hr',
  sr: 'hr',
  sl: 'hr',
  gl: 'pt',
  ca: 'es',
  oc: 'fr',
  lb: 'de',
  af: 'nl',
};

const enoughLetters = 12;
const longest = 2_000;

/**
 * The language of the first text that has enough words; `usual` decides where they fit it as well. Null where nothing
 * tells and nothing is usual.
 */
export function detectLanguage(texts: readonly string[], usual: string | null): string | null {
  for (const text of texts) {
    const found = languageOf(words(text), usual);
    if (found !== null) return found;
  }
  return usual;
}

function languageOf(text: string, usual: string | null): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const ofScript = scriptOf(text, letters);
  if (ofScript !== null) return ofScript;
  if (letters < enoughLetters) return null;
  const scores = eld.detect(text.toLowerCase()).getScores();
  const ranked = Object.entries(scores).sort(([, one], [, other]) => other - one);
  const [best, score] = ranked[0] ?? [null, 0];
  if (best === null) return null;
  const ownScore = (language: string) => scores[language] ?? 0;
  if (usual !== null && ownScore(usual) >= score * (letters < 60 ? 0.85 : 0.95)) return usual;
  const [likely, likelyScore] = ranked.find(([language]) => languagesOfProduct.includes(language)) ?? [
    null,
    0,
  ];
  if (likely !== null && likelyScore >= score * (letters < 120 ? 0.8 : 0.92)) return likely;
  return alike[best] ?? best;
}

/** Japanese and Chinese are seen at once. */
function scriptOf(text: string, letters: number): string | null {
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  if (hangul > letters * 0.3) return 'ko';
  if (kana + han < letters * 0.25) return null;
  return kana > (kana + han) * 0.08 ? 'ja' : 'zh';
}

/** Without what is written alike in every language: numbers, addresses, names of files. */
function words(text: string): string {
  const lines = text.slice(0, longest).split('\n');
  const prose = lines.filter((line) => !isClosingLine(line) && !isSalutationLine(line)).join('\n');
  return (prose.trim() === '' ? text : prose)
    .replaceAll(/https?:\/\/\S+|\S+@\S+|\S*\d\S*/g, ' ')
    .replaceAll(/^\s*(?:re|aw|sv|fw|fwd|wg|tr|rv|ynt|odp|rif|antw)\s*:/gim, ' ')
    .slice(0, longest);
}
