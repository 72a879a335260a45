/** From the facts of a step to one letter, ready to be laid out. */
import type { PostalAddress } from '../../../domain/contact/postal-address.ts';
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { isElectronic } from '../../../domain/letter/course.ts';
import { usualWindow } from '../../../domain/letter/usual-window.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import type { LetterSettings } from '../../../domain/model/letter-settings.ts';
import type { MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import type { LetterEnclosure, LetterKind, LetterReference } from '../../../domain/vocabulary/letters.ts';
import { fillWords } from '../../../domain/words/fill.ts';
import { letterWords } from '../../../domain/words/letter/words.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import type { MessageContext } from '../../../prisma/queries/messages/read.ts';
import type { LetterText } from '../../adapters/render/job.ts';
import type { Renderer } from '../../adapters/render/renderer.ts';
import {
  checkStep,
  needsComputation,
  renderJob,
  withCharges,
  type ComposeInput,
} from '../../messages/compose.ts';
import type { EnclosedDocument } from '../../messages/enclosed.ts';

export interface LetterFacts {
  compose: ComposeInput;
  context: Pick<MessageContext, 'entity' | 'postalAddress'>;
  /** Documents of its items that go in the same envelope, named below the signature. */
  documents?: readonly EnclosedDocument[];
  /** Dunning level of the step; absent: it has none. */
  level?: number | undefined;
  /** For which envelope, if any. */
  kind: LetterKind;
  /** As the ledger has them now, read apart from the lines (E-3). */
  ledger: MinorByCurrency;
}

/** Refuses as a message does that cannot be composed, and with `total_mismatch`. */
export async function letterInput(renderer: Renderer, facts: LetterFacts): Promise<Outcome<Letter>> {
  const { compose } = facts;
  const listed = checkStep(compose);
  if (!listed.ok) return listed;
  const mismatch = unlikeLedger(compose.totals, withCharges(facts.ledger, compose));
  if (mismatch) return mismatch;
  const text = await renderer.letterText(renderJob(compose));
  return text.ok ? { ok: true, value: letterOf(facts, text.value) } : text;
}

/** What a letter asks for is what the ledger says, or it does not exist. */
function unlikeLedger(totals: MinorByCurrency, ledger: MinorByCurrency) {
  for (const currency of new Set([...Object.keys(totals), ...Object.keys(ledger)])) {
    const [printed = 0, owed = 0] = [totals[currency], ledger[currency]];
    if (printed !== owed)
      return refuse('total_mismatch', { where: 'total', currency, printed, ledger: owed });
  }
  return undefined;
}

function letterOf(facts: LetterFacts, { subject, body, values, annexes }: LetterText): Letter {
  const { compose, context, documents = [] } = facts;
  const { entity, postalAddress } = context;
  const { missing, placeholders } = compose.template.options;
  const settings = settingsOf(facts);
  const address = entity.address as PostalAddress;
  const enclosed = enclosuresOf(compose, settings).flatMap((name) => annexes[name] ?? []);
  const logo = settings.logo ? pictureOf(entity.logoPng) : undefined;
  const place = settings.place || address.city?.trim();
  return {
    language: compose.language,
    window: settings.window ?? usualWindow(entity.country),
    date: compose.today,
    ...(place && { place }),
    sender: {
      name: entity.name,
      address: { ...address, country: entity.country },
      details: settings.details,
      legal: [...registersOf(facts), ...settings.legal].slice(0, 4),
    },
    recipient: recipientOf(compose, postalAddress),
    references: referencesOf(facts, settings),
    subject,
    body,
    ...(missing && { missing }),
    ...(placeholders && { placeholders }),
    values,
    signature: signatureOf(facts, settings),
    enclosures: [
      ...enclosed.map(({ title }) => title),
      ...documents.map((document) => titleOf(document, compose.language)),
    ].slice(0, 50),
    annexes: enclosed,
    ...(logo && { logo }),
    foldMarks: !isElectronic(facts.kind),
    duplex: false,
    hasWindow: !isElectronic(facts.kind),
  };
}

/** What a letter prints: as the company says, or as its text has it. */
export function settingsOf({ compose, context }: Pick<LetterFacts, 'compose' | 'context'>): LetterSettings {
  return { ...context.entity.letterSettings, ...compose.template.options.letter };
}

/** "Invoice F-17 (2 pages)" */
function titleOf({ type, number, pages }: EnclosedDocument, language: MessageLanguage): string {
  const { onePage, manyPages } = letterWords[language];
  const count = pages === 1 ? onePage : fillWords(manyPages, { count: String(pages) });
  return `${messageWords[language].documentTypes[type]} ${number} (${count})`.slice(0, 200);
}

/** What the company encloses, and the computation of charges that are part of the sum. */
function enclosuresOf(compose: ComposeInput, { enclosures }: LetterSettings): readonly LetterEnclosure[] {
  return needsComputation(compose) && !enclosures.includes('late_charges')
    ? [...enclosures, 'late_charges']
    : enclosures;
}

function pictureOf(png: Uint8Array | null | undefined): string | undefined {
  return png?.length ? Buffer.from(png).toString('base64') : undefined;
}

/** A customer that is a person is not written to in care of itself. */
function recipientOf(
  { customer, contact }: ComposeInput,
  { street, postalCode, city, country }: PostalAddress,
): Letter['recipient'] {
  const person = contact?.name?.trim();
  const isOther = person && person.toLowerCase() !== customer.name.trim().toLowerCase();
  return {
    company: customer.name,
    ...(isOther && { person }),
    address: {
      ...(street && { street }),
      ...(postalCode && { postalCode }),
      ...(city && { city }),
      ...(country && { country }),
    },
  };
}

function registersOf({ compose }: LetterFacts): string[] {
  const { registrationNumber, vatNumber } = compose.entity;
  const words = messageWords[compose.language];
  return [
    registrationNumber ? `${words.registrationNumber} ${registrationNumber}` : '',
    vatNumber ? `${words.vatNumber} ${vatNumber}` : '',
  ].filter(Boolean);
}

function referencesOf({ compose, level }: LetterFacts, settings: LetterSettings): Letter['references'] {
  const { collector, customer } = compose;
  const labels = letterWords[compose.language].references;
  const values: Record<LetterReference, string> = {
    customer_number: customer.number,
    contact_person: collector?.name ?? '',
    contact_phone: collector?.phone ?? '',
    contact_email: collector?.email ?? '',
    level: level === undefined ? '' : String(level),
  };
  return settings.references
    .map((name) => ({ label: labels[name], value: values[name] }))
    .filter(({ value }) => value !== '');
}

/** The person who signs by name, else the one in charge of the customer. */
function signatureOf({ compose, context }: LetterFacts, settings: LetterSettings): Letter['signature'] {
  const name = settings.signatureName || compose.collector?.name;
  const picture = settings.signature ? pictureOf(context.entity.signaturePng) : undefined;
  return {
    ...(name && { name }),
    ...(settings.signatureRole && { role: settings.signatureRole }),
    ...(picture && { picture }),
  };
}
