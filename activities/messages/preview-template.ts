/**
 * A text as somebody is designing it, on the facts of a real customer: the mail as it would leave, or the letter as it
 * would be printed. Reads and renders; writes nothing and sends nothing, so the API may call it (ADR 9).
 */
import { exampleStep } from '../../domain/dunning/example.ts';
import { refuse, type Outcome } from '../../domain/errors.ts';
import { wayInUrl } from '../../domain/links/urls.ts';
import type { Document } from '../../domain/model/document.ts';
import type { MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { TagName } from '../../domain/template/tags.ts';
import type { TemplateAudience, TemplateForm } from '../../domain/vocabulary/scenarios.ts';
import { contentOf } from '../../application/case/decide.ts';
import { decisionInput } from '../../application/case/decision-input.ts';
import { readMessageContext } from '../../prisma/queries/messages/read.ts';
import { readPosition, type StoredPosition } from '../../prisma/queries/position/read.ts';
import { makeLetter } from '../channels/letter/make-letter.ts';
import type { LetterRenderer } from '../rendering/letter/renderer.ts';
import { composeMessage, type MessageAttachment, type TemplateOptions } from './compose.ts';
import { enclosedInMail, enclosedSummary, type EnclosedSummary } from './enclosed.ts';
import { messageFactsOf, recipientsOf, type MeaningAction } from './message-facts.ts';
import { placeOfLinks, tagsFor, type ActionPreview, type PreviewDeps } from './preview.ts';

const kind = 'standard';
/** Printed where a letter that leaves has one of its own. */
const noLink = '00000000-0000-0000-0000-000000000000';

export interface TemplatePreviewInput {
  customerId: string;
  /** ms since the epoch */
  now: number;
  form: TemplateForm;
  audience: TemplateAudience;
  language: MessageLanguage;
  subject: string;
  body: Document;
  options: TemplateOptions;
  /** Tags shown as if they had no value. */
  without?: readonly TagName[];
}

export interface TemplatePreview {
  subject: string;
  /** Of a mail; pictures are named by their Content-ID. */
  message?: { html: string; text: string; attachments: MessageAttachment[] };
  letter?: { pdf: Uint8Array; pages: number };
  /** Documents of its items: those that go along, and those that do not. */
  enclosed: EnclosedSummary;
  /** What each tag says for this customer; null: a table or button, or no value. */
  tags: ActionPreview['tags'];
}

/**
 * Refuses with `not_found`, `no_longer_due` where the customer owes nothing, and what composing and laying out refuse.
 */
export async function previewTemplate(
  deps: PreviewDeps & { letters: LetterRenderer },
  input: TemplatePreviewInput,
): Promise<Outcome<TemplatePreview>> {
  const position = await readPosition(deps.prisma, input.customerId);
  if (!position) return refuse('not_found');
  const example = exampleStep(decisionInput(position, input.now));
  if (!example) return refuse('no_longer_due');
  const { due, today } = example;
  const { form, audience, language, subject, body, options } = input;
  const content = contentOf(position, due, today);
  const action = { stepKey: due.stepKey, templateKey: null, edits: null, request: null };
  const context = await readMessageContext(deps.prisma, {
    customerId: input.customerId,
    templateKey: '',
    audience,
    addresses: [],
    listed: position.customer.netting === 'net' ? [...content.lines, ...content.credits] : content.lines,
    edited: body,
    onPaper: form === 'letter',
    encloses: options.letter?.enclosures,
  });
  // The text that is being written takes the place of what is stored.
  const written = { ...context, templates: [{ id: '', language, subject, body, options }] };
  const contact = readerOf(position, action);
  const facts = messageFactsOf(written, { position, action, content, contact, today, audience });
  if (!facts.ok) return facts;
  const compose = { ...facts.value.compose, without: input.without ?? [] };
  if (form === 'letter') {
    const written = { ...compose, links: placeInLetter(deps.publicUrl, position) };
    const made = await makeLetter(deps, { compose: written, context, ledger: context.ledger, kind });
    if (!made.ok) return made;
    const { letter, pdf, pages, enclosed } = made.value;
    const said = Object.entries(letter.values).filter(([, value]) => typeof value === 'string');
    const value = {
      subject: letter.subject,
      letter: { pdf, pages },
      tags: tagsFor(audience, Object.fromEntries(said)),
      enclosed: enclosedSummary(enclosed),
    };
    return { ok: true, value };
  }
  const links = placeOfLinks(deps.publicUrl, { audience, position });
  const enclosed = await enclosedInMail(deps, compose);
  if (!enclosed.ok) return enclosed;
  const { documents } = enclosed.value;
  const composed = await composeMessage(deps.renderer, { ...compose, links, enclosed: documents });
  if (!composed.ok) return composed;
  const { subject: line, html, text, attachments, tags } = composed.value;
  return {
    ok: true,
    value: {
      subject: line,
      message: { html, text, attachments },
      tags: tagsFor(audience, tags),
      enclosed: enclosedSummary(enclosed.value),
    },
  };
}

/** Where a letter on paper leads, if its text says so. */
function placeInLetter(publicUrl: string, { customer, entity }: StoredPosition): { payment?: string } {
  return customer.interactivePages && entity.takesPayments ? { payment: wayInUrl(publicUrl, noLink) } : {};
}

/** Whom the step writes to; a customer without a usable contact is shown without a name. */
function readerOf(position: StoredPosition, action: MeaningAction) {
  const [recipient] = recipientsOf(position, action);
  return recipient ?? { name: '', language: null };
}
