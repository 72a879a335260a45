/** What each form of the customer page asks of the API. Runs on the server, in the action of its name. */
import { answer, type Answer, type apiClient, type Problem } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import { newKey } from '../../new-key.ts';
import { channels, disputeReasons, usualTaskChannel } from '../../vocabulary.ts';
import type { FormKind } from './forms.ts';

interface Where {
  entityId: string;
  customerId: string;
}

const base = '/api/entities/{entityId}/customers/{customerId}' as const;

/** A field that is missing or cannot be read. */
export class FieldProblem extends Error {
  readonly path: string;
  readonly code: string;

  constructor(path: string, code: string) {
    super(path);
    this.path = path;
    this.code = code;
  }
}

interface Sent {
  api: ReturnType<typeof apiClient>;
  path: Where;
  form: FormData;
  /** That of the page's language, in which amounts were typed. */
  format: Format;
}

/** Sends the form; fields that cannot be read come back as `validation_failed` with the field's name. */
export async function submitForm(kind: FormKind, sent: Sent): Promise<Answer<unknown>> {
  try {
    return await forms[kind](sent);
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    const { path, code } = error;
    const problem: Problem = { status: 400, code: 'validation_failed', params: {}, errors: [{ path, code }] };
    return { ok: false, problem };
  }
}

/** Forms of the case carry a key: a click that is sent twice is one. */
const keyOf = (form: FormData) => text(form, 'key') ?? newKey();

const forms: Record<FormKind, (sent: Sent) => Promise<Answer<unknown>>> = {
  promise({ api, path, form, format }) {
    if (text(form, 'due') === 'true') return quickPromise({ api, path, form, format });
    const body = {
      promisedOn: needed(form, 'promisedOn'),
      items: parts(form, format),
      ...optional(form, 'comment'),
    };
    return answer(api.POST(`${base}/promises`, { params: { path }, body }));
  },
  dispute({ api, path, form, format }) {
    const reason = disputeReasons.find((known) => known === text(form, 'reason'));
    if (reason === undefined) throw new FieldProblem('reason', 'required');
    const body = {
      reason,
      items: parts(form, format),
      ...optional(form, 'resolver'),
      ...optional(form, 'deadlineOn'),
      ...optional(form, 'comment'),
    };
    return answer(api.POST(`${base}/disputes`, { params: { path }, body }));
  },
  hold({ api, path, form }) {
    const itemIds = form.getAll('item').map(String);
    const body = { itemIds, until: text(form, 'until') ?? null, reason: needed(form, 'reason') };
    return answer(api.POST(`${base}/holds`, { params: { path }, body }));
  },
  task({ api, path, form }) {
    const body = {
      key: keyOf(form),
      on: needed(form, 'on'),
      text: needed(form, 'text'),
      channel: channelOf(form),
      itemIds: form.getAll('item').map(String),
    };
    return answer(api.POST(`${base}/follow-ups`, { params: { path }, body }));
  },
  note({ api, path, form }) {
    return answer(api.POST(`${base}/notes`, { params: { path }, body: { text: needed(form, 'text') } }));
  },
  contact({ api, path, form }) {
    const body = { channel: channelOf(form), note: needed(form, 'note'), ...optional(form, 'on') };
    return answer(api.POST(`${base}/contacts-made`, { params: { path }, body }));
  },
  pause({ api, path, form }) {
    const body = { key: keyOf(form), until: text(form, 'until') ?? null, reason: needed(form, 'reason') };
    return answer(api.POST(`${base}/case/pause`, { params: { path }, body }));
  },
  resume({ api, path, form }) {
    const body = { key: keyOf(form), ...optional(form, 'reason') };
    return answer(api.POST(`${base}/case/resume`, { params: { path }, body }));
  },
  move({ api, path, form }) {
    const body = { key: keyOf(form), scenarioId: needed(form, 'scenarioId'), ...optional(form, 'reason') };
    return answer(api.POST(`${base}/case/move`, { params: { path }, body }));
  },
  exclude({ api, path, form }) {
    const body = { reason: needed(form, 'reason') };
    return answer(api.POST(`${base}/exclude`, { params: { path }, body }));
  },
  include({ api, path }) {
    return answer(api.POST(`${base}/include`, { params: { path }, body: {} }));
  },
  resolve({ api, path, form }) {
    const params = { path: { ...path, disputeId: needed(form, 'of') } };
    const body = { ...optional(form, 'resolution') };
    return answer(api.POST(`${base}/disputes/{disputeId}/resolve`, { params, body }));
  },
  cancelPromise({ api, path, form }) {
    const params = { path: { ...path, promiseId: needed(form, 'of') } };
    return answer(api.POST(`${base}/promises/{promiseId}/cancel`, { params, body: {} }));
  },
  release({ api, path, form }) {
    const params = { path: { ...path, holdId: needed(form, 'of') } };
    return answer(api.POST(`${base}/holds/{holdId}/release`, { params, body: {} }));
  },
};

/** Everything due for one day: the server chooses the items, as they stand when it is sent. */
function quickPromise({ api, path, form }: Sent): Promise<Answer<unknown>> {
  const comment = text(form, 'comment');
  const body = {
    key: keyOf(form),
    promisedOn: needed(form, 'promisedOn'),
    ...(comment === undefined ? {} : { text: comment }),
  };
  return answer(api.POST(`${base}/quick-promise`, { params: { path }, body }));
}

function channelOf(form: FormData) {
  return channels.find((known) => known === text(form, 'channel')) ?? usualTaskChannel;
}

export function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function needed(form: FormData, name: string): string {
  const value = text(form, name);
  if (value === undefined) throw new FieldProblem(name, 'required');
  return value;
}

function optional<K extends string>(form: FormData, name: K): Partial<Record<K, string>> {
  const value = text(form, name);
  return value === undefined ? {} : ({ [name]: value } as Record<K, string>);
}

/** The items of the form, each with the part of its amount where one was typed. */
export function parts(form: FormData, format: Format): { itemId: string; amountMinor?: number }[] {
  return form.getAll('item').map((id) => {
    const itemId = String(id);
    const typed = text(form, `amount.${itemId}`);
    if (typed === undefined) return { itemId };
    const amountMinor = format.readAmount(typed, needed(form, `currency.${itemId}`));
    if (amountMinor === undefined || amountMinor === 0) throw new FieldProblem(`amount.${itemId}`, 'amount');
    return { itemId, amountMinor };
  });
}
