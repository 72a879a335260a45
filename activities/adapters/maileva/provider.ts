/** Maileva (La Poste group): standard and registered letters on paper, simple and qualified electronic registered ones. */
import { isElectronic } from '../../../domain/letter/course.ts';
import { letterOptions, type LetterKind } from '../../../domain/vocabulary/letters.ts';
import {
  ProviderError,
  type CodeFailure,
  type HookAccount,
  type LetterAddress,
  type LetterJob,
  type LetterProvider,
  type ProviderCapabilities,
  type ProviderDraft,
  type ProviderHint,
  type ProviderNotification,
  type TriedProvider,
} from '../../letters/provider.ts';
import { isSameSecret, parsed, type ProviderTimes } from '../letters/http.ts';
import { MailevaClient, type MailevaAccount } from './client.ts';
import { electronicRecipient, electronicSending, paperRecipient, paperSending, problemsOf } from './job.ts';
import { snapshotOf } from './snapshot.ts';
import {
  deliveryStatusList,
  made,
  notification,
  recipientList,
  senderList,
  sending,
  sendingList,
  subscriptionList,
} from './wire.ts';

const services = {
  standard: '/mail/v2',
  registered: '/registered_mail/v4',
  electronic_registered: '/secured_electronic_mail/v1',
  electronic_qualified: '/electronic_qualified_registered_mail/v1',
} as const satisfies Partial<Record<LetterKind, string>>;
type MailevaKind = keyof typeof services;
const kinds = Object.keys(services) as MailevaKind[];

/** Registered letters go to France, Monaco and French overseas departments. */
const registeredCountries = ['FR', 'MC', 'RE', 'YT', 'MQ', 'GP', 'MF', 'BL', 'GF'];

const capabilities: ProviderCapabilities = {
  kinds,
  countries: (kind) => (kind === 'registered' ? registeredCountries : null),
  windows: ['french_right'],
  maxSheets: 45,
  maxBytes: 20 * 1024 * 1024,
  addressLines: { max: 6, width: 38 },
  cancel: 'before_submit',
  idempotency: 'read_back',
  events: 'unsigned_webhook',
  polledKinds: ['electronic_registered', 'electronic_qualified'],
  options: letterOptions,
  carriesByItself: true,
};

/** The events we subscribe to. Electronic letters are not in the notification centre. */
const subscriptions: [string, string][] = [
  ...['mail/v2/sendings', 'registered_mail/v4/sendings'].flatMap((resource) =>
    [
      'ON_STATUS_ACCEPTED',
      'ON_STATUS_REJECTED',
      'ON_STATUS_PROCESSED',
      'ON_STATUS_PROCESSED_WITH_ERRORS',
    ].map((event): [string, string] => [event, resource]),
  ),
  ...[
    'ON_DEPOSIT_PROOF_RECEIVED',
    'ON_CONTENT_PROOF_RECEIVED',
    'ON_ACKNOWLEDGEMENT_OF_RECEIPT_RECEIVED',
    'ON_UNDELIVERED_MAIL_RECEIVED',
    'ON_MAIN_DELIVERY_STATUS_FIRST_PRESENTATION',
    'ON_MAIN_DELIVERY_STATUS_DELIVERED',
    'ON_MAIN_DELIVERY_STATUS_UNDELIVERED',
  ].map((event): [string, string] => [event, 'registered_mail/v4/recipients']),
];

const notDraft = 'SENDING_STATUS_IS_NOT_DRAFT';
const usualPagesUrl = 'https://www.maileva.com';

