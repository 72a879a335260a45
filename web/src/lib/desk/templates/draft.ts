import type { Schemas } from '#lib/api/client.ts';
import { documentOf, isSame } from '#lib/document.ts';
import { canonicalJson, tagNames, type Document, type TagName } from '#lib/vocabulary.ts';

/** A text as somebody is writing it. */
export interface Draft {
  subject: string;
  body: Document;
  options: Schemas['TemplateOptions'];
}

export const emptyDraft: Draft = {
  subject: '',
  body: { version: 1, blocks: [{ kind: 'paragraph', inlines: [] }] },
  options: {},
};

export function draftOf(template: Pick<Schemas['Template'], 'subject' | 'body' | 'options'>): Draft {
  return { subject: template.subject, body: documentOf(template.body), options: template.options };
}

export function isSameDraft(one: Draft, other: Draft): boolean {
  return (
    one.subject === other.subject &&
    isSame(one.body, other.body) &&
    canonicalJson(one.options) === canonicalJson(other.options)
  );
}

/** Names of the tags that stand in a text. */
export function tagsIn({ subject, body }: Draft): ReadonlySet<TagName> {
  const written = JSON.stringify(body);
  const inSubject = new Set((subject.match(/#[a-z][a-z0-9_]*/g) ?? []).map((tag) => tag.slice(1)));
  return new Set(
    tagNames.filter(
      (name) =>
        inSubject.has(name) || written.includes(`"name":"${name}"`) || written.includes(`"tag":"${name}"`),
    ),
  );
}
