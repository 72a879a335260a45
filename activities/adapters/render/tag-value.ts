import type { TagName } from '../../../domain/template/tags.ts';

/** A part built by us (table, button, picture), in both forms. */
export interface BuiltPart {
  html: string;
  text: string;
}

/** What a tag says: text, or a part. */
export type TagValue = string | BuiltPart;
export type TagValues = Partial<Record<TagName, TagValue>>;
