/** Words without what is about people: each sign of it becomes a mask, so that places in both texts are the same. */
const mask = '█';

/** Addresses, links, bank accounts, and numbers that are dialled; nothing that an item may be called. */
const personal: readonly RegExp[] = [
  /[^\s<>()"',;:]{1,64}@[^\s<>()"',;]{1,190}/g,
  /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}/g,
  /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b/g,
  /(?<![\w/-])(?:\+|00)\d[\d ().\-/]{6,18}\d/g,
  /(?<![\w/.,-])0\d(?:[ .-]\d{2}){4}(?![\d-])/g,
  /(?<=\b(?:tel|phone|fax|mobile|tél|portable|handy|telefon|mob)\.?\s?:?\s{0,2})\+?\d[\d ().\-/]{4,18}\d/gi,
];

/**
 * @param people names that stand on file: each part of one is masked; of a company only its whole name
 * @param numbers of items: they stay readable, whatever they look like
 */
export function redacted(
  text: string,
  { people, companies, numbers }: { people: string[]; companies: string[]; numbers: string[] },
): string {
  const kept = placesOf(text, numbers);
  const hide = (from: number, to: number, shown: string) =>
    kept.some((place) => place.from < to && from < place.to) ? shown : mask.repeat(to - from);
  let result = text;
  for (const pattern of personal)
    result = result.replace(pattern, (found: string, ...rest: unknown[]) => {
      const at = rest.find((one) => typeof one === 'number')!;
      return hide(at, at + found.length, found);
    });
  for (const { from, to } of placesOf(text, [...people.flatMap(partsOf), ...companies]))
    result = result.slice(0, from) + mask.repeat(to - from) + result.slice(to);
  return result;
}

/** A name as a whole, and each of its parts that is long enough to be one. */
function partsOf(name: string): string[] {
  return [name, ...name.split(/[\s,]+/)].filter((part) => part.length >= 3);
}

function placesOf(text: string, words: readonly string[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (const word of new Set(words)) {
    if (word.length < 3) continue;
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\p{L}\p{N}])`,
      'giu',
    );
    for (const { index, 0: found } of text.matchAll(pattern))
      places.push({ from: index, to: index + found.length });
  }
  return places;
}
