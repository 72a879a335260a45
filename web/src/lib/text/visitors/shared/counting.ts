/** Counted words of the pages without account: Polish has four forms, the others two. */
import { locales } from '../../../locales.ts';
import type { PageLanguage } from '../../../vocabulary.ts';

/** `#` stands for the number. Forms that a language does not distinguish are left out. */
export interface CountedForms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

/** The form that `Intl.PluralRules` asks for, with the number as that language writes it. */
export function countingIn(language: PageLanguage): (count: number, forms: CountedForms) => string {
  const rules = new Intl.PluralRules(locales[language]);
  const numbers = new Intl.NumberFormat(locales[language]);
  return (count, forms) => {
    const category = rules.select(count);
    const form = category === 'zero' || category === 'two' ? forms.other : (forms[category] ?? forms.other);
    return form.replace('#', numbers.format(count));
  };
}
