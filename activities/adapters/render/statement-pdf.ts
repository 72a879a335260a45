/** The statement of a message as pages: the table of its letter, without an envelope. */
import type { Letter } from '../../../domain/model/letter.ts';
import { formatDate } from '../../../domain/template/format.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import type { RenderJob } from './job.ts';
import { statementPart } from './letter-text.ts';

/** Undefined where there is nothing to list. */
export function statementPages(job: RenderJob): Letter | undefined {
  const part = statementPart(job, 'statement');
  if (part === undefined) return undefined;
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
    subject: `${words.statementOf} ${formatDate(today, locale)}`,
    body: {
      version: 1,
      blocks: [{ kind: 'paragraph', inlines: [{ kind: 'tag', id: 'statement', name: 'statement' }] }],
    },
    values: { statement: part },
    enclosures: [],
    annexes: [],
    foldMarks: false,
    hasWindow: false,
  };
}
