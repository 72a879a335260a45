import type { PostalAddress } from '../../../domain/contact/postal-address.ts';
import type { MinorByCurrency, IsoDate } from '../../../domain/model/common.ts';
import type { ChargeTable } from '../../../domain/interest/charge-table.ts';
import type { RateInForce } from '../../../domain/interest/rate-in-force.ts';
import type { Document } from '../../../domain/model/document.ts';
import type { LetterPart } from '../../../domain/model/letter.ts';
import type { ListedLine } from '../../../domain/model/decision.ts';
import type { MissingRules } from '../../../domain/template/missing.ts';
import type { TagAudience, TagName } from '../../../domain/template/tags.ts';
import type { InterestKind } from '../../../domain/vocabulary/ledger.ts';
import type { LetterEnclosure } from '../../../domain/vocabulary/letters.ts';
import type { MessageLanguage } from '../../../domain/vocabulary/languages.ts';

/** Who writes, as printed. Amounts in minor units of `currency`. */
export interface MessageEntity {
  name: string;
  address: PostalAddress;
  registrationNumber?: string | null;
  vatNumber?: string | null;
  iban?: string | null;
  bic?: string | null;
  bankName?: string | null;
  currency: string;
  /** Of its law: the rate that interest is counted from. */
  country?: string;
  /** Decimal text such as `12.15`: per cent a year, or points above the reference rate, as the kind says. */
  lateInterestPct?: string | null;
  lateInterestKind?: InterestKind;
  fixedCompensationMinor?: number | null;
}

/** Everything a message is made of; plain data, so that it crosses into the render thread. */
export interface RenderJob extends MissingRules {
  language: MessageLanguage;
  locale: string;
  audience: TagAudience;
  subject: string;
  body: Document;
  /** Tags that have no value, whatever is known: how a text looks without them. */
  without?: readonly TagName[] | undefined;
  today: IsoDate;
  /** Last day of the deadline that the message gives. */
  deadlineOn?: IsoDate;
  entity: MessageEntity;
  customer: { number: string; name: string };
  contactName?: string;
  collector?: { name: string; email: string; phone?: string | null };
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  grossTotals: MinorByCurrency;
  /** What lateness costs, where the text asks for it. */
  charges?: ChargeTable | null;
  lateRate?: RateInForce | null;
  /** How many lines a table lists; the attachment carries all. */
  lineLimit: number;
  /** Content-ID of the logo, when there is one. */
  logoCid?: string;
  links?: { interactivePage?: string; payment?: string; clientAccountEmail?: string | undefined };
}

export interface RenderedMessage {
  subject: string;
  html: string;
  text: string;
  /** A table lists only some of its lines, and says that the attachment carries all. */
  isCut: boolean;
  /** What the tags of a sentence say in this message; absent where a tag has no value. */
  tags: Partial<Record<TagName, string>>;
}

/** The text of a letter, ready to be laid out: tags as atoms in the document, their values beside it. */
export interface LetterText {
  subject: string;
  body: Document;
  values: Partial<Record<TagName, string | LetterPart>>;
  /** What may go with it behind the letter; absent where there is nothing to print. */
  annexes: Partial<Record<LetterEnclosure, { title: string; part: LetterPart }>>;
}

/** A text that is to be saved, as it came: a document, or HTML (`{ html }`) that is read into one. */
export interface UncheckedTemplate {
  subject: unknown;
  body: unknown;
}

/** What the render thread is given: all that reads text which users wrote. */
export type ThreadTask =
  | { kind: 'render'; job: RenderJob }
  | { kind: 'letter'; job: RenderJob }
  | { kind: 'check'; template: UncheckedTemplate; audience: TagAudience };
