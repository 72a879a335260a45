/** Runs on the threads of inbound-view.ts. */
import sanitizeHtml from 'sanitize-html';
import { readMime, type MimePart } from '../../activities/mail-reading/read-mime.ts';
import { attachmentParts, attachmentsOf } from '../../domain/mail-reading/attachments.ts';
import { shownParts } from '../../domain/mail-reading/body.ts';
import { headerOf, partsOfMessage } from '../../domain/mail-reading/mail-part.ts';
import { maskTokens } from '../../domain/links/masking.ts';
import type { InboundFile, InboundView, ViewJob } from './inbound-view.ts';

const shownHeaders = new Set([
  ...['from', 'to', 'cc', 'reply-to', 'subject', 'date', 'message-id', 'in-reply-to', 'auto-submitted'],
  ...['delivered-to', 'return-path', 'list-id', 'authentication-results'],
]);
const bounds = { html: 2_000_000, text: 500_000, picture: 500_000, pictures: 3_000_000, headers: 60 };

export function run({ raw, want }: ViewJob): InboundView | InboundFile | null {
  const mail = readMime(raw);
  return want === 'view' ? viewOf(mail) : fileOf(mail, want.attachment);
}

function viewOf(mail: MimePart): InboundView {
  const shown = shownParts(mail);
  const pages = shown.filter(({ type }) => type === 'text/html').map(({ text }) => text!);
  const texts = shown.filter(({ type }) => type !== 'text/html').map(({ text }) => text!);
  const html =
    pages.length === 0 ? null : safeHtml(pages.join('<hr>').slice(0, bounds.html), picturesOf(mail));
  return {
    headers: mail.headers
      .filter(({ name }) => shownHeaders.has(name))
      .slice(0, bounds.headers)
      .map(({ name, value }) => ({ name, value: maskTokens(value.slice(0, 2_000)) })),
    html: html && maskTokens(html),
    text: maskTokens(texts.join('\n\n').slice(0, bounds.text)),
  };
}

function fileOf(mail: MimePart, index: number): InboundFile | null {
  const part = attachmentParts(mail)[index];
  const listed = attachmentsOf(mail)[index];
  return part === undefined || listed === undefined
    ? null
    : { name: listed.name, contentType: listed.type, bytes: new Uint8Array(part.content()) };
}

/** Pictures that the mail brings along, by Content-ID, small enough to stand in the page. */
function picturesOf(mail: MimePart): Map<string, string> {
  const pictures = new Map<string, string>();
  let room = bounds.pictures;
  for (const part of partsOfMessage(mail) as MimePart[]) {
    const id = headerOf(part, 'content-id')?.trim().replace(/^<|>$/g, '');
    if (
      !id ||
      !/^image\/(?:png|jpeg|gif|webp)$/.test(part.type) ||
      part.size > Math.min(bounds.picture, room)
    )
      continue;
    room -= part.size;
    pictures.set(id, `data:${part.type};base64,${Buffer.from(part.content()).toString('base64')}`);
  }
  return pictures;
}

const plainValue = [/^[\w\s#%.,()'"-]{1,200}$/];
const styles = [
  ...['color', 'background-color', 'font-weight', 'font-style', 'font-size', 'text-align', 'text-decoration'],
  ...[
    'margin',
    'margin-left',
    'padding',
    'padding-left',
    'border',
    'border-left',
    'border-collapse',
    'white-space',
  ],
];
const layout = [
  'align',
  'valign',
  'width',
  'height',
  'border',
  'cellpadding',
  'cellspacing',
  'colspan',
  'rowspan',
  'bgcolor',
  'color',
  'dir',
];

/** Links keep their words and say where they led; they lead nowhere from here. */
function safeHtml(html: string, pictures: Map<string, string>): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...sanitizeHtml.defaults.allowedTags.filter(
        (tag) => !['main', 'nav', 'section', 'article', 'aside'].includes(tag),
      ),
      ...['img', 'font', 'center', 'ins', 'del', 'hr'],
    ],
    allowedAttributes: { '*': ['style', ...layout], a: ['title'], img: ['src', 'alt', 'width', 'height'] },
    allowedStyles: { '*': Object.fromEntries(styles.map((name) => [name, plainValue])) },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      a: (_tag, { href = '' }) => ({ tagName: 'a', attribs: { title: href.slice(0, 500) } }),
      img: (_tag, { src = '', alt = '' }): sanitizeHtml.Tag => {
        const picture = pictures.get(src.replace(/^cid:/i, ''));
        if (picture !== undefined) return { tagName: 'img', attribs: { src: picture, alt } };
        return { tagName: 'span', attribs: {}, text: alt === '' ? '' : `[${alt}]` };
      },
    },
  });
}
