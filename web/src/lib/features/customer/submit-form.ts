/** What each form of the customer page asks of the API. Runs on the server, from the page's form actions. */
import { answer, type Answer, type apiClient, type Problem } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import { newKey } from '../../new-key.ts';
import { channels, disputeReasons, usualTaskChannel } from '../../vocabulary.ts';
import type { FormKind } from './forms.ts';

interface Where {
  entityId: string;
  customerId: string;
}

/** Forms of the case rather than of its customer: a workflow answers them, once for each key. */
type CaseForm = Extract<FormKind, 'pause' | 'resume' | 'move'>;
/** Forms that end one thing, named by `of`. */
type EndingForm = Extract<FormKind, 'resolve' | 'cancelPromise' | 'release'>;

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

/**
 * Sends the form; fields that cannot be read come back as `validation_failed` with the field's name. `format` is that
 * of the page's language, in which amounts were typed.
 */
export async function submitForm(
  api: ReturnType<typeof apiClient>,
  where: Where,
  kind: FormKind,
  form: FormData,
  format: Format,
): Promise<Answer<unknown>> {
  try {
    return await send(api, where, kind, form, format);
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    const { path, code } = error;
    const problem: Problem = { status: 400, code: 'validation_failed', params: {}, errors: [{ path, code }] };
    return { ok: false, problem };
  }
}

function send(
  api: ReturnType<typeof apiClient>,
  path: Where,
  kind: FormKind,
  form: FormData,
  format: Format,
): Promise<Answer<unknown>> {
  const params = { path };
  switch (kind) {
    case 'promise':
      return sendPromise(api, path, form, format);
    case 'dispute':
      return sendDispute(api, path, form, format);
    case 'hold': {
      const itemIds = form.getAll('item').map(String);
      const body = { itemIds, until: text(form, 'until') ?? null, reason: needed(form, 'reason') };
      return answer(api.POST(`${base}/holds`, { params, body }));
    }
    case 'task': {
      const body = {
        key: text(form, 'key') ?? newKey(),
        on: needed(form, 'on'),
        text: needed(form, 'text'),
        channel: channels.find((known) => known === text(form, 'channel')) ?? usualTaskChannel,
        itemIds: form.getAll('item').map(String),
      };
      return answer(api.POST(`${base}/follow-ups`, { params, body }));
    }
    case 'note':
      return answer(api.POST(`${base}/notes`, { params, body: { text: needed(form, 'text') } }));
    case 'contact': {
      const channel = channels.find((known) => known === text(form, 'channel')) ?? usualTaskChannel;
      const body = { channel, note: needed(form, 'note'), ...optional(form, 'on') };
      return answer(api.POST(`${base}/contacts-made`, { params, body }));
    }
    case 'pause':
    case 'resume':
    case 'move':
      return sendToCase(api, path, kind, form);
    case 'exclude':
      return answer(api.POST(`${base}/exclude`, { params, body: { reason: needed(form, 'reason') } }));
    case 'include':
      return answer(api.POST(`${base}/include`, { params, body: {} }));
    case 'resolve':
    case 'cancelPromise':
    case 'release':
      return sendEnding(api, path, kind, form);
  }
}

function sendPromise(
  api: ReturnType<typeof apiClient>,
  path: Where,
  form: FormData,
  format: Format,
): Promise<Answer<unknown>> {
  if (text(form, 'due') === 'true') return sendQuickPromise(api, path, form);
  const body = {
    promisedOn: needed(form, 'promisedOn'),
    items: parts(form, format),
    ...optional(form, 'comment'),
  };
  return answer(api.POST(`${base}/promises`, { params: { path }, body }));
}

function sendDispute(
  api: ReturnType<typeof apiClient>,
  path: Where,
  form: FormData,
  format: Format,
): Promise<Answer<unknown>> {
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
}

/** Everything due for one day: the server chooses the items, as they stand when it is sent. */
function sendQuickPromise(
  api: ReturnType<typeof apiClient>,
  path: Where,
  form: FormData,
): Promise<Answer<unknown>> {
  const comment = text(form, 'comment');
  const body = {
    key: text(form, 'key') ?? newKey(),
    promisedOn: needed(form, 'promisedOn'),
    ...(comment === undefined ? {} : { text: comment }),
  };
  return answer(api.POST(`${base}/quick-promise`, { params: { path }, body }));
}

function sendToCase(
  api: ReturnType<typeof apiClient>,
  path: Where,
  kind: CaseForm,
  form: FormData,
): Promise<Answer<unknown>> {
  const params = { path };
  const key = text(form, 'key') ?? newKey();
  switch (kind) {
    case 'pause': {
      const body = { key, until: text(form, 'until') ?? null, reason: needed(form, 'reason') };
      return answer(api.POST(`${base}/case/pause`, { params, body }));
    }
    case 'resume':
      return answer(api.POST(`${base}/case/resume`, { params, body: { key, ...optional(form, 'reason') } }));
    case 'move': {
      const body = { key, scenarioId: needed(form, 'scenarioId'), ...optional(form, 'reason') };
      return answer(api.POST(`${base}/case/move`, { params, body }));
    }
  }
}

function sendEnding(
  api: ReturnType<typeof apiClient>,
  path: Where,
  kind: EndingForm,
  form: FormData,
): Promise<Answer<unknown>> {
  const of = needed(form, 'of');
  switch (kind) {
    case 'resolve':
      return answer(
        api.POST(`${base}/disputes/{disputeId}/resolve`, {
          params: { path: { ...path, disputeId: of } },
          body: { ...optional(form, 'resolution') },
        }),
      );
    case 'cancelPromise':
      return answer(
        api.POST(`${base}/promises/{promiseId}/cancel`, {
          params: { path: { ...path, promiseId: of } },
          body: {},
        }),
      );
    case 'release':
      return answer(
        api.POST(`${base}/holds/{holdId}/release`, {
          params: { path: { ...path, holdId: of } },
          body: {},
        }),
      );
  }
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
