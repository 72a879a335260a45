/** Pingen: letters from Switzerland, Germany, Austria and others to the world; registered ones within Switzerland. */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import {
  ProviderError,
  type DraftMaking,
  type HookAccount,
  type LetterAddress,
  type LetterJob,
  type LetterProvider,
  type LetterSnapshot,
  type Price,
  type PricedLetter,
  type ProviderCapabilities,
  type ProviderDraft,
  type ProviderHint,
  type ProviderNotification,
  type TriedProvider,
} from '../../letters/provider.ts';
import { isSameSecret, parsed, type ProviderTimes } from '../letters/http.ts';
import { isBeingChecked } from './codes.ts';
import { PingenClient, type PingenAccount } from './client.ts';
import { draftAttributes, problemsOf, referenceOfFile, sendAttributes } from './job.ts';
import { isDraft, isoOf, snapshotOf } from './snapshot.ts';
import {
  eventPage,
  fileUpload,
  letterPage,
  letterPrice,
  notification,
  oneLetter,
  webhookPage,
} from './wire.ts';

const kinds: LetterKind[] = ['standard', 'registered'];

const capabilities: ProviderCapabilities = {
  kinds,
  countries: (kind) => (kind === 'registered' ? ['CH'] : null),
  windows: ['swiss_left', 'swiss_right'],
  maxSheets: 160,
  maxBytes: 8 * 1024 * 1024,
  addressLines: { max: 6, width: 50 },
  cancel: 'after_submit',
  idempotency: 'header',
  events: 'signed_webhook',
  polledKinds: [],
  options: ['colour', 'duplex', 'speed'],
  carriesByItself: true,
};

const categories = ['issues', 'sent', 'undeliverable', 'delivered'];
const usualPagesUrl = 'https://app.pingen.com';
const letters = 'deliveries/letters';
const perPage = 100;
const mostPages = 40;

export interface PingenTimes extends ProviderTimes {
  /** How long it may look at the pages before it says whether it will print them. */
  checkMs?: number;
}

export function createPingen(account: PingenAccount, times: PingenTimes = {}): LetterProvider {
  const { checkMs = 60_000 } = times;
  const client = new PingenClient(account, times);
  return {
    name: 'pingen',
    capabilities,
    validate: (job) => problemsOf(job, capabilities),
    prepare: (job, making) => prepare(client, { job, making, checkMs }),
    quote: (letter) => quote(client, letter),
    submit: (address, job) => submit(client, address, job),
    discard: (address) => discard(client, address),
    cancel: (address) => cancel(client, address),
    drafts: () => draftsOf(client),
    fetch: (address) => fetchLetter(client, address),
    downloadProof: () => Promise.reject(new ProviderError('not_found', 'it gives no proofs')),
    readNotification,
    subscribe: (hook) => subscribe(client, hook),
    test: () => test(client),
    pageOf: ({ ref }) => `${account.pagesUrl ?? usualPagesUrl}/letters/${encodeURIComponent(ref)}`,
  };
}

/** Its prices hang on the product, the pages and the country; an answer without a price is still being computed there. */
async function quote(
  client: PingenClient,
  { kind, pages, options, country }: PricedLetter,
): Promise<Price | null> {
  const attributes = {
    country,
    paper_types: Array.from({ length: pages }, () => 'normal'),
    ...sendAttributes({ kind, options }),
  };
  const { data } = await client.call({
    method: 'POST',
    path: `${letters}/price-calculator`,
    json: { data: { type: 'letter_price_calculator', attributes } },
    answer: letterPrice,
  });
  const { price, currency } = data?.attributes ?? {};
  return price == null || !currency ? null : { minor: Math.round(price * 100), currency };
}

const own = (ref: string) => `${letters}/${encodeURIComponent(ref)}`;

async function prepare(
  client: PingenClient,
  { job, making, checkMs }: { job: LetterJob; making: DraftMaking; checkMs: number },
): Promise<void> {
  const { data: place } = await client.call({ path: '/file-upload', answer: fileUpload });
  await client.upload(place.attributes.url, job.pdf);
  const { data: made } = await client.call({
    method: 'POST',
    path: letters,
    json: { data: { type: 'letters', attributes: draftAttributes(job, place.attributes) } },
    idempotencyKey: making.key,
    answer: oneLetter,
  });
  await making.onMade(made.id);
  await untilChecked(client, made.id, Date.now() + checkMs);
}

/** It looks at the pages before they can be submitted; what it will not print is refused here, with its reason. */
async function untilChecked(client: PingenClient, ref: string, until: number): Promise<void> {
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    const { data } = await client.call({ path: own(ref), answer: oneLetter });
    const { status } = data.attributes;
    if (!isDraft(data) || status === 'valid') return;
    if (!isBeingChecked(status)) throw new ProviderError('refused', await reasonOf(client, ref, status));
    if (Date.now() + pauseMs > until) throw new ProviderError('busy', 'the pages are still being checked');
    await sleep(pauseMs);
  }
}

async function reasonOf(client: PingenClient, ref: string, status: string): Promise<string> {
  const { data: events } = await client.call({ path: eventsPath(ref), answer: eventPage });
  const said = events
    .filter(({ attributes }) => attributes.code !== 'created')
    .map(({ attributes: { code, name } }) => (name ? `${code}: ${name}` : code));
  return said.length === 0 ? status : said.slice(0, 5).join('; ');
}

