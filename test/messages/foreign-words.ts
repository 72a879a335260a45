/** Words by which a text gives away that a part of it was made for another language. */

/**
 * What stands in the frames of other languages and not in that of this one, as patterns; cut at the placeholders.
 * Words of few letters mean too much elsewhere.
 */
export function foreignWords<L extends string>(
  languages: readonly L[],
  language: L,
  framesOf: (language: L) => unknown,
): RegExp[] {
  const phrases = (of: L) =>
    textsOf(framesOf(of))
      .flatMap((text) => text.split(/\{\w+\}/))
      .map((text) => text.trim().toLowerCase())
      .filter((text) => text.replaceAll(/[^\p{L}]/gu, '').length >= 5);
  const known = phrases(language);
  return languages
    .filter((other) => other !== language)
    .flatMap(phrases)
    .filter((phrase) => !known.some((one) => one.includes(phrase)))
    .map(
      (phrase) =>
        new RegExp(`(?<![\\p{L}])${phrase.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')}(?![\\p{L}])`, 'iu'),
    );
}

function textsOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(Object(value) as object).flatMap(textsOf);
}

/** Names of the months, as dates print them. */
export function monthNames(language: string): string[] {
  return Array.from(
    { length: 12 },
    (_, month) =>
      new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric' })
        .formatToParts(new Date(Date.UTC(2026, month, 2)))
        .find(({ type }) => type === 'month')!.value,
  );
}
