/** Everything a message of an action is composed from, read now: who writes, to whom, with which template. */
import { refuse, type Outcome } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';
import type { Db } from '../../prisma/client.ts';
import { toMinor } from '../../prisma/convert.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions.ts';
import type { StoredContact, StoredPosition } from '../../prisma/queries/position.ts';
import { newestTemplate } from '../../prisma/queries/templates/read.ts';
import type { MessageEntity } from '../adapters/render/job.ts';
import { deadlineOf } from '../../domain/dunning/steps.ts';
import { composeLanguage, type ComposeInput, type TemplateOptions } from './compose.ts';

export interface MessageFacts {
  compose: ComposeInput;
  templateId: string;
  /** The entity's sending identity. */
  sender: { name: string; email: string };
}

/** Contacts that a step writes to: those with one of its roles and an address that has not bounced. */
export function recipientsOf(
  position: StoredPosition,
  roles: readonly string[],
): (StoredContact & { email: string })[] {
  const seen = new Set<string>();
  return position.contacts.filter((contact): contact is StoredContact & { email: string } => {
    const email = contact.email?.trim().toLowerCase();
    if (!email || contact.bounced || seen.has(email)) return false;
    if (!contact.roles.some((role) => roles.includes(role))) return false;
    seen.add(email);
    return true;
  });
}

/** Roles of the action's step; the collection contact where the step names none. */
export function recipientRoles(
  position: StoredPosition,
  action: Pick<StoredAction, 'stepKey'>,
): readonly string[] {
  const step = position.case.scenario.steps.find((candidate) => candidate.key === action.stepKey);
  return step?.recipientRoles ?? ['collection'];
}

export interface MessageSubject {
  position: StoredPosition;
  action: Pick<StoredAction, 'templateKey' | 'edits' | 'stepKey'>;
  content: ActionContent;
  contact: Pick<StoredContact, 'name' | 'language'>;
  today: IsoDate;
  /** Whose texts may be taken; customers' where absent. */
  audience?: TemplateAudience;
}

/** Refuses with `template_not_found` where the step's template has no text in the recipient's language or English. */
export async function messageFacts(db: Db, subject: MessageSubject): Promise<Outcome<MessageFacts>> {
  const { position, action, content, contact, today, audience = 'customer' } = subject;
  const entity = await db.legalEntity.findUniqueOrThrow({ where: { id: position.entity.id } });
  const signer = await signerOf(db, position.customer.collectorId, entity);
  const customer = {
    number: position.customer.number,
    name: position.customer.name,
    language: position.customer.language,
    country: position.customer.country,
  };
  const writer = {
    ...printedEntity(entity),
    language: entity.language,
    country: entity.country,
    logoPng: entity.logoPng,
  };
  const language = composeLanguage({ entity: writer, customer, contact });
  const template = await newestTemplate(db, {
    legalEntityId: entity.id,
    key: action.templateKey ?? '',
    language,
    audience,
  });
  if (!template) return refuse('template_not_found', { template: action.templateKey ?? '', language });
  const { lines, credits, totals, grossTotals } = content;
  return {
    ok: true,
    value: {
      compose: {
        audience,
        entity: writer,
        customer,
        contact,
        collector: signer,
        template: {
          subject: template.subject,
          bodyHtml: template.bodyHtml,
          options: template.options as TemplateOptions,
        },
        edits: action.edits,
        // A text in another language than wished makes the whole message that language (E-4).
        language: template.language,
        today,
        deadlineOn: deadlineOf(position.case.scenario, action.stepKey, today),
        lines,
        credits,
        totals,
        grossTotals,
        lineLimit: entity.messageLineLimit,
      },
      templateId: template.id,
      sender: { name: entity.senderName, email: entity.senderEmail },
    },
  };
}

/** Whom a customer can answer: their collector; where there is none, or no longer, the sender of the company. */
async function signerOf(db: Db, collectorId: string | null, { senderName, senderEmail }: EntityRow) {
  const collector =
    collectorId === null ? null : await db.user.findUnique({ where: { id: collectorId, disabledAt: null } });
  return collector === null
    ? { name: senderName, email: senderEmail }
    : { name: collector.name, email: collector.email, phone: collector.phone };
}

type EntityRow = NonNullable<Awaited<ReturnType<Db['legalEntity']['findUnique']>>>;

function printedEntity(entity: EntityRow): MessageEntity {
  return {
    name: entity.name,
    address: entity.address as MessageEntity['address'],
    registrationNumber: entity.registrationNumber,
    vatNumber: entity.vatNumber,
    iban: entity.iban,
    bic: entity.bic,
    bankName: entity.bankName,
    currency: entity.currency,
    country: entity.country,
    lateInterestPct: entity.lateInterestPct?.toString() ?? null,
    lateInterestKind: entity.lateInterestKind,
    fixedCompensationMinor:
      entity.fixedCompensationMinor === null ? null : toMinor(entity.fixedCompensationMinor),
  };
}
