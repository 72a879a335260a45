/** JSON text in, computation or problems out; docs/interest.md is the contract. */
import { z } from 'zod';
import { lateInterest, type LateInterest } from '../domain/interest/late-interest.ts';
import { askedTerms, rateRowOf } from '../domain/interest/question.ts';
import { ppmToPercent, publishedRates, withEnteredRates } from '../domain/interest/reference-rates.ts';
import { currencyCode, isoDate, minor } from '../domain/model/common.ts';
import { interestQuestion, percentText } from '../domain/model/interest.ts';
import { sumByCurrency } from '../domain/money/amounts.ts';
import {
  dayCounts,
  interestLaws,
  interestRemarks,
  interestRoundings,
  type InterestObstacle,
} from '../domain/vocabulary/interest.ts';
import { readJson, type JsonAnswer } from './json-command.ts';

/** Raised when a field is taken away or means something else; new fields may come at any time. */
const version = 1;

const remarks = z.array(z.enum(interestRemarks));

/** Amounts are whole minor units of their currency, rates per cent a year as text, days `YYYY-MM-DD` and included. */
export const interestAnswerShape = z
  .object({
    version: z.literal(version),
    law: z.enum(interestLaws),
    statute: z.string().nullable(),
    dayCount: z.enum(dayCounts),
    rounding: z.enum(interestRoundings),
    practice: z.string(),
    currency: currencyCode,
    from: isoDate,
    to: isoDate,
    days: z.number().int(),
    segments: z.array(
      z
        .object({
          from: isoDate,
          to: isoDate,
          days: z.number().int(),
          principalMinor: minor,
          reference: percentText.nullable(),
          margin: percentText,
          rate: percentText,
          yearDays: z.number().int(),
          amountMinor: minor,
          source: z.string().nullable(),
          remarks,
        })
        .strict(),
    ),
    interestMinor: minor,
    compensation: z
      .object({ amountMinor: minor, currency: currencyCode, statute: z.string(), remarks })
      .strict()
      .nullable(),
    /** Interest and compensation by currency; amounts of two currencies are never added. */
    totals: z.record(currencyCode, minor),
    remarks,
  })
  .strict();
export type InterestAnswer = z.infer<typeof interestAnswerShape>;

/** Computes what a JSON text asks for. */
export function interestJson(json: string): JsonAnswer<InterestAnswer> {
  const read = readJson(json, interestQuestion);
  if (!read.ok) return read;
  const { item, payments, country, debtor, terms, from, noticeOn, to, rates } = read.result;
  const outcome = lateInterest({
    item,
    payments,
    country,
    debtor,
    terms: askedTerms(terms),
    fromOn: from,
    noticeOn,
    throughOn: to,
    rates: withEnteredRates(publishedRates, rates.map(rateRowOf)),
  });
  if (outcome.ok) return { ok: true, result: interestAnswer(outcome.value) };
  return { ok: false, problems: [obstacleText(outcome.obstacle, read.result.country)] };
}

function interestAnswer({ startsOn, throughOn, segments, ...value }: LateInterest): InterestAnswer {
  const interest = { amountMinor: value.interestMinor, currency: value.currency };
  // Parsed, so that the fields stand in the order of the contract.
  return interestAnswerShape.parse({
    version,
    ...value,
    from: startsOn,
    to: throughOn,
    segments: segments.map(({ fromOn, throughOn: lastOn, referencePpm, marginPpm, ratePpm, ...segment }) => ({
      ...segment,
      from: fromOn,
      to: lastOn,
      reference: referencePpm === null ? null : ppmToPercent(referencePpm),
      margin: ppmToPercent(marginPpm),
      rate: ppmToPercent(ratePpm),
    })),
    totals: sumByCurrency([interest, ...(value.compensation === null ? [] : [value.compensation])]),
  });
}

function obstacleText(obstacle: InterestObstacle, country: string): string {
  switch (obstacle) {
    case 'law_unknown':
      return `country: the law of late payment of ${country} is not in the table`;
    case 'no_statutory_interest':
      return `debtor: a consumer owes no interest by the law of ${country}; give "terms" of kind "fixed" where it was agreed`;
    case 'notice_needed':
      return `noticeOn: is missing: by the law of ${country} interest of this debtor begins after a notice`;
    case 'before_rate_table':
      return 'item.dueOn: the table of rates begins later; give the rates under "rates"';
  }
}
