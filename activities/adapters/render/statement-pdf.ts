/** Tables of a message as pages: those of its letter, without an envelope. */
import type { Letter, LetterPart } from '../../../domain/model/letter.ts';
import { formatDate } from '../../../domain/template/format.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import type { RenderJob } from './job.ts';
import { chargesPart, statementPart } from './letter-text.ts';

/** Undefined where there is nothing to list. */
export function statementPages(job: RenderJob): Letter | undefined {
  const part = statementPart(job, 'statement');
  const title = messageWords[job.language].statementOf;
  return part === undefined ? undefined : pagesOf(job, { tag: 'statement', part, title });
}

/** The computation of late charges as pages of their own; undefined where nothing is claimed. */
export function chargesPages(job: RenderJob): Letter | undefined {
  const part = chargesPart(job);
  const title = messageWords[job.language].lateCharges;
  return part === undefined ? undefined : pagesOf(job, { tag: 'late_charges', part, title });
}

interface Page {
  tag: 'statement' | 'late_charges';
  part: LetterPart;
  title: string;
}

function pagesOf(job: RenderJob, { tag, part, title }: Page): Letter {
  const { entity, customer, language, locale, today } = job;
  const words = messageWords[language];
  const country = entity.country ?? 'FR';
  return {
    language,
    window: country === 'US' ? 'us_10' : 'din_5008_b',
    date: today,
    sender: { name: entity.name, address: { ...entity.address, country }, details: [], legal: [] },
    recipient: { company: customer.name, person: `${words.customerNumber} ${customer.number}`, address: {} },
    references: [],
    subject: `${title} ${formatDate(today, locale)}`,
    body: {
      version: 1,
      blocks: [{ kind: 'paragraph', inlines: [{ kind: 'tag', id: tag, name: tag }] }],
    },
    values: { [tag]: part },
    enclosures: [],
    annexes: [],
    foldMarks: false,
    duplex: false,
    hasWindow: false,
  };
}
