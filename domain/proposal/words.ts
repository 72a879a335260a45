/** The words of a reply with all that the rules see beside them: what is stored, so that they can be read again. */
import { isIsoDate } from '../calendar/iso-date.ts';
import { localDayAndMinute } from '../calendar/zoned-time.ts';
import type { IsoDate } from '../model/common.ts';
import { triesToInstruct } from '../understanding/instruction.ts';
import { understand } from '../understanding/understand.ts';
import type { Account, ClaimProposal } from '../understanding/types.ts';
import { interfaceLanguages, type InterfaceLanguage } from '../vocabulary/languages.ts';

export interface WordsContext {
  v: 1;
  subject: string;
  quoted: string;
  /** Of a mail: which quoted lines its words answer, from a place in them on; left out where none, and by older readings. */
  answers?: { at: number; to: string }[];
  /** Of a mail: where the customer's words begin, behind the note of a colleague who sent them on. */
  wordsFrom?: number;
  /** ISO 639-1 of the words, as far as it is known. */
  language: string;
  /** A day, or an instant with its offset. */
  receivedOn: string;
  sentOn: string | null;
  account: Account;
  /** Numbers of the items that its author chose on the page. */
  chosen: string[];
}

export interface WordsRead {
  claims: ClaimProposal[];
  summaries: Record<InterfaceLanguage, string>;
  needsPerson: boolean;
  /** The words try to instruct whoever reads them. */
  isInstructed: boolean;
}

/** By rules alone; a pure function that never throws on any text. */
export function readWords(text: string, context: WordsContext): WordsRead {
  const { account, subject, quoted, answers, wordsFrom, language, receivedOn, sentOn } = context;
  const of = (reader: InterfaceLanguage) =>
    understand({
      text,
      quoted,
      ...(answers === undefined ? {} : { answers }),
      ...(wordsFrom === undefined ? {} : { wordsFrom }),
      subject,
      language,
      receivedOn,
      sentOn,
      senderZone: account.timeZone,
      reader,
      account,
    });
  const [first, ...others] = interfaceLanguages.map((reader) => ({ reader, understood: of(reader) }));
  const { proposals, needsPerson } = first!.understood;
  const summaries = Object.fromEntries(
    [first!, ...others].map(({ reader, understood }) => [reader, understood.summary]),
  ) as Record<InterfaceLanguage, string>;
  return { claims: proposals, summaries, needsPerson, isInstructed: triesToInstruct(text) };
}

/** The day on which the words arrived, where the customer is. */
export function dayReceived({ receivedOn, account }: Pick<WordsContext, 'receivedOn' | 'account'>): IsoDate {
  return isIsoDate(receivedOn) ? receivedOn : localDayAndMinute(Date.parse(receivedOn), account.timeZone).day;
}
