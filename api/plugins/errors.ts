/**
 * One error handler: refusals, validation failures and everything unforeseen become one problem document
 * (RFC 9457). Internal text never leaves; the request id finds it in the log.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorCodes, RefusedError, type ErrorCode } from '../../domain/errors.ts';
import { databaseFailure } from '../../prisma/failures.ts';
import type { App } from '../context.ts';

export const problemType = 'application/problem+json';

export const fieldError = z
  .object({
    /** Dotted path in the body or query, `items.0.amountMinor`. */
    path: z.string(),
    /** zod's issue code: `invalid_type`, `too_small`, `unrecognized_keys` … */
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(errorCodes),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    errors: z.array(fieldError).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

const badRequest: ErrorCode[] = ['validation_failed'];
const notThere: ErrorCode[] = ['not_found', 'template_not_found', 'no_document'];
const conflicts: ErrorCode[] = [
  'idempotency_conflict',
  'action_not_open',
  'already_confirmed',
  'already_closed',
  'undo_too_late',
  'stale_confirmation',
  'no_longer_due',
  'message_stopped',
  'not_paused',
  'case_paused',
  'message_in_doubt',
  'not_in_doubt',
  'send_under_way',
  'workflow_not_running',
  'reset_point_gone',
  'channel_not_ready',
  'item_not_open',
  'promise_not_open',
  'dispute_not_open',
  'hold_not_open',
  'already_disputed',
  'version_published',
  'scenario_in_use',
  'version_not_published',
  'import_not_open',
  'import_not_undoable',
  'comment_not_pending',
  'model_not_connected',
  'mail_not_waiting',
  'mail_moved_meanwhile',
  'mail_filed_there',
  'mail_has_status',
  'capture_name_taken',
  'comment_not_deleted',
  'proposal_decided',
  'follow_up_not_open',
  'question_closed',
  'letter_needs_no_code',
  'letter_stop_too_late',
  'letter_code_busy',
  'last_administrator',
  'email_taken',
  'number_taken',
  'changed_meanwhile',
  'entity_code_taken',
];

/** Everything not listed here was understood but cannot be done with these values: 422. */
const statusByCode = new Map<ErrorCode, number>([
  ...badRequest.map((code) => [code, 400] as const),
  ['not_signed_in', 401],
  ['sign_in_failed', 401],
  ['password_link_unknown', 401],
  ['link_unknown', 401],
  ['letter_answered', 409],
  ['letter_closed', 410],
  ['payments_off', 409],
  ['payment_under_way', 409],
  ['payment_amount_changed', 409],
  ['payment_not_open', 409],
  ['payment_connector_away', 503],
  ['link_expired', 401],
  ['link_revoked', 401],
  ['pages_off', 401],
  ['code_required', 403],
  ['forbidden', 403],
  ['cross_site_request', 403],
  ['file_infected', 403],
  ...notThere.map((code) => [code, 404] as const),
  ...conflicts.map((code) => [code, 409] as const),
  ['payload_too_large', 413],
  ['file_too_large', 413],
  ['unsupported_media_type', 415],
  ['too_many_attempts', 429],
  ['too_many_mails', 429],
  ['letter_code_limit', 429],
  ['internal_error', 500],
  ['document_store_unavailable', 503],
  ['mail_listener_away', 503],
  ['service_unavailable', 503],
]);

/** A body whose form is right but whose values are not: reported field by field, like a failed schema. */
export class FieldsRefused extends RefusedError {
  readonly errors: z.infer<typeof fieldError>[];

  constructor(errors: { path: string; code: string }[]) {
    super('validation_failed');
    this.errors = errors.map((error) => ({ ...error, message: error.code }));
  }
}

export function statusOf(code: ErrorCode): number {
  return statusByCode.get(code) ?? 422;
}

const titles: Record<number, string> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'Unsupported content type',
  422: 'Not possible with these values',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

export function registerErrors(app: App): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler(async (request, reply) =>
    sendProblem(new RefusedError('not_found'), request, reply),
  );
}

async function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { code, params, errors } = describe(error);
  const status = statusOf(code);
  logFailure(request, error);
  setRetryAfter(reply, status, params);
  reply
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  const body: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Refused',
    status,
    code,
    params,
    ...(errors === undefined ? {} : { errors }),
    requestId: request.id,
  };
  return reply.code(status).type(problemType).serializer(JSON.stringify).send(body);
}

/** Anything that is away is asked again at the earliest after so many seconds. */
const awaySeconds = 5;

/** On every answer that asks to come back later, problem document or page. */
export function setRetryAfter(reply: FastifyReply, status: number, params: Problem['params']): void {
  const seconds = params['retryAfterSeconds'] ?? (status === 503 ? awaySeconds : undefined);
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
}

/** What went wrong here stands in the log, regardless of what the answer says. */
export function logFailure(request: FastifyRequest, error: unknown): void {
  const code = codeOf(error);
  if (statusOf(code) >= 500) request.log.error({ err: withoutValues(error), code }, 'request failed');
}

/** The code under which an error is reported. */
export function codeOf(error: unknown): ErrorCode {
  return describe(error).code;
}

interface Described {
  code: ErrorCode;
  params: Record<string, string | number>;
  errors?: z.infer<typeof fieldError>[];
}

function describe(error: unknown): Described {
  if (error instanceof FieldsRefused) return { code: error.code, params: {}, errors: error.errors };
  if (error instanceof RefusedError) return { code: error.code, params: error.params };
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An id that is no id names nothing: the same answer as for one that does not exist.
    if (error.validationContext === 'params') return { code: 'not_found', params: {} };
    return {
      code: 'validation_failed',
      params: {},
      errors: error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        code: issue.keyword,
        message: issue.message ?? issue.keyword,
      })),
    };
  }
  const { statusCode } = error as { statusCode?: number };
  const failure = databaseFailure(error);
  if (failure !== undefined) {
    // The check at the door should have met it; the sender gets an answer all the same.
    if (failure === 'unstorable') return { code: 'validation_failed', params: {} };
    return { code: failure === 'lasting' ? 'internal_error' : 'service_unavailable', params: {} };
  }
  switch (statusCode) {
    case 400:
      return { code: 'validation_failed', params: {} };
    case 404:
      return { code: 'not_found', params: {} };
    case 413:
      return { code: 'payload_too_large', params: {} };
    // 406: the parser of uploads, where the request carries no form
    case 406:
    case 415:
      return { code: 'unsupported_media_type', params: {} };
    case 429:
      return { code: 'too_many_attempts', params: retryParams(error) };
    case 503:
      return { code: 'service_unavailable', params: {} };
    default:
      return { code: 'internal_error', params: {} };
  }
}

function retryParams(error: unknown): Record<string, number> {
  const seconds = (error as { retryAfterSeconds?: number }).retryAfterSeconds;
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

/** Messages of the database client quote values, so only the kind and the place are logged. */
function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: string };
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  const quotesValues = error.name.startsWith('PrismaClient') || error.name === 'ZodError';
  return {
    type: error.name,
    code,
    message: quotesValues ? undefined : error.message,
    issues: serializationPaths(error),
    stack: frames,
  };
}

function serializationPaths(error: Error): string[] | undefined {
  const issues = (error.cause as { issues?: { path: PropertyKey[]; code: string }[] } | undefined)?.issues;
  return issues?.slice(0, 5).map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
}

const problemResponse = (description: string) => ({
  description,
  content: { [problemType]: { schema: problem } },
});

/** The error shapes a route may answer with, for its schema and so for OpenAPI. */
export function problemResponses(statuses: number[]): Record<number, unknown> {
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(titles[status] ?? 'Refused')]));
}
