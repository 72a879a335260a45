import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import type { App } from '../context.ts';
import { uploadLimits } from './limits.ts';
import { slowestTransferRate, watchTransferRate, type TransferRate } from './transfer-rate.ts';

/** Fields of a form and the boundaries between its files. */
const overheadBytes = 2 * 1024 * 1024;
const longestFieldBytes = 512 * 1024;

/**
 * Routes that read forms with files: the parser is for them alone, and anything they refuse they refuse without
 * reading the rest, so that two gigabytes end at the first kilobyte.
 */
export function withUploads(
  app: App,
  register: (scope: App) => void,
  rate: TransferRate = slowestTransferRate,
): void {
  void app.register(async (plain) => {
    const scope = plain as unknown as App;
    await scope.register(multipart, {
      limits: {
        // One above what is taken, and the empty file field of a form that has none.
        files: submissionLimits.maxFiles + 2,
        fields: 3000,
        parts: 3020,
        fieldNameSize: 100,
        fieldSize: longestFieldBytes,
        headerPairs: 20,
        fileSize: uploadLimits.maxFileBytes + 1,
      },
      throwFileSizeLimit: false,
    });
    watchTransfers(scope, rate);
    scope.setErrorHandler(async (error, request, reply) => {
      if (!request.raw.complete) reply.header('connection', 'close');
      throw asRefusal(error);
    });
    register(scope);
  });
}

/** As many as the page sends at once; anyone who opens fifty takes no place from others. */
const transfersAtOnce = 10;

/** A link, or somebody signed in, has so many transfers under way, and each goes on or ends. */
function watchTransfers(scope: App, rate: TransferRate): void {
  const underWay = new Map<string, number>();
  const done = new WeakMap<FastifyRequest, () => void>();
  const end = async (request: FastifyRequest) => {
    done.get(request)?.();
    done.delete(request);
  };
  scope.addHook('onRequest', async (request) => {
    const sender = request.pageVisitor?.linkId ?? request.signedIn?.sessionHash ?? request.ip;
    const count = underWay.get(sender) ?? 0;
    if (count >= transfersAtOnce) throw new RefusedError('too_many_attempts', { retryAfterSeconds: 5 });
    underWay.set(sender, count + 1);
    const stopWatching = watchTransferRate(request, rate);
    done.set(request, () => {
      stopWatching();
      const left = underWay.get(sender)! - 1;
      if (left > 0) underWay.set(sender, left);
      else underWay.delete(sender);
    });
  });
  scope.addHook('onResponse', end);
  scope.addHook('onRequestAbort', end);
}

/** The parser's own words for limits, as refusals of ours. */
function asRefusal(error: unknown): unknown {
  switch ((error as { code?: string }).code) {
    case 'FST_FILES_LIMIT':
      return new RefusedError('too_many_files', { maxFiles: submissionLimits.maxFiles });
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return new RefusedError('payload_too_large');
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new RefusedError('unsupported_media_type');
    case 'FST_PROTO_VIOLATION':
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return new RefusedError('validation_failed');
    default:
      return error;
  }
}

/**
 * A form says how long it is before it is read; more than `maxFiles` full files is not taken.
 *
 * @throws RefusedError `payload_too_large`, `validation_failed` without a length
 */
export function checkLength(request: FastifyRequest, maxFiles: number): void {
  const length = Number(request.headers['content-length']);
  const maxBytes = Math.min(maxFiles * uploadLimits.maxFileBytes, uploadLimits.maxDayBytes) + overheadBytes;
  if (!Number.isSafeInteger(length))
    throw new RefusedError('validation_failed', { header: 'content-length' });
  if (length > maxBytes) throw new RefusedError('payload_too_large', { maxBytes });
}
