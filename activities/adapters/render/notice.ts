/**
 * Messages outside a scenario, in the same dress as reminders: the reviewed layout, with parts made here. No text
 * that users wrote is ever read as a template; it is printed, escaped.
 */
import { fillSkeleton } from './skeletons.ts';

export type NoticeBlock =
  | { kind: 'text'; text: string }
  /** Small print. */
  | { kind: 'note'; text: string }
  /** What somebody said. */
  | { kind: 'quote'; label?: string; text: string }
  | { kind: 'code'; code: string }
  | { kind: 'facts'; rows: { label: string; value: string }[] }
  | {
      kind: 'items';
      head: { document: string; due: string; amount: string };
      rows: { number: string; due: string; amount: string }[];
    }
  | { kind: 'button'; url: string; label: string };

export interface NoticeLayout {
  locale: string;
  subject: string;
  companyName: string;
  /** Below the name, at the foot. */
  companyLines: string[];
  /** Content-ID of the logo, when there is one. */
  logoCid?: string | undefined;
  blocks: NoticeBlock[];
}

/** The message as HTML and as text with the same content. */
export function renderNotice({ blocks, companyName, companyLines, logoCid, ...layout }: NoticeLayout): {
  html: string;
  text: string;
} {
  const html = fillSkeleton('layout', {
    ...layout,
    logo: logoCid,
    companyName,
    companyLines,
    body: fillSkeleton('notice', { blocks: blocks.map(htmlBlock) }),
  });
  const body = blocks.map(textBlock).filter((text) => text !== '');
  return { html, text: `${body.join('\n\n')}\n\n-- \n${[companyName, ...companyLines].join('\n')}\n` };
}

function htmlBlock(block: NoticeBlock): object {
  switch (block.kind) {
    case 'text':
      return { isText: true, lines: linesOf(block.text) };
    case 'note':
      return { isNote: true, lines: linesOf(block.text) };
    case 'quote':
      return { isQuote: true, label: block.label, lines: linesOf(block.text) };
    case 'code':
      return { isCode: true, code: block.code };
    case 'facts':
      return { isBuilt: true, html: fillSkeleton('bank', { rows: block.rows }) };
    case 'items':
      return { isItems: true, head: block.head, rows: block.rows };
    case 'button':
      return { isBuilt: true, html: fillSkeleton('button', { url: block.url, label: block.label }) };
  }
}

function textBlock(block: NoticeBlock): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return linesOf(block.text).join('\n');
    case 'quote': {
      const said = linesOf(block.text).map((line) => `> ${line}`);
      return [...(block.label === undefined ? [] : [`${block.label}:`]), ...said].join('\n');
    }
    case 'code':
      return `    ${block.code}`;
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'items':
      return itemLines(block);
    case 'button':
      return `${block.label}:\n${block.url}`;
  }
}

function itemLines({ head, rows }: NoticeBlock & { kind: 'items' }): string {
  const all = [{ number: head.document, due: head.due, amount: head.amount }, ...rows];
  const width = (of: (row: (typeof all)[number]) => string) => Math.max(...all.map((row) => of(row).length));
  const widths = { number: width((row) => row.number), due: width((row) => row.due) };
  const amountWidth = width((row) => row.amount);
  const lines = all.map(
    ({ number, due, amount }) =>
      `${number.padEnd(widths.number)}  ${due.padEnd(widths.due)}  ${amount.padStart(amountWidth)}`,
  );
  const [first = '', ...rest] = lines;
  return [first, '-'.repeat(first.length), ...rest].join('\n');
}

function linesOf(text: string): string[] {
  return text.trim().split(/\r\n|\r|\n/);
}
