/** Letters, events and notifications as Pingen answers them. */
import { randomUUID } from 'node:crypto';
import type { Subscription } from '../notifications.ts';
import type { SandboxWorld } from '../sandbox.ts';
import { pingenSandboxAccount } from './account.ts';
import type { PingenHappening } from './course.ts';
import type { PingenEventEntry, PingenSandboxLetter } from './letters.ts';

/** In francs, by product; nothing is charged for a draft. */
const prices: Record<string, number | undefined> = { bulk: 1.05, cheap: 1.25, fast: 1.55, registered: 7.4 };

/** Each further sheet costs a little. */
export function priceOf(fields: Record<string, unknown>, pages: number): number {
  const sheets = fields['print_mode'] === 'duplex' ? Math.ceil(pages / 2) : pages;
  const first = prices[String(fields['delivery_product'] ?? 'cheap')] ?? 1.25;
  return Math.round((first + (sheets - 1) * 0.12) * 100) / 100;
}

/** Its times have an offset without a colon. */
const instant = (at: string | undefined) => at?.replace(/\.\d+Z$/, '+0000') ?? null;

export function presentLetter(
  { origin }: Pick<SandboxWorld, 'origin'>,
  letter: PingenSandboxLetter,
): Record<string, unknown> {
  const { id, fields, status, pages, submittedAt, createdAt, trackingNumber } = letter;
  const product = String(fields['delivery_product'] ?? 'cheap');
  return {
    type: 'letters',
    id,
    attributes: {
      status,
      file_original_name: fields['file_original_name'],
      file_pages: pages,
      address_position: fields['address_position'],
      // Real answers name the product of the carrier, which no list of theirs has.
      delivery_product:
        submittedAt === undefined ? product : product === 'registered' ? 'postag_registered' : 'postag_b',
      print_mode: fields['print_mode'],
      print_spectrum: fields['print_spectrum'],
      price_currency: 'CHF',
      price_value: submittedAt === undefined ? 0 : priceOf(fields, pages),
      source: 'api',
      tracking_number: trackingNumber ?? null,
      submitted_at: instant(submittedAt),
      created_at: instant(createdAt),
      updated_at: instant(letter.events.at(-1)?.at),
    },
    links: {
      self: `${origin()}/organisations/${pingenSandboxAccount.organisationId}/deliveries/letters/${id}`,
    },
  };
}

export function presentEvent(
  { id, code, name, data, at }: PingenEventEntry,
  type: string,
): Record<string, unknown> {
  const times = { emitted_at: instant(at), created_at: instant(at), updated_at: instant(at) };
  return {
    type,
    id,
    attributes: { code, name, producer: 'Sandbox', location: '', has_image: false, data, ...times },
  };
}

export function presentNews(
  world: Pick<SandboxWorld, 'origin'>,
  letter: PingenSandboxLetter,
  { category, event }: PingenHappening,
  { callback_url: url }: Subscription,
): Record<string, unknown> {
  const organisation = { type: 'organisations', id: pingenSandboxAccount.organisationId };
  const related = { data: { type: 'letters', id: letter.id } };
  return {
    data: {
      type: `webhook_${category}`,
      id: randomUUID(),
      attributes: {
        url,
        created_at: instant(event.at),
        ...(category === 'issues' ? { reason: event.name } : {}),
      },
      relationships: {
        organisation: { data: organisation },
        deliverable: related,
        letter: related,
        event: { data: { type: 'deliverables_events', id: event.id } },
      },
    },
    included: [
      { ...organisation, attributes: { name: 'Sandbox' } },
      presentLetter(world, letter),
      presentEvent(event, 'deliverables_events'),
    ],
  };
}
