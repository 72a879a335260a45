/**
 * What an office document would run, or fetch, when somebody opens it. Macros go by any name: what makes a part one
 * is how other parts call it, so those that say it are read, not only the list of names.
 */
import { decodeEntities } from '../template/entities.ts';

/** A part of an archive; `text` where it is one of those that say what others are, see `saysWhatOthersAre`. */
export interface ArchivePart {
  name: string;
  text?: string;
}

/** Parts by which an office document runs something when it is opened. */
const activeNames =
  /(^|\/)(vbaProject|vbaData|macrosheets|dialogsheets|activeX|Basic|Scripts|oleObject|customUI)|(^|\/)embeddings\/(?![^/]+\.(?:xlsx|docx|pptx)$)/i;

/** Names by which one part calls another that runs: the last word of a relationship's type. */
const activeRelations =
  /\/(?:vbaProject|wordVbaData|xlMacrosheet|xlIntlMacrosheet|dialogsheet|oleObject|control|activeXControlBinary|keyMapCustomizations|attachedToolbars|extensibility)["']/i;
const activeTypes = /macroEnabled|vbaProject|vbaData|macrosheet|activeX|oleObject|keyMapCustomizations/i;
/** A remote program's cells, and fields that start one. */
const activeLinks = /<(?:\w+:)?(?:ddeLink|oleLink)\b|\bDDE(?:AUTO)?\b/;
const activeOpenDocument =
  /script:event-listener|<office:script\b|vnd\.sun\.star\.(?:script|expand|oleobject)|office:dde-source|table:dde-link|<draw:(?:applet|plugin)\b|xlink:href="(?:file|smb|ftp|mhtml|ms-[a-z]+|vnd\.[^:"]+):/i;

const describingParts =
  /^(?:\[content_types\]\.xml|.*\.rels|word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl\/externalLinks\/[^/]+\.xml|META-INF\/manifest\.xml|(?:.*\/)?(?:content|styles)\.xml)$/i;

/** Whether the text of the part is needed to judge the document. */
export function saysWhatOthersAre(name: string): boolean {
  return describingParts.test(name.replace(/^\/+/, ''));
}

export function holdsActiveContent(parts: readonly ArchivePart[]): boolean {
  return parts.some(
    ({ name, text }) => activeNames.test(name) || (text !== undefined && isActive(name, text)),
  );
}

function isActive(name: string, raw: string): boolean {
  // Text of two bytes a letter, and letters written as references, say the same to the program that opens it.
  const text = decodeEntities(raw.replaceAll('\0', ''));
  if (/\.rels$/i.test(name)) return activeRelations.test(text) || fetchesFromElsewhere(text);
  if (/content_types\]\.xml$/i.test(name)) return activeTypes.test(text);
  if (/^\/*word\//i.test(name)) return activeLinks.test(fieldsOf(text));
  if (/externalLinks\//i.test(name)) return activeLinks.test(text);
  return activeOpenDocument.test(text);
}

/** What a field does may be written in several pieces. */
function fieldsOf(text: string): string {
  const pieces = [...text.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, piece]) => piece);
  const simple = [...text.matchAll(/w:instr=["']([^"']*)/g)].map(([, field]) => field);
  return [pieces.join(''), ...simple].join('\n');
}

/** Links that somebody follows may lead anywhere, cells of other workbooks are asked for; a template is fetched. */
function fetchesFromElsewhere(text: string): boolean {
  return [...text.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].some(([relation]) => {
    if (!/TargetMode=["']External["']/i.test(relation)) return false;
    const type = /\bType=["'][^"']*\/([^/"']+)["']/i.exec(relation)?.[1] ?? '';
    if (/^(?:hyperlink|externalLinkPath|xlExternalLinkPath\/.*|xlPathMissing)$/i.test(type)) return false;
    const target = /\bTarget=["']([^"']*)["']/i.exec(relation)?.[1] ?? '';
    return !(/^image$/i.test(type) && /^https?:\/\//i.test(target));
  });
}
