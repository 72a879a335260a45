/** The answer to a reply, drafted from what the house knows. Reads only: a person reads, changes and sends it. */
import {
  draftAnswer,
  joinedDrafts,
  type AnswerDraft,
  type AnsweredClaim,
} from '../../domain/answers/draft.ts';
import { answerAddress } from '../../domain/contact/answer-address.ts';
import { personNamed } from '../../domain/mail-reading/person-named.ts';
import { pageLanguage, pageLocale } from '../../domain/template/format.ts';
import type { ClaimProposal } from '../../domain/understanding/types.ts';
import { understand } from '../../domain/understanding/understand.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';
import type { Db } from '../../prisma/client.ts';
import { toIsoDate, toMinor } from '../../prisma/convert.ts';
import { claimOf, currentReading, shownProposals } from '../../prisma/queries/proposals/read.ts';
import { itemsForAnswer, readAnsweredReply, type AnsweredReply } from '../../prisma/queries/answers/read.ts';

export interface DraftedClaim extends AnswerDraft {
  /** Words of the reply that it answers; empty where its author chose it on the page. */
  quote: string;
  /** How sure the rules, or the model, are of the claim: 0 to 1. */
  confidence: number;
}

export interface PreparedAnswer {
  /** Null: it only stands on the page. */
  to: string | null;
  /** The address is on file, so that papers may go along. */
  mayEnclose: boolean;
  language: string;
  drafts: DraftedClaim[];
  /** All of them as one answer; null where a person writes every word. */
  whole: Omit<AnswerDraft, 'kind'> | null;
  /** Numbers of the items that the drafts name, by id. */
  numbers: Map<string, string>;
  /** The words ask for more than what is drafted. */
  needsPerson: boolean;
}

type Items = Awaited<ReturnType<typeof itemsForAnswer>>;
type Claim = AnsweredClaim & { quote: string; confidence: number };

/** Null: there is no such reply, or it is a colleague's, which is never answered to a customer. */
export async function prepareAnswer(
  db: Db,
  {
    entityId,
    replyId,
    mayHaveFile,
    now,
  }: {
    entityId: string;
    replyId: string;
    /** Whether the file of an item that is not stored here may lie in a document store. */
    mayHaveFile: (item: { type: DocumentType; number: string }) => boolean;
    now: Date;
  },
): Promise<PreparedAnswer | null> {
  const reply = await readAnsweredReply(db, { entityId, replyId });
  if (reply === null || reply.audience !== 'customer') return null;
  const items = await itemsForAnswer(db, { customerId: reply.customerId, now });
  const { claims, needsPerson } = (await proposedClaims(db, replyId, items)) ?? claimsOf(reply, items);
  const { customer, legalEntity } = reply;
  const language = pageLanguage(reply.language, customer.language, legalEntity.language);
  const to = answerAddress(saidBy(reply));
  const mayEnclose = to !== null && isOnFile(reply, to);
  const collector = customer.collector?.disabledAt === null ? customer.collector.name : null;
  const known = new Map(
    items.map((item) => [item.number, { ...item, hasDocument: item.hasFile || mayHaveFile(item) }]),
  );
  const own = [legalEntity.senderEmail, ...(reply.authorEmail === null ? [] : [reply.authorEmail])];
  const drafts = claims.flatMap((claim): DraftedClaim[] => {
    const resolver = claim.items.flatMap((number) => known.get(number)?.resolver ?? []);
    const drafted = draftAnswer({
      claim,
      items: known,
      language,
      locale: pageLocale(language, customer.country),
      inCharge: (claim.intent === 'dispute' ? resolver[0] : undefined) ?? collector,
      named: claim.intent === 'contact_change' ? personNamed(reply.text, own) : null,
      hasPage: customer.interactivePages && mayEnclose,
      mayEnclose,
    });
    return drafted === null ? [] : [{ ...drafted, quote: claim.quote, confidence: claim.confidence }];
  });
  return {
    to,
    mayEnclose,
    language,
    drafts,
    whole: drafts.length === 0 ? null : joinedDrafts(drafts),
    numbers: new Map(items.map(({ id, number }) => [id, number])),
    needsPerson: needsPerson || drafts.length < claims.length,
  };
}

function saidBy({ audience, authorEmail, link, customer }: AnsweredReply) {
  return {
    audience,
    authorEmail,
    linkEmail: link?.recipientEmail ?? null,
    contactEmails: customer.contacts.map(({ email }) => email),
  };
}

/** A contact of the customer, or the address that the link to the page went to. */
function isOnFile({ link, customer }: AnsweredReply, address: string): boolean {
  const wanted = address.toLowerCase();
  return [link?.recipientEmail, ...customer.contacts.map(({ email }) => email)].some(
    (known) => known?.toLowerCase() === wanted,
  );
}

interface Claims {
  claims: Claim[];
  needsPerson: boolean;
}

/** What was proposed of the reply and nobody has dropped; null: nobody has read it yet. */
async function proposedClaims(db: Db, replyId: string, items: Items): Promise<Claims | null> {
  const reading = await currentReading(db, replyId);
  if (reading === null) return null;
  const numbers = new Map(items.map(({ id, number }) => [id, number]));
  const rows = (await shownProposals(db, replyId)).filter(({ state }) => state !== 'dropped');
  const claims = rows.map(claimOf).map(({ items: of, ...claim }) => ({
    ...claim,
    items: [...new Set(of.flatMap(({ itemId }) => numbers.get(itemId) ?? []))],
  }));
  return { claims, needsPerson: reading.needsPerson };
}

/** What its author chose on the page, else what the words claim. */
function claimsOf(reply: AnsweredReply, items: Items): Claims {
  if (reply.status !== null) return { claims: [chosenClaim(reply, reply.status)], needsPerson: false };
  const { customer, legalEntity } = reply;
  const { proposals, needsPerson } = understand({
    text: reply.text,
    language: reply.language,
    senderZone: customer.timeZone,
    receivedOn: reply.createdAt.toISOString(),
    sentOn: null,
    reader: 'en',
    account: {
      customer: customer.name,
      language: customer.language ?? legalEntity.language,
      timeZone: customer.timeZone,
      currency: customer.currency ?? legalEntity.currency,
      items,
    },
  });
  return { claims: proposals, needsPerson };
}

function chosenClaim(reply: AnsweredReply, intent: ClaimProposal['intent']): Claim {
  const [only, ...others] = reply.items;
  const day = intent === 'promise' ? reply.promisedOn : reply.paidOn;
  const amount = others.length === 0 ? (only?.amountMinor ?? null) : null;
  return {
    intent,
    items: reply.items.map(({ item }) => item.number),
    amountMinor: amount === null ? null : toMinor(amount),
    currency: amount === null ? null : only!.item.currency,
    date: day === null ? null : toIsoDate(day),
    quote: '',
    confidence: 1,
  };
}
