/** Everything a message of an action is composed from, read now: who writes, to whom, with which template. */
import { replyAddress, replyHeaders } from '../../domain/capture/reply-address.ts';
import { refuse, type Outcome } from '../../domain/errors.ts';
import { chargeLines } from '../../domain/interest/asked-charges.ts';
import { askedChargeTable, chargeTable, nameOfLine } from '../../domain/interest/charge-table.ts';
import { rateInForce, type RateInForce } from '../../domain/interest/rate-in-force.ts';
import { publishedRates, withEnteredRates } from '../../domain/interest/reference-rates.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import type { MessageRequest } from '../../domain/model/message-request.ts';
import { textIn } from '../../domain/template/text-in.ts';
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';
import type { Db } from '../../prisma/client.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions/read.ts';
import type { LateInterestContext } from '../../prisma/queries/interest/read.ts';
import type { StoredContact, StoredPosition } from '../../prisma/queries/position/read.ts';
import {
  readMessageContext,
  type MessageContext,
  type MessageTemplate,
} from '../../prisma/queries/messages/read.ts';
import type { MessageEntity } from '../adapters/render/job.ts';
import { deadlineOf } from '../../domain/dunning/steps.ts';
import { composeLanguage, type ComposeInput, type TemplateOptions } from './compose.ts';

export interface MessageFacts {
  compose: ComposeInput;
  /** Null: a person wrote it freely. */
  templateId: string | null;
  /** The entity's sending identity. */
  sender: { name: string; email: string };
  /** Of a mail to a customer, where answers are taken. */
  headers: ReturnType<typeof replyHeaders>;
}

/** Contacts that an action writes to by e-mail: those it means, at addresses that have not bounced. */
export function recipientsOf(
  position: StoredPosition,
  action: MeaningAction,
): (StoredContact & { email: string })[] {
  const seen = new Set<string>();
  return contactsMeant(position, action).filter((contact): contact is StoredContact & { email: string } => {
    const email = contact.email?.trim().toLowerCase();
    if (!email || contact.bounced || seen.has(email)) return false;
    seen.add(email);
    return true;
  });
}

export type MeaningAction = Pick<StoredAction, 'stepKey' | 'request'>;

/** Those that somebody chose, in that order; of a step those with one of its roles: the collection contact where it names none. */
export function contactsMeant(
  position: StoredPosition,
  { stepKey, request }: MeaningAction,
): StoredContact[] {
  if (request !== null)
    return request.contactIds.flatMap((id) => position.contacts.find((contact) => contact.id === id) ?? []);
  const step = position.case.scenario.steps.find((candidate) => candidate.key === stepKey);
  const meant: readonly string[] = step?.recipientRoles ?? ['collection'];
  return position.contacts.filter(({ roles }) => roles.some((role) => meant.includes(role)));
}

export interface MessageSubject {
  position: StoredPosition;
  action: Pick<StoredAction, 'templateKey' | 'edits' | 'stepKey' | 'request'>;
  content: ActionContent;
  contact: Pick<StoredContact, 'name' | 'language'>;
  today: IsoDate;
  /** Whose texts may be taken; customers' where absent. */
  audience?: TemplateAudience;
}

/** The same as `messageFactsOf` where nothing was read yet: for previews, which name no earlier message. */
export async function messageFacts(db: Db, subject: MessageSubject): Promise<Outcome<MessageFacts>> {
  const { position, action, audience = 'customer' } = subject;
  const context = await readMessageContext(db, {
    customerId: position.customer.id,
    templateKey: action.templateKey ?? '',
    audience,
    addresses: [],
    listed: subject.content.lines,
    edited: action.edits?.body,
  });
  return messageFactsOf(context, subject);
}