function eventsPath(ref: string): string {
  return `${own(ref)}/events?language=en-GB&page[limit]=${perPage}`;
}

/** With a key of the letter: whoever asks again, and however late, asks for the same submission. */
async function submit(
  client: PingenClient,
  { ref }: LetterAddress,
  job: Pick<LetterJob, 'kind' | 'options'>,
): Promise<void> {
  // Signed in before: whatever fails then has not been submitted.
  await client.token();
  const data = { type: 'letters', id: ref, attributes: sendAttributes(job) };
  try {
    await client.call({
      method: 'PATCH',
      path: `${own(ref)}/send`,
      json: { data },
      idempotencyKey: `send-${ref}`.slice(0, 64),
    });
  } catch (error) {
    throw await submittedBefore(client, ref, error);
  }
}

/** No draft any more: an attempt of which nothing else is known submitted it. */
async function submittedBefore(client: PingenClient, ref: string, error: unknown): Promise<unknown> {
  if (!(error instanceof ProviderError) || error.failure !== 'refused') return error;
  const letter = await read(client, ref).catch(() => undefined);
  if (letter !== undefined && (letter === null || isDraft(letter))) return error;
  return new ProviderError('refused', error.message, { codes: error.codes, mayHaveTakenEffect: true });
}

async function read(client: PingenClient, ref: string) {
  try {
    return (await client.call({ path: own(ref), answer: oneLetter })).data;
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'not_found') return null;
    throw error;
  }
}

async function discard(client: PingenClient, { ref }: LetterAddress): Promise<'discarded' | 'too_late'> {
  try {
    await client.call({ method: 'DELETE', path: own(ref) });
    return 'discarded';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.failure === 'not_found') return 'discarded';
    if (error.failure !== 'refused') throw error;
    const letter = await read(client, ref);
    if (letter === null) return 'discarded';
    if (!isDraft(letter)) return 'too_late';
    // While it looks at the pages nothing can be deleted.
    throw new ProviderError('busy', error.message);
  }
}

async function cancel(client: PingenClient, { ref }: LetterAddress): Promise<'cancelled' | 'too_late'> {
  try {
    await client.call({
      method: 'PATCH',
      path: `${own(ref)}/cancel`,
      idempotencyKey: `cancel-${ref}`.slice(0, 64),
    });
    return 'cancelled';
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'refused') return 'too_late';
    throw error;
  }
}

async function draftsOf(client: PingenClient): Promise<ProviderDraft[]> {
  const drafts: ProviderDraft[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const range = `page[number]=${page}&page[limit]=${perPage}`;
    const { data } = await client.call({ path: `${letters}?${range}`, answer: letterPage });
    for (const letter of data) {
      const { file_original_name: name, created_at: madeAt } = letter.attributes;
      if (!isDraft(letter) || !madeAt) continue;
      const address = { kind: 'standard' as const, ref: letter.id };
      drafts.push({ address, reference: referenceOfFile(name), madeAt: new Date(isoOf(madeAt)) });
    }
    if (data.length < perPage) break;
  }
  return drafts;
}

async function fetchLetter(
  client: PingenClient,
  { kind, ref }: LetterAddress,
): Promise<LetterSnapshot | null> {
  const letter = await read(client, ref);
  if (letter === null) return null;
  if (isDraft(letter)) return snapshotOf(kind, letter, []);
  const { data: events } = await client.call({ path: eventsPath(ref), answer: eventPage });
  return snapshotOf(kind, letter, events);
}

/** Signed with the password that it was given: HMAC-SHA256 of the body byte for byte, in hex. */
function readNotification(
  { headers, body }: ProviderNotification,
  { password }: HookAccount,
): ProviderHint[] | null {
  const signature = createHmac('sha256', password).update(body).digest('hex');
  if (!isSameSecret(headers['signature'], signature)) return null;
  const said = notification.safeParse(parsed(Buffer.from(body).toString('utf8')));
  if (!said.success) return [];
  const { type, relationships } = said.data.data;
  const ref = relationships?.deliverable?.data?.id ?? relationships?.letter?.data?.id ?? null;
  const included = said.data.included?.find((one) => one.type === 'letters' && one.id === ref);
  return [{ eventType: type, ref, reference: referenceOfFile(included?.attributes?.file_original_name) }];
}

async function subscribe(
  client: PingenClient,
  { url, password }: HookAccount & { url: string },
): Promise<void> {
  const { data: there } = await client.call({
    path: `webhooks?page[limit]=${perPage}`,
    answer: webhookPage,
  });
  for (const event_category of categories) {
    const isThere = ({ attributes }: (typeof there)[number]) =>
      attributes.event_category === event_category && attributes.url === url;
    if (there.some(isThere)) continue;
    const attributes = { event_category, url, signing_key: password };
    await client.call({ method: 'POST', path: 'webhooks', json: { data: { type: 'webhooks', attributes } } });
  }
}

async function test(client: PingenClient): Promise<TriedProvider> {
  let step: TriedProvider['step'] = 'sign_in';
  try {
    await client.token({ anew: true });
    step = 'request';
    await client.call({ path: `${letters}?page[limit]=1`, answer: letterPage });
    return { ok: true, step, failure: null, answered: null, kinds };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { failure, message } = error;
    if (failure === 'unreachable' || failure === 'timeout') step = 'connect';
    return { ok: false, step, failure, answered: message.slice(0, 300), kinds: [] };
  }
}