export function createMaileva(account: MailevaAccount, times: ProviderTimes = {}): LetterProvider {
  const client = new MailevaClient(account, times);
  const at = ({ kind, ref }: LetterAddress) => `${serviceOf(kind)}/sendings/${encodeURIComponent(ref)}`;
  return {
    name: 'maileva',
    capabilities,
    validate: (job) => problemsOf(job, capabilities),
    prepare: (job, { onMade }) => prepare(client, account, job, onMade),
    // A submitted sending can never be stopped there.
    cancel: async () => 'too_late',
    drafts: () => draftsOf(client),
    async submit(address, { code }) {
      // Signed in before: whatever fails then has not been submitted.
      await client.token();
      const json = code === undefined ? undefined : { otp: code };
      try {
        await client.call({ method: 'POST', path: `${at(address)}/submit`, json });
      } catch (error) {
        throw submittedBefore(code === undefined ? error : withoutCode(error, code));
      }
    },
    requestCode: (address) => client.call({ method: 'POST', path: `${at(address)}/otp`, json: {} }),
    async discard(address) {
      try {
        await client.call({ method: 'DELETE', path: at(address) });
        return 'discarded';
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (error.failure === 'not_found') return 'discarded';
        if (error.codes.includes(notDraft)) return 'too_late';
        throw error;
      }
    },
    fetch: (address) => fetchLetter(client, address, at(address)),
    downloadProof: (address, proofId) => client.download(proofPath(at(address), proofId)),
    readNotification,
    subscribe: (hook) => subscribe(client, hook),
    test: () => test(client, account),
    pageOf: ({ ref }) => `${account.pagesUrl ?? usualPagesUrl}/sendings/${encodeURIComponent(ref)}`,
  };
}

/** No draft any more: an attempt of which nothing else is known submitted it. */
function submittedBefore(error: unknown): unknown {
  if (!(error instanceof ProviderError) || !error.codes.includes(notDraft)) return error;
  return new ProviderError('refused', error.message, { codes: error.codes, mayHaveTakenEffect: true });
}

const codeFailures: Record<string, CodeFailure | undefined> = {
  INVALID_OTP: 'code_wrong',
  EXPIRED_OTP: 'code_expired',
};

