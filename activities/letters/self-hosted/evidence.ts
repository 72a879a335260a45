/** The evidence of a tracked letter as pages: what it was, what happened, by whom, and with which fingerprints. */
import type { DocumentBlock } from '../../../domain/model/document.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { messageLanguage } from '../../../domain/template/format.ts';
import { evidenceWords } from '../../../domain/words/evidence/words.ts';
import type { StoredTracked, StoredTrackedEvent } from '../../../prisma/queries/tracked-letters/read.ts';

const longest = 300;
const small = { size: 'small' } as const;
const bold = true as const;

export function evidencePages(letter: StoredTracked, events: readonly StoredTrackedEvent[]): Letter {
  const words = evidenceWords(messageLanguage(letter.language));
  const { facts } = words;
  const last = events.at(-1);
  const refusal = events.find(({ reason }) => reason !== '');
  const heads = [words.heads.at, words.heads.what, words.heads.who, words.heads.hash];
  const said = [
    words.level,
    letter.isSelfMade ? words.selfMade : words.vouched,
    ...(letter.isTimeStamped ? [words.timed] : []),
  ];
  return {
    language: messageLanguage(letter.language),
    window: 'din_5008_b',
    date: (last?.at ?? letter.submittedAt ?? new Date(0)).toISOString().slice(0, 10),
    sender: { name: cut(letter.senderName) || '–', address: { country: 'FR' }, details: [], legal: [] },
    recipient: { company: cut(letter.recipientName), person: letter.recipientEmail, address: {} },
    references: [{ label: facts.reference, value: letter.reference }],
    subject: words.subject,
    body: {
      version: 1,
      blocks: [
        ...said.map(paragraph),
        table([28, 72], factsOf(letter)),
        table([18, 30, 26, 26], [heads, ...events.map((event) => eventRow(letter.language, event))], 1),
        ...(refusal ? [paragraph(`${words.reason}: ${refusal.reason}`)] : []),
        paragraph(words.how),
      ],
    },
    values: {},
    enclosures: [],
    annexes: [],
    foldMarks: false,
    duplex: false,
    hasWindow: false,
  };
}

function eventRow(language: string, { at, code, name, email, ip, hash }: StoredTrackedEvent): string[] {
  return [
    at.toISOString().slice(0, 19).replace('T', ' '),
    evidenceWords(messageLanguage(language)).events[code],
    [name, email, ip].filter(Boolean).join(', '),
    hash.replaceAll(/(.{16})/g, '$1 ').trim(),
  ];
}

function factsOf(letter: StoredTracked): [string, string][] {
  const words = evidenceWords(messageLanguage(letter.language));
  const { facts } = words;
  const instant = (at: Date | null) => at?.toISOString() ?? '–';
  return [
    [facts.sender, letter.senderName],
    [facts.recipient, [letter.recipientName, letter.recipientEmail].filter(Boolean).join(', ')],
    [facts.subject, letter.subject],
    [facts.reference, letter.reference],
    [facts.pages, String(letter.pages)],
    [facts.submitted, instant(letter.submittedAt)],
    [facts.until, instant(letter.claimUntil)],
    [facts.content, letter.contentSha256],
    [facts.sealed, letter.sealedSha256],
    [facts.outcome, letter.outcome === null ? words.pending : words.events[letter.outcome]],
  ];
}

function paragraph(text: string): DocumentBlock {
  return { kind: 'paragraph', inlines: [{ kind: 'text', text }] };
}

function table(widths: number[], rows: string[][], headRows = 0): DocumentBlock {
  const cell = (text: string, isHead: boolean) => ({
    blocks: [
      {
        kind: 'paragraph' as const,
        inlines: [
          { kind: 'text' as const, text: cut(text) || '–', marks: isHead ? { ...small, bold } : small },
        ],
      },
    ],
  });
  return {
    kind: 'table',
    columns: widths.map((width) => ({ width })),
    headRows,
    rows: rows.map((row, at) => ({
      cells: row.map((text, column) => cell(text, at < headRows || (headRows === 0 && column === 0))),
    })),
  };
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
