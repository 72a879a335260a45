/** Letters that a provider carries: made to fit it, refused before anything is paid, and queued while they can be taken back. */
import { queueLetter } from '../../../application/letters/queue.ts';
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { placeLines } from '../../../domain/letter/address.ts';
import { isElectronic } from '../../../domain/letter/course.ts';
import { countedCost } from '../../../domain/letter/price.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import type { Db, Prisma, PrismaClient } from '../../../prisma/client.ts';
import {
  connectionsFor,
  type StoredLetterConnection,
} from '../../../prisma/queries/letter-connections/read.ts';
import type { LetterKind, LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import type { LetterJob, LetterProvider, LetterProviders, PricedLetter } from '../../letters/provider.ts';
import { quoteOf, type LetterQuote } from '../../letters/quote.ts';
import type { MessageForm, Queueing, WrittenStep } from '../../outbound/channel.ts';
import type { LetterRenderer } from '../../rendering/letter/renderer.ts';
import type { StoredJob } from './carrier.ts';
import { letterForm, letterKindOf, type LetterContent } from './form.ts';

export interface PostedDeps {
  prisma: PrismaClient;
  letters: LetterRenderer;
  providers: LetterProviders;
}

export function postedForm({ prisma, letters, providers }: PostedDeps): MessageForm<LetterContent> {
  return {
    ...letterForm(letters, { fit: (db, step, letter) => fit(db, providers, step, letter) }),
    queue: (queueing) => queue(prisma, providers, queueing),
  };
}

async function fit(db: Db, providers: LetterProviders, step: WrittenStep, letter: Letter): Promise<Letter> {
  const kind = letterKindOf(step);
  if (isElectronic(kind)) return letter;
  const connection = await carrierOf(db, providers, { entityId: step.position.entity.id, kind }, letter);
  const capabilities = connection === null ? undefined : providers[connection.provider]?.capabilities;
  if (connection === null || capabilities === undefined) return letter;
  const { windows, addressLines, options } = capabilities;
  const [usual] = windows;
  const window = usual === undefined || windows.includes(letter.window) ? letter.window : usual;
  // Whoever posts it may print on both sides, and does not ask how it was laid out.
  const duplex = options.includes('duplex') && connection.settings.duplex;
  return { ...letter, addressChars: addressLines.width, window, duplex };
}

/**
 * Of those that carry its kind, the first that delivers to its country; where none does, the first, which says so. Null:
 * nobody carries it.
 */
export async function carrierOf(
  db: Db,
  providers: LetterProviders,
  { entityId, kind }: { entityId: string; kind: LetterKind },
  { sender, recipient }: Letter,
): Promise<StoredLetterConnection | null> {
  const connections = await connectionsFor(db, { entityId, kind });
  if (connections.length < 2) return connections[0] ?? null;
  const { country } = placeLines(recipient.address, sender.address.country);
  const delivers = ({ provider }: StoredLetterConnection) => {
    const capabilities = providers[provider]?.capabilities;
    const countries = capabilities?.countries(kind);
    return capabilities !== undefined && (countries === null || countries?.includes(country) === true);
  };
  return connections.find(delivers) ?? connections[0]!;
}

async function queue(
  prisma: PrismaClient,
  providers: LetterProviders,
  { step, content, reference, at }: Queueing<LetterContent>,
): Promise<Outcome<{ until: Date }>> {
  const { entity, customer } = step.position;
  const kind = letterKindOf(step);
  const connection = await carrierOf(prisma, providers, { entityId: entity.id, kind }, content.letter);
  if (connection === null) return refuse('letter_not_carried', { kind });
  const provider = providers[connection.provider];
  if (provider === undefined) return refuse('letter_provider_not_set', { provider: connection.provider });
  const job = jobOf(step, content, connection);
  const invalid = problemOf(provider, { ...job, reference, kind, pdf: content.pdf, pages: content.pages });
  if (invalid) return invalid;
  const quote = await quoteOf(provider, connection.settings, priced(job, { kind, pages: content.pages }));
  return queueLetter(
    prisma,
    {
      reference,
      kind,
      legalEntityId: entity.id,
      customerId: customer.id,
      actionId: step.action.id,
      stepName: step.action.stepName,
      confirmedAt: step.action.confirmedAt,
      connectionId: connection.id,
      provider: connection.provider,
      settings: connection.settings,
      quote,
      timeZone: entity.timeZone,
      job: job as unknown as Prisma.InputJsonObject,
      pages: content.pages,
    },
    at,
  );
}

function priced({ options, recipient }: StoredJob, of: { kind: LetterKind; pages: number }): PricedLetter {
  return { ...of, options, country: recipient.country };
}

/** By whom a letter would go, and what it would cost. */
export interface LetterCarriage {
  provider: LetterProviderName;
  /** Null: no price is known. */
  quote: LetterQuote | null;
  /** What the cap of the month would count, in its currency. */
  countedMinor: number | null;
}

/** If the letter were handed over now; null: nobody carries it. */
export async function carriageNow(
  { prisma, providers }: { prisma: Db; providers: LetterProviders },
  step: WrittenStep,
  content: LetterContent,
): Promise<LetterCarriage | null> {
  const kind = letterKindOf(step);
  const of = { entityId: step.position.entity.id, kind };
  const connection = await carrierOf(prisma, providers, of, content.letter);
  const provider = connection === null ? undefined : providers[connection.provider];
  if (connection === null || provider === undefined) return null;
  const { settings } = connection;
  const letter = { kind, pages: content.pages };
  const quote = await quoteOf(provider, settings, priced(jobOf(step, content, connection), letter));
  return { provider: connection.provider, quote, countedMinor: countedCost(settings, quote, letter) };
}

/** The first thing that the provider would refuse, said before anything is paid. */
function problemOf(provider: LetterProvider, job: LetterJob) {
  const [problem] = provider.validate(job);
  return problem && refuse('letter_invalid', { problem: problem.code, ...problem.params });
}

function jobOf(
  { context, position }: WrittenStep,
  { letter, to }: LetterContent,
  { settings }: StoredLetterConnection,
): StoredJob {
  const { sender, recipient, subject, language, window } = letter;
  const from = sender.address.country;
  const own = placeLines(sender.address, from);
  const theirs = placeLines(recipient.address, from);
  const { colour, duplex, envelope, speed, archiveYears } = settings;
  const email = to.address.includes('@') ? to.address : undefined;
  return {
    name: `${subject} (${position.customer.number})`.slice(0, 250),
    language,
    window,
    sender: {
      company: sender.name,
      place: own.lines,
      country: own.country,
      email: context.entity.senderEmail,
    },
    recipient: {
      company: recipient.company,
      person: recipient.person,
      place: theirs.lines,
      country: theirs.country,
      ...(email && { email }),
    },
    options: { colour, duplex, envelope, speed, archiveYears },
  };
}
