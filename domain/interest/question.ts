import type { z } from 'zod';
import type { enteredRate, interestTerms } from '../model/interest.ts';
import type { InterestTerms } from './late-interest.ts';
import { percentToPpm, type RateRow } from './reference-rates.ts';

/** Terms with their percentages as text, exactly. */
export function askedTerms(terms: z.infer<typeof interestTerms>): InterestTerms {
  switch (terms.kind) {
    case 'law':
      return terms;
    case 'fixed':
      return { kind: terms.kind, ratePpm: percentToPpm(terms.percent) };
    case 'over_reference':
      return { kind: terms.kind, pointsPpm: percentToPpm(terms.points) };
  }
}

/** A rate that somebody vouches for by naming its source. */
export function rateRowOf({ rate, fromOn, percent, source }: z.infer<typeof enteredRate>): RateRow {
  return { rate, fromOn, ratePpm: percentToPpm(percent), source, isConfirmed: true };
}