/** Refuses with `template_not_found` where the step's template has no text in the recipient's language or English. */
export function messageFactsOf(
  context: MessageContext,
  { position, action, content, contact, today, audience = 'customer' }: MessageSubject,
): Outcome<MessageFacts> {
  const { entity, collector, templates, late } = context;
  const { number, name, language: own, country } = position.customer;
  const customer = { number, name, language: own, country };
  const writer = { ...printedEntity(entity), language: entity.language, logoPng: entity.logoPng };
  const { request } = action;
  const language = request?.language ?? composeLanguage({ entity: writer, customer, contact });
  const found = textIn(templates, { wanted: language, own: entity.language });
  const template = request === null ? found : writtenOver(found, request);
  if (!template) return refuse('template_not_found', { template: action.templateKey ?? '', language });
  const { lines, credits, totals, grossTotals, charges } = content;
  const capture = audience === 'customer' ? context.capture : null;
  return {
    ok: true,
    value: {
      compose: {
        audience,
        entity: writer,
        customer,
        contact,
        // Whom a customer can answer: their collector; where there is none, or no longer, the sender of the company.
        collector: collector ?? { name: entity.senderName, email: entity.senderEmail },
        template: {
          subject: template.subject,
          body: template.body,
          options: template.options as TemplateOptions,
        },
        edits: action.edits,
        // A text in another language than wished makes the whole message that language (E-4).
        language: template.language,
        today,
        deadlineOn: deadlineOf(position.case.scenario, action.stepKey, today),
        lines: chargeLines(lines, charges ?? []),
        credits,
        totals,
        grossTotals,
        lineLimit: entity.messageLineLimit,
        replyAddress: replyAddress(capture),
        lateRate: late === null ? null : rateOf(late, { entity, lines, today }),
        ...(charges
          ? { charges: askedChargeTable(lines, charges), chargeTotals: sumByCurrency(charges) }
          : { charges: late === null ? null : chargesOf(late, { entity, lines, today }) }),
      },
      templateId: template.id,
      sender: { name: entity.senderName, email: entity.senderEmail },
      headers: replyHeaders(capture, { name: entity.senderName }),
    },
  };
}

/** What a person wrote stands in its own language; of a template it keeps how it is laid out. */
function writtenOver(
  template: MessageTemplate | undefined,
  { language, attachments }: MessageRequest,
): Omit<MessageTemplate, 'id'> & { id: string | null } {
  const options = { ...(template?.options as TemplateOptions | undefined), attachments };
  const blank = { id: null, subject: '', body: { version: 1 as const, blocks: [] } };
  return { ...(template ?? blank), language, options };
}

/** Of the oldest item that is asked for. */
function rateOf(
  { rates }: LateInterestContext,
  {
    entity,
    lines,
    today,
  }: Pick<ActionContent, 'lines'> & Pick<MessageContext, 'entity'> & { today: IsoDate },
): RateInForce | null {
  const [dueOn = today] = lines.map((line) => line.dueOn).sort();
  const terms = agreedOf(entity);
  return rateInForce({ terms, rates: withEnteredRates(publishedRates, rates), dueOn, today });
}

function agreedOf({
  country,
  currency,
  lateInterestPct,
  lateInterestKind,
  fixedCompensationMinor,
}: MessageContext['entity']) {
  return {
    ...{ country, currency },
    percent: lateInterestPct,
    kind: lateInterestKind,
    compensationMinor: fixedCompensationMinor,
  };
}

/** Beside the total, where no step added any: of the lines that the message lists, in their order. */
function chargesOf(
  { rates, items }: LateInterestContext,
  {
    entity,
    lines,
    today,
  }: Pick<ActionContent, 'lines'> & Pick<MessageContext, 'entity'> & { today: IsoDate },
) {
  // What is disputed of a line is not asked for, nor is interest on it.
  const charged = lines.flatMap((line) => {
    const item = items.find((one) => one.id === line.id);
    return item === undefined ? [] : [{ ...item, openMinor: line.openMinor, name: nameOfLine(line) }];
  });
  return chargeTable({
    items: charged,
    terms: agreedOf(entity),
    rates: withEnteredRates(publishedRates, rates),
    today,
  });
}

function printedEntity(entity: MessageContext['entity']): MessageEntity & { country: string } {
  const { name, registrationNumber, vatNumber, iban, bic, bankName, currency, country } = entity;
  const { lateInterestPct, lateInterestKind, fixedCompensationMinor } = entity;
  return {
    name,
    address: entity.address as MessageEntity['address'],
    ...{ registrationNumber, vatNumber, iban, bic, bankName, currency, country },
    ...{ lateInterestPct, lateInterestKind, fixedCompensationMinor },
  };
}
