/** Counted words: the right form for the number in the language, the number written as that language does. */
export interface Forms {
  one: string;
  other: string;
  zero?: string;
}

export function counting(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count, forms) => {
    if (count === 0 && forms.zero !== undefined) return forms.zero;
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return form.replace('#', numbers.format(count));
  };
}
