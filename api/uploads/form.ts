import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { maskTokens } from '../../domain/links/masking.ts';
import { submissionLimits } from '../../domain/qualification/submission.ts';
import { deleteUpload } from '../../prisma/queries/uploads/write.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { requireStorable } from '../plugins/storable-text.ts';
import { receiveFile } from './receive.ts';

export interface Form {
  /** Values of each field in their order. */
  fields: Map<string, string[]>;
  /** Files that came with it, stored. */
  fileIds: string[];
}

/** All fields of a form together, in UTF-16 units: what is not a file is read into memory. */
const mostTyped = 1024 * 1024;

export function emptyForm(): Form {
  return { fields: new Map(), fileIds: [] };
}

/**
 * Reads a plain form with files in it. Files are stored as they come; those of a form that is refused, or that had
 * been received before, are taken back.
 *
 * @param form is filled as parts come, so that what was typed is known when a later part is refused
 */
export async function withForm<T>(
  deps: AppDeps,
  visitor: PageVisitor,
  { request, form }: { request: FastifyRequest; form: Form },
  take: (form: Form) => Promise<T>,
): Promise<T> {
  try {
    await readForm(deps, visitor, request, form);
    return await take(form);
  } finally {
    // What the comment has is no upload any more and stays.
    for (const uploadId of form.fileIds) await deleteUpload(deps.db, { linkId: visitor.linkId, uploadId });
  }
}

async function readForm(
  deps: AppDeps,
  visitor: PageVisitor,
  request: FastifyRequest,
  form: Form,
): Promise<void> {
  const { maxFiles, maxTextLength } = submissionLimits;
  let typed = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.valueTruncated) throw new RefusedError('text_too_long', { maxLength: maxTextLength });
      typed += part.fieldname.length + String(part.value).length;
      if (typed > mostTyped) throw new RefusedError('payload_too_large', { maxBytes: mostTyped });
      requireStorable({ [part.fieldname]: part.value }, 'body');
      form.fields.set(part.fieldname, [
        ...(form.fields.get(part.fieldname) ?? []),
        maskTokens(String(part.value)),
      ]);
      continue;
    }
    // The field of a form to which no file was added.
    if (part.filename === undefined || part.filename === '') {
      part.file.resume();
      continue;
    }
    if (form.fileIds.length >= maxFiles) throw new RefusedError('too_many_files', { maxFiles });
    const { id } = await receiveFile(deps, visitor, part);
    form.fileIds.push(id);
  }
}
