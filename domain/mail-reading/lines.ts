/** A body as lines, whether it came as text or as HTML: what is quoted, and what the client of the writer marked. */

/**
 * `original`: a client put the message that is answered or forwarded from here on. `signature`: part of what the client
 * keeps as signature.
 */
export type LineMark = 'original' | 'signature';

export interface MailLine {
  /** Without quote marks. */
  text: string;
  /** How often it was quoted; 0 is the writer's own. */
  depth: number;
  mark: LineMark | null;
}

/** Lines beyond these are not read: nobody wrote them by hand. */
export const mostLines = 20_000;
/** A line is read up to here. */
const longestLine = 20_000;

/** A text body as lines. */
export function textLines(text: string): MailLine[] {
  const lines: MailLine[] = [];
  let from = 0;
  while (from <= text.length && lines.length < mostLines) {
    const end = text.indexOf('\n', from);
    const lineEnd = end < 0 ? text.length : end;
    lines.push(textLine(text.slice(from, Math.min(lineEnd, from + longestLine))));
    if (end < 0) break;
    from = end + 1;
  }
  return joinBrokenQuotes(lines);
}

function textLine(line: string): MailLine {
  const marks = /^(?:[ \t]{0,2}[>＞])+/.exec(line)?.[0];
  if (marks === undefined) return { text: tidy(line), depth: 0, mark: null };
  const depth = marks.replaceAll(/[ \t]/g, '').length;
  return { text: tidy(line.slice(marks.length).replace(/^ /, '')), depth, mark: null };
}

function tidy(line: string): string {
  return line
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\u200b\u200e\u200f\ufeff\u2060\u00ad]/g, '')
    .trimEnd();
}

/**
 * A long quoted line that was broken on its way leaves its end without a mark: between two quoted lines, without a blank
 * line around it, and shorter than what could not stay on the line.
 */
function joinBrokenQuotes(lines: MailLine[]): MailLine[] {
  return lines.map((line, index) => {
    const before = lines[index - 1];
    const after = lines[index + 1];
    const isBetween =
      line.depth === 0 && line.text !== '' && (before?.depth ?? 0) > 0 && (after?.depth ?? 0) > 0;
    if (!isBetween || before!.text.length < 55 || line.text.length > 30) return line;
    const goesOn = /^[\p{Ll}\d(]/u.test(line.text) && !/[.!?:]$/.test(before!.text);
    return goesOn ? { ...line, depth: before!.depth } : line;
  });
}

/** Lines as text, without blank lines around and with one at most between. */
export function linesToText(lines: readonly { text: string }[]): string {
  return lines
    .map(({ text }) => text.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

export function isBlankLine({ text }: { text: string }): boolean {
  return text.trim() === '';
}

/** A dotted capital I of Turkish as the letter that ignoring case knows. */
export function plainCapitals(text: string): string {
  return text.replaceAll('İ', 'I');
}
