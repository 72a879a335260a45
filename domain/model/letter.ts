/** One letter, with everything that is printed in it: plain data, so that it crosses into a thread. */
import { z } from 'zod';
import { messageLanguages } from '../vocabulary/languages.ts';
import { missingPolicies } from '../vocabulary/documents.ts';
import { windowProfiles } from '../vocabulary/letters.ts';
import { countryCode, currencyCode, isoDate, minor } from './common.ts';
import { document } from './document.ts';

const line = z.string().max(200);

export const letterAddressInput = z
  .object({
    /** May have several lines. */
    street: z.string().max(400).optional(),
    postalCode: z.string().max(20).optional(),
    city: z.string().max(100).optional(),
    /** ISO code, or a name as it was typed. */
    country: z.string().max(100).optional(),
  })
  .strict();

const statementLine = z
  .object({
    number: line,
    /** Such as the kind of document or the instalment. */
    note: line.optional(),
    issuedOn: isoDate.optional(),
    dueOn: isoDate.optional(),
    daysOverdue: z.number().int().optional(),
    openMinor: minor,
  })
  .strict();

/** What a tag prints that is no plain text. */
export const letterPart = z.discriminatedUnion('kind', [
  /** A table for each currency. */
  z
    .object({
      kind: z.literal('statement'),
      tables: z
        .array(
          z
            .object({
              currency: currencyCode,
              caption: line.optional(),
              lines: z.array(statementLine).min(1).max(5000),
              /** What the ledger says; a letter whose lines add up to something else is refused. */
              totalMinor: minor,
            })
            .strict(),
        )
        .min(1)
        .max(20),
    })
    .strict(),
  /** Labels with their values: a bank account. */
  z
    .object({
      kind: z.literal('details'),
      rows: z
        .array(z.object({ label: line, value: line }).strict())
        .min(1)
        .max(20),
    })
    .strict(),
  /** A computation, or whatever else has columns of its own. */
  z
    .object({
      kind: z.literal('table'),
      caption: line.optional(),
      heads: z
        .array(z.object({ text: line, align: z.enum(['start', 'end']) }).strict())
        .min(1)
        .max(8),
      /** Each has a cell for each column. */
      rows: z.array(z.array(line)).max(20_000),
      /** Sums below the rows. */
      sums: z.array(z.object({ label: line, value: line }).strict()).max(40),
      /** In small print below. */
      note: line.optional(),
    })
    .strict(),
  /** A page on the web, with its address in print. */
  z
    .object({
      kind: z.literal('link'),
      label: line,
      url: z.url({ protocol: /^https?$/ }).max(2000),
      /** What happens there. */
      note: z.string().max(400).optional(),
      /** With a code to be scanned, for whoever has it on paper. */
      qr: z.boolean().optional(),
    })
    .strict(),
]);
export type LetterPart = z.infer<typeof letterPart>;
export type LetterTable = Extract<LetterPart, { kind: 'table' }>;
export type LetterStatement = Extract<LetterPart, { kind: 'statement' }>;
export type LetterStatementTable = LetterStatement['tables'][number];

/** Of a picture (PNG or JPEG), base64; what it holds is checked where it is drawn. */
const picture = z.string().min(1);

export const letter = z
  .object({
    language: z.enum(messageLanguages),
    window: z.enum(windowProfiles),
    date: isoDate,
    place: line.optional(),
    sender: z
      .object({
        name: line.min(1),
        address: letterAddressInput.extend({ country: countryCode }),
        /** Telephone, e-mail and anything else stands in the head. */
        details: z.array(line).max(8).default([]),
        /** What the law wants at the foot of a letter: register, VAT number, capital. */
        legal: z.array(line).max(4).default([]),
      })
      .strict(),
    recipient: z
      .object({ company: line.optional(), person: line.optional(), address: letterAddressInput })
      .strict(),
    /** Most characters of a line of the address, where a provider asks for it. */
    addressChars: z.number().int().min(20).max(100).optional(),
    references: z
      .array(z.object({ label: line, value: line }).strict())
      .max(8)
      .default([]),
    subject: z.string().min(1).max(300),
    body: document,
    /** What happens where a tag has no value, where this text wants it otherwise than the tag. */
    missing: z.record(z.string(), z.enum(missingPolicies)).optional(),
    /** What is said instead. */
    placeholders: z.record(z.string(), line).optional(),
    /** Values of tags by their names. */
    values: z.record(z.string(), z.union([z.string(), letterPart])).default({}),
    signature: z
      .object({ name: line.optional(), role: line.optional(), picture: picture.optional() })
      .strict()
      .optional(),
    enclosures: z.array(line).max(50).default([]),
    /** Enclosures that are printed behind the letter, each from a new page on. */
    annexes: z
      .array(z.object({ title: line.min(1), part: letterPart }).strict())
      .max(5)
      .default([]),
    logo: picture.optional(),
    /** Printed on both sides: each enclosure begins on a front page. */
    duplex: z.boolean().default(false),
    foldMarks: z.boolean().default(true),
    /** False: for no envelope; sender and reader stand above the text in plain lines. */
    hasWindow: z.boolean().default(true),
  })
  .strict();
export type Letter = z.infer<typeof letter>;
export type LetterInput = z.input<typeof letter>;