/** What was typed stands in no text that is kept, whatever the other side repeats. */
function withoutCode(error: unknown, code: string): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { codes, status, retryAfterMs, mayHaveTakenEffect, message } = error;
  const said = codes.map((one) => codeFailures[one]).find((one) => one !== undefined);
  return new ProviderError(said ?? error.failure, said ?? message.replaceAll(code, '…'), {
    codes,
    mayHaveTakenEffect,
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function serviceOf(kind: LetterKind): string {
  const service = services[kind as MailevaKind] as string | undefined;
  if (service === undefined) throw new ProviderError('refused', `no letters of kind ${kind}`);
  return service;
}

async function prepare(
  client: MailevaClient,
  account: MailevaAccount,
  job: LetterJob,
  onMade: (ref: string) => Promise<void>,
): Promise<void> {
  const base = `${serviceOf(job.kind)}/sendings`;
  const hasNoPaper = isElectronic(job.kind);
  const body = hasNoPaper
    ? electronicSending(job, account.senderId ?? (await firstSender(client)))
    : paperSending(job);
  const { id } = await client.call({ method: 'POST', path: base, json: body, answer: made });
  await onMade(id);
  const own = `${base}/${encodeURIComponent(id)}`;
  const form = new FormData();
  form.append('document', new Blob([job.pdf.slice()], { type: 'application/pdf' }), 'letter.pdf');
  const metadata = { name: 'letter.pdf', ...(hasNoPaper ? {} : { priority: 1 }) };
  form.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
  await client.call({ method: 'POST', path: `${own}/documents`, form, answer: made, timeoutMs: 120_000 });
  const recipient = hasNoPaper ? electronicRecipient(job) : paperRecipient(job);
  await client.call({ method: 'POST', path: `${own}/recipients`, json: recipient, answer: made });
}

const draftsAPage = 500;
const mostPages = 40;

/** Its lists know no filter by status: all of it is looked through, page by page. */
async function draftsOf(client: MailevaClient): Promise<ProviderDraft[]> {
  const drafts: ProviderDraft[] = [];
  for (const kind of kinds) {
    for (let page = 0; page < mostPages; page += 1) {
      const range = `start_index=${page * draftsAPage + 1}&count=${draftsAPage}`;
      const { sendings } = await client.call({
        path: `${services[kind]}/sendings?${range}`,
        answer: sendingList,
      });
      for (const { id, custom_id: reference, creation_date: madeAt, status } of sendings)
        if (status === 'DRAFT' && madeAt && Number.isFinite(Date.parse(madeAt)))
          drafts.push({
            address: { kind, ref: id },
            reference: reference ?? null,
            madeAt: new Date(madeAt),
          });
      if (sendings.length < draftsAPage) break;
    }
  }
  return drafts;
}

async function firstSender(client: MailevaClient): Promise<string> {
  const { senders } = await client.call({
    path: '/electronic_mail_emitter/v1/senders?start_index=1&count=20',
    answer: senderList,
  });
  const [first] = senders;
  if (!first) throw new ProviderError('refused', 'the account has no sender of electronic letters');
  return first.id;
}

async function fetchLetter(client: MailevaClient, address: LetterAddress, path: string) {
  try {
    const whole = await client.call({ path, answer: sending });
    if (whole.status === 'DRAFT') return { ...snapshotOf(address.kind, whole, undefined, []), isDraft: true };
    const { recipients } = await client.call({ path: `${path}/recipients`, answer: recipientList });
    const [one] = recipients;
    const moreStatuses =
      one && address.kind === 'standard'
        ? (
            await client.call({
              path: `${path}/recipients/${encodeURIComponent(one.id)}/delivery_statuses`,
              answer: deliveryStatusList,
            })
          ).delivery_statuses
        : [];
    return snapshotOf(address.kind, whole, one, moreStatuses);
  } catch (error) {
    if (error instanceof ProviderError && error.failure === 'not_found') return null;
    throw error;
  }
}

/** `<recipient>/<download>`, as `snapshotOf` names a proof. */
function proofPath(own: string, proofId: string): string {
  const [recipient = '', download = ''] = proofId.split('/');
  return `${own}/recipients/${encodeURIComponent(recipient)}/${encodeURIComponent(download)}`;
}

/** It signs nothing: it shows the name and the password that it was given. */
function readNotification(
  { headers, body }: ProviderNotification,
  { login, password }: HookAccount,
): ProviderHint[] | null {
  if (!isSameSecret(headers['authorization'], `Basic ${btoa(`${login}:${password}`)}`)) return null;
  const read = notification.safeParse(parsed(Buffer.from(body).toString('utf8')));
  if (!read.success) return [];
  const {
    event_type: eventType,
    resource_id: id,
    resource_location: location,
    resource_custom_id: own,
  } = read.data;
  const inPath = /\/sendings\/([^/?#]+)/.exec(location ?? '')?.[1];
  return [{ eventType, ref: inPath ? decodeURIComponent(inPath) : (id ?? null), reference: own ?? null }];
}

async function subscribe(
  client: MailevaClient,
  { url, login, password }: HookAccount & { url: string },
): Promise<void> {
  const path = '/notification_center/v2/subscriptions';
  const { subscriptions: there } = await client.call({
    path: `${path}?start_index=1&count=500`,
    answer: subscriptionList,
  });
  for (const [event_type, resource_type] of subscriptions) {
    const known = there.some(
      (one) =>
        one.event_type === event_type && one.resource_type === resource_type && one.callback_url === url,
    );
    if (known) continue;
    const json = {
      event_type,
      resource_type,
      callback_url: url,
      authentication: { basic: { login, password } },
    };
    await client.call({ method: 'POST', path, json, answer: made });
  }
}

/** Signs in, and asks each service whether the account may use it. */
async function test(client: MailevaClient, account: MailevaAccount): Promise<TriedProvider> {
  const found: LetterKind[] = [];
  let step: TriedProvider['step'] = 'sign_in';
  let last: ProviderError | undefined;
  try {
    await client.token({ anew: true });
    step = 'request';
    for (const kind of kinds) {
      try {
        await client.call({ path: `${services[kind]}/sendings?start_index=1&count=1` });
        if (isElectronic(kind) && account.senderId === undefined) await firstSender(client);
        found.push(kind);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        last = error;
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    last = error;
    if (error.failure === 'unreachable' || error.failure === 'timeout') step = 'connect';
  }
  return {
    ok: found.length > 0,
    step,
    failure: found.length > 0 ? null : (last?.failure ?? 'refused'),
    answered: last === undefined ? null : last.message.slice(0, 300),
    kinds: found,
  };
}
