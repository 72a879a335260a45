import { accepted } from '../../../domain/errors.ts';
import { parseDocument, type MessageEdits } from '../../../domain/model/document.ts';
import { parseTemplateSubject } from '../../../domain/template/html.ts';
import { checkBody } from '../../../domain/template/validate.ts';

export interface Edits {
  subject?: string | undefined;
  body?: unknown;
  contactId?: string | undefined;
}

/**
 * What somebody wrote over a template, as the document that is stored: markup, scripts and addresses of other kinds
 * have no form in it. The plain text of the mail is made from the same tree.
 *
 * @throws RefusedError `template_invalid`, `unknown_tag`
 */
export function checkedEdits({ subject, body, contactId }: Edits): MessageEdits {
  if (subject !== undefined) accepted(parseTemplateSubject(subject));
  const document = body === undefined ? undefined : accepted(checkBody(accepted(parseDocument(body))));
  return {
    ...(subject === undefined ? {} : { subject: subject.trim() }),
    ...(document === undefined ? {} : { body: document }),
    ...(contactId === undefined ? {} : { contactId }),
  };
}
