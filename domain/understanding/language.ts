/** Which words are read: those of the language that was given, or of the one that a sentence is written in. */
import { lexicons } from './lexicon/all.ts';
import type { Lexicon } from './lexicon/lexicon.ts';

const commonWords = new Map(lexicons.map((lexicon) => [lexicon, new Set(lexicon.commonWords)]));

/** A word of one language tells more than one that several share. */
const weights = new Map<string, number>();
for (const words of commonWords.values())
  for (const word of words) weights.set(word, (weights.get(word) ?? 0) + 1);

function score(words: readonly string[], lexicon: Lexicon): number {
  const own = commonWords.get(lexicon)!;
  return words.reduce((sum, word) => (own.has(word) ? sum + 1 / weights.get(word)! : sum), 0);
}

/** So much of a text tells its languages. */
const sample = 6000;

/** The lexicon of the text first, then others of which the text holds several words. */
export function lexiconsOf(language: string, folded: string): Lexicon[] {
  const given = lexicons.find((lexicon) => lexicon.language === language.toLowerCase().slice(0, 2));
  const asian = byScript(folded);
  if (asian !== null && asian !== given) return given === undefined ? [asian, english()] : [asian, given];
  const counts = countsOf(folded.slice(0, sample));
  const byCount = [...counts].toSorted((left, right) => right[1] - left[1]);
  const [best, most] = byCount[0]!;
  const own = given === undefined ? 0 : counts.get(given)!;
  const first = given !== undefined && (own > 0 || most < 2) ? given : most > 0 ? best : (given ?? english());
  const others = byCount.filter(([lexicon, count]) => lexicon !== first && count >= 2).slice(0, 3);
  return [...new Set([first, ...others.map(([lexicon]) => lexicon), english()])];
}

/** The lexicon of one sentence: the first unless another has clearly more of its words. */
export function lexiconFor(sentence: string, candidates: readonly Lexicon[]): Lexicon {
  const [first, ...others] = candidates as [Lexicon, ...Lexicon[]];
  const asian = byScript(sentence);
  if (asian !== null) return asian;
  const words = sentence.match(/[\p{L}']+/gu) ?? [];
  let best = first;
  let most = score(words, first) + 1;
  for (const lexicon of others) {
    const found = score(words, lexicon);
    if (found > most) [best, most] = [lexicon, found];
  }
  return best;
}

function english(): Lexicon {
  return lexicons.find(({ language }) => language === 'en')!;
}

function countsOf(text: string): Map<Lexicon, number> {
  const words = text.match(/[\p{L}']+/gu) ?? [];
  return new Map(lexicons.map((lexicon) => [lexicon, score(words, lexicon)]));
}

/** Kana is Japanese; Chinese signs without kana are Chinese. */
function byScript(text: string): Lexicon | null {
  const kana = /[\u3041-\u30ff]/.test(text);
  const language = kana ? 'ja' : /[\u4e00-\u9fff]/.test(text) ? 'zh' : null;
  return lexicons.find((lexicon) => lexicon.language === language) ?? null;
}
