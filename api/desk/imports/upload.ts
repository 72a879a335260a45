import { receiveImport } from '../../../application/imports/receive.ts';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../../domain/errors.ts';
import { encodingNamed } from '../../../domain/ledger/encodings.ts';
import { localeReading } from '../../../domain/ledger/locale.ts';
import { ledgerReading, type LedgerReading } from '../../../domain/model/ledger.ts';
import { storeFile } from '../../../prisma/queries/files/write.ts';
import type { AppDeps, EntityScope, SignedIn } from '../../context.ts';
import type { UploadQuery } from './schema.ts';

/**
 * Stores the one file of a multipart request as it comes, then asks for its workflow; answers the import's id before
 * anything is read. Throws `file_empty` without a file, `file_too_large`.
 */
export async function receiveUpload(
  request: FastifyRequest,
  deps: AppDeps,
  { entity, user, query }: { entity: EntityScope; user: SignedIn; query: UploadQuery },
): Promise<string> {
  const reading = declaredReading(query);
  const part: MultipartFile | undefined = await request.file();
  if (part === undefined) throw new RefusedError('file_empty');
  const file = await storeFile(deps.db, {
    name: part.filename,
    content: part.file,
    maxBytes: deps.settings.maxUploadBytes,
  });
  // The parser stops quietly at its own limit, which stands one byte above ours.
  if (part.file.truncated)
    throw new RefusedError('file_too_large', { maxBytes: deps.settings.maxUploadBytes });
  return receiveImport(deps.db, {
    legalEntityId: entity.id,
    sourceName: query.source,
    kind: query.kind,
    mode: query.mode,
    asOf: query.asOf ?? entity.today,
    fileId: file.id,
    fileName: file.name,
    fileSha256: file.sha256,
    reading,
    createdBy: user.userId,
    readBy: 'workflow',
    unattended: query.unattended,
  });
}

/** Throws `validation_failed` with the parameter that cannot be used. */
function declaredReading({ locale, currency, sheet, encoding, reading }: UploadQuery): LedgerReading {
  const spelling = locale === undefined ? {} : localeReading(locale);
  if (spelling === undefined) throw new RefusedError('validation_failed', { field: 'locale' });
  const named = encoding === undefined ? undefined : encodingNamed(encoding);
  if (encoding !== undefined && named === undefined)
    throw new RefusedError('validation_failed', { field: 'encoding' });
  return {
    ...(reading === undefined ? {} : parsedReading(reading)),
    ...spelling,
    ...(named ? { encoding: named } : {}),
    ...(currency ? { currency } : {}),
    ...(sheet ? { sheet } : {}),
  };
}

function parsedReading(written: string): LedgerReading {
  try {
    return ledgerReading.parse(JSON.parse(written));
  } catch {
    throw new RefusedError('validation_failed', { field: 'reading' });
  }
}
