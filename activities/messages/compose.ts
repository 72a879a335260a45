import { refuse, type Outcome } from '../../domain/errors.ts';
import type { MinorByCurrency, IsoDate } from '../../domain/model/common.ts';
import type { Document, MessageEdits } from '../../domain/model/document.ts';
import type { ChargeTable } from '../../domain/interest/charge-table.ts';
import type { RateInForce } from '../../domain/interest/rate-in-force.ts';
import type { LetterSettings } from '../../domain/model/letter-settings.ts';
import { addByCurrency } from '../../domain/money/amounts.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { messageLanguage, messageLocale } from '../../domain/template/format.ts';
import { usualLineLimit } from '../../domain/template/line-limit.ts';
import { messageWords } from '../../domain/words/message/words.ts';
import type { MissingRules } from '../../domain/template/missing.ts';
import type { TagAudience, TagName } from '../../domain/template/tags.ts';
import type { MessageAttachmentKind, MissingDocumentRule } from '../../domain/vocabulary/documents.ts';
import type { MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { EnclosedDocument } from './enclosed.ts';
import { checkRenderedTotals } from '../adapters/render/check-total.ts';
import type { MessageEntity, RenderedMessage, RenderJob } from '../adapters/render/job.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { statementWorkbook } from '../adapters/render/statement-workbook.ts';

export interface ComposeInput {
  /** Whom it is written to: decides which tags have a value at all. Customers where absent. */
  audience?: TagAudience;
  entity: MessageEntity & { language: string; country: string; logoPng?: Uint8Array | null };
  customer: { number: string; name: string; language?: string | null; country: string };
  contact?: { name?: string; language?: string | null };
  collector?: { name: string; email: string; phone?: string | null };
  /** Chosen by `composeLanguage`; the template is the one of that language. */
  template: { subject: string; body: Document; options: TemplateOptions };
  /** What a collector wrote over it before confirming; tags may stand in it. */
  edits?: MessageEdits | null;
  language: MessageLanguage;
  today: IsoDate;
  /** Last day of the deadline that the step gives when it leaves today. */
  deadlineOn?: IsoDate;
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  grossTotals: MinorByCurrency;
  /**
   * Totals as the ledger has them now, read apart from the lines; what is printed must equal them (E-3).
   * Absent: those of the step.
   */
  ledgerTotals?: MinorByCurrency;
  links?: RenderJob['links'];
  /** Where the customer's answers go; absent: to the sender. */
  replyAddress?: string | undefined;
  /** Documents of its items that go along, where the text asks for them. */
  enclosed?: readonly EnclosedDocument[];
  /** What lateness costs, where the text asks for it or a step added it. */
  charges?: ChargeTable | null;
  /** The rate of late interest in force, where the text asks for it; null: none can be named for certain. */
  lateRate?: RateInForce | null;
  /** What of the totals are late charges, which the ledger does not know; absent: none are part of them. */
  chargeTotals?: MinorByCurrency;
  /** Tags that have no value, whatever is known: how a text looks without them. */
  without?: readonly TagName[];
  /** How many lines the text lists; the usual number where absent. With more of them all are attached. */
  lineLimit?: number;
}

export interface TemplateOptions extends MissingRules {
  /** What letters of this text print otherwise than the company says. */
  letter?: Partial<LetterSettings>;
  attachments?: MessageAttachmentKind[];
  /** Where a document that is to go along cannot be had; absent: the message goes without it. */
  missingDocuments?: MissingDocumentRule;
}

export interface MessageAttachment {
  filename: string;
  contentType: string;
  bytes: Uint8Array;
  /** Shown inside the text, by this Content-ID. */
  cid?: string;
}

export interface ComposedMessage {
  language: MessageLanguage;
  subject: string;
  html: string;
  text: string;
  attachments: MessageAttachment[];
  /** What the tags of a sentence say in it. */
  tags: RenderedMessage['tags'];
}

export const logoCid = 'logo@message';

/** One language for everything in a message: recipient, then customer, then entity (E-4). */
export function composeLanguage(
  input: Pick<ComposeInput, 'contact' | 'customer' | 'entity'>,
): MessageLanguage {
  return messageLanguage(input.contact?.language, input.customer.language, input.entity.language);
}

/**
 * Makes one message for one recipient. Refuses with `tag_value_missing`, `unknown_tag`, `template_invalid`,
 * `render_budget_exceeded`, and `total_mismatch` when the printed total is not the ledger's; then nothing may go
 * and an alert is due.
 */
export async function composeMessage(
  renderer: Renderer,
  input: ComposeInput,
): Promise<Outcome<ComposedMessage>> {
  const { language } = input;
  const listed = checkStep(input);
  if (!listed.ok) return listed;
  const job = renderJob(input);
  const rendered = await renderer.render(job);
  if (!rendered.ok) return rendered;
  const owed = input.ledgerTotals ? withCharges(input.ledgerTotals, input) : input.totals;
  const checked = checkRenderedTotals(rendered.value.html, owed, job.locale);
  if (!checked.ok) return checked;
  const { subject, text, tags } = rendered.value;
  const attachments = await attachmentsOf(renderer, input, job, rendered.value.isCut);
  if (!attachments.ok) return attachments;
  return {
    ok: true,
    value: { language, subject, html: checked.value, text, attachments: attachments.value, tags },
  };
}

/** What the ledger says, with the late charges that the message asks for. */
export function withCharges(
  ledger: MinorByCurrency,
  { chargeTotals }: Pick<ComposeInput, 'chargeTotals'>,
): MinorByCurrency {
  return chargeTotals === undefined ? ledger : addByCurrency(ledger, chargeTotals);
}

/** Charges that are part of the sum are computed before the reader's eyes: in the text, or on a page of their own. */
export function needsComputation(input: ComposeInput): boolean {
  return input.chargeTotals !== undefined && !namesTag(input, 'late_charges');
}

/** Whether the text that leaves has the tag, or a link to it. */
export function namesTag({ edits, template }: ComposeInput, name: TagName): boolean {
  return JSON.stringify(edits?.body ?? template.body).includes(`"${name}"`);
}

/** The listed lines must add up to what is asked for before anything is printed. */
export function checkStep({ lines, credits, totals, grossTotals }: ComposeInput): Outcome<null> {
  const currencies = new Set([
    ...lines.map((line) => line.currency),
    ...Object.keys(totals),
    ...Object.keys(grossTotals),
  ]);
  for (const currency of currencies) {
    const sum = (of: ListedLine[]) =>
      of.filter((line) => line.currency === currency).reduce((total, line) => total + line.openMinor, 0);
    const gross = sum(lines);
    const net = gross + sum(credits);
    const asked = totals[currency] ?? 0;
    if (gross !== (grossTotals[currency] ?? 0) || (asked !== gross && asked !== net)) {
      return refuse('total_mismatch', { where: 'lines', currency, printed: gross, ledger: asked });
    }
  }
  return { ok: true, value: null };
}

/** All that is printed, for the thread that prints it. */
export function renderJob(input: ComposeInput): RenderJob {
  const { entity, customer, contact, template, edits, language } = input;
  const { logoPng, language: _language, ...printed } = entity;
  return {
    language,
    locale: messageLocale(language, customer.country),
    audience: input.audience ?? 'customer',
    subject: edits?.subject ?? template.subject,
    body: edits?.body ?? template.body,
    missing: template.options.missing,
    placeholders: template.options.placeholders,
    without: input.without,
    today: input.today,
    deadlineOn: input.deadlineOn,
    entity: printed,
    customer: { number: customer.number, name: customer.name },
    contactName: contact?.name?.trim() || undefined,
    collector: input.collector,
    lines: input.lines,
    credits: input.credits,
    totals: input.totals,
    grossTotals: input.grossTotals,
    logoCid: logoPng?.length ? logoCid : undefined,
    lineLimit: input.lineLimit ?? usualLineLimit,
    links: { ...input.links, clientAccountEmail: input.replyAddress },
    charges: input.charges,
    lateRate: input.lateRate,
  };
}

async function attachmentsOf(
  renderer: Renderer,
  input: ComposeInput,
  job: RenderJob,
  isCut: boolean,
): Promise<Outcome<MessageAttachment[]>> {
  const attachments: MessageAttachment[] = [];
  if (input.entity.logoPng?.length) {
    attachments.push({
      filename: 'logo.png',
      contentType: 'image/png',
      bytes: input.entity.logoPng,
      cid: logoCid,
    });
  }
  // What the text says is attached is attached, regardless of what the template asks for.
  const wanted = input.template.options.attachments ?? [];
  const word = messageWords[input.language].statementOf.toLowerCase();
  const name = `${word}-${fileNamePart(input.customer.number)}-${input.today}`;
  const hasPdf = wanted.includes('statement_pdf');
  if (hasPdf) {
    const pdf = await renderer.statementPdf(job);
    if (!pdf.ok) return pdf;
    if (pdf.value)
      attachments.push({ filename: `${name}.pdf`, contentType: 'application/pdf', bytes: pdf.value });
  }
  if (needsComputation(input)) {
    const pdf = await renderer.chargesPdf(job);
    if (!pdf.ok) return pdf;
    const title = fileNamePart(messageWords[input.language].lateCharges.toLowerCase());
    if (pdf.value)
      attachments.push({
        filename: `${title}-${input.today}.pdf`,
        contentType: 'application/pdf',
        bytes: pdf.value,
      });
  }
  if (wanted.includes('statement_xlsx') || (isCut && !hasPdf)) {
    attachments.push({
      filename: `${name}.xlsx`,
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await statementWorkbook(job),
    });
  }
  for (const { filename, bytes } of input.enclosed ?? [])
    attachments.push({ filename, contentType: 'application/pdf', bytes });
  return { ok: true, value: attachments };
}

function fileNamePart(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '') || 'customer';
}
