/**
 * How clients mark what they put into a reply: quotes, the line above them, the border before an original, signatures.
 * Names come from the HTML that these clients write; a mail that was quoted once more carries them with `x_` in front.
 */
import { hasInside, textOf, type HtmlElement } from './html-tree.ts';
import { isForwardSeparator, startsHeaderBlock } from './separators.ts';

export interface Names {
  id: string;
  classes: readonly string[];
}

export function namesOf({ attributes }: HtmlElement): Names {
  const bare = (name: string) => name.replace(/^(?:x_)+/, '').toLowerCase();
  return {
    id: bare((attributes.id ?? '').trim()),
    classes: (attributes.class ?? '').split(/\s+/).filter(Boolean).map(bare),
  };
}

/** Everything inside is quoted: the original and what introduces it. */
const quoteClasses = new Set([
  'yahoo_quoted',
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra',
  'front-blockquote',
  'hs_reply',
  'sh-quoted-content',
  'moz-cite-prefix',
  'quoted-text',
  'ms-outlook-mobile-reference-message',
  'bloop_original_html',
  'mailbird-quote',
  'wisestamp_quote',
]);
const quoteIds = new Set([
  'olk_src_body_section',
  'mail-editor-reference-message-container',
  'isforwardcontent',
  'reply-intro',
  'replyintro',
  'qt',
]);

/** What follows is the original, to the end of the mail. */
const originalIds = new Set([
  'divrplyfwdmsg',
  'appendonsend',
  'stopspelling',
  '_originalcontent',
  'ms-outlook-mobile-body-separator-line',
  'lblmessageheader',
  'original-content',
]);
const originalClasses = new Set(['outlookmessageheader', 'yahoo-quoted-begin', 'messagereplysection']);

const signatureClasses = new Set([
  'gmail_signature',
  'gmail_signature_prefix',
  'moz-signature',
  'applemailsignature',
  'protonmail_signature_block',
  'protonmail_signature_block-user',
  'protonmail_signature_block-proton',
  'k9mail-signature',
  'tutanota_signature',
  'zimbra_signature',
  'front-signature',
  'mobisigdiv',
]);
const signatureIds = new Set([
  'signature',
  'applemailsignature',
  'ms-outlook-mobile-signature',
  'composer_signature',
  'lineseparatorsignature',
  'ymail_android_signature',
  'ymail_ios_signature',
  'mobisigdiv',
  '_rc_sig',
]);

export function isSignatureElement(element: HtmlElement): boolean {
  const { id, classes } = namesOf(element);
  const smartMail = element.attributes['data-smartmail']?.toLowerCase();
  return (
    smartMail === 'gmail_signature' ||
    signatureIds.has(id) ||
    id.startsWith('yahoo_signature') ||
    classes.some((name) => signatureClasses.has(name))
  );
}

/** Whether the client put the original from this element on. */
export function startsOriginal(element: HtmlElement): boolean {
  const { id, classes } = namesOf(element);
  if (originalIds.has(id) || classes.some((name) => originalClasses.has(name))) return true;
  if (element.attributes['data-marker'] === '__DIVIDER__') return true;
  if (element.attributes.name?.toLowerCase() === 'messagereplysection') return true;
  const style = styleOf(element);
  // Outlook and Windows Mail draw a line above the names of sender and receivers.
  const hasTopBorder = /border-top:\s*solid|border-top-style:\s*solid|border-top:\s*1(?:\.0)?p[tx]/.test(
    style,
  );
  return hasTopBorder && startsHeaderBlock(textOf(element, 600));
}

/** Whether the element and everything in it is quoted. */
export function isQuoteElement(element: HtmlElement): boolean {
  const { id, classes } = namesOf(element);
  if (element.tag === 'blockquote') return !isIndent(element, classes);
  if (quoteIds.has(id) || id.startsWith('yahoo_quoted') || classes.some((name) => quoteClasses.has(name)))
    return !isForwardContainer(element);
  if (classes.includes('gmail_attr')) return !isForwardContainer(element);
  if (classes.includes('gmail_quote') || classes.includes('gmail_quote_container'))
    return !isForwardContainer(element) && !hasInside(element, ({ tag }) => tag === 'blockquote');
  // GMX and web.de: a box with a line at its left.
  return element.attributes.name?.toLowerCase() === 'quote' && /border-left/.test(styleOf(element));
}

function isForwardContainer(element: HtmlElement): boolean {
  return textOf(element, 400)
    .split('\n')
    .some((line) => isForwardSeparator(line));
}

/** Gmail and others indent what the writer wants indented with the element of quotes. */
function isIndent(element: HtmlElement, classes: readonly string[]): boolean {
  if (element.attributes.type === 'cite' || element.attributes.cite !== undefined) return false;
  if (classes.length > 0) return false;
  return (
    /border:\s*none/.test(styleOf(element)) &&
    /margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px/.test(styleOf(element))
  );
}

export function styleOf(element: HtmlElement): string {
  return (element.attributes.style ?? '').toLowerCase();
}

/** What no reader of the mail sees. */
export function isHidden(element: HtmlElement): boolean {
  if (element.attributes.hidden !== undefined) return true;
  const style = styleOf(element);
  if (style === '') return false;
  return (
    /display:\s*none|visibility:\s*hidden|mso-hide:\s*all/.test(style) ||
    /(?:^|;|\s)font-size:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)/.test(style) ||
    /(?:^|;)\s*opacity:\s*0(?:\.0\d*)?\s*(?:;|!|$)/.test(style) ||
    /(?:^|;)\s*max-(?:height|width):\s*0(?:px)?\s*(?:;|!|$)/.test(style) ||
    /(?:^|;)\s*(?:text-indent|left|top):\s*-\d{4,}px/.test(style) ||
    isInvisibleColour(style)
  );
}

/** White on nothing else, or the colour of what is behind. */
function isInvisibleColour(style: string): boolean {
  const colour = /(?:^|;)\s*color:\s*([^;!]+)/.exec(style)?.[1]?.trim();
  if (colour === undefined) return false;
  const behind = /(?:^|;)\s*background(?:-color)?:\s*([^;!]+)/.exec(style)?.[1]?.trim();
  if (behind === undefined)
    return /^(?:white|#fff|#ffffff|#fefefe|rgba?\(255,\s*255,\s*255(?:,\s*1)?\)|transparent)$/.test(colour);
  return behind === colour;
}
