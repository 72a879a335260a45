/** A letter as a company would send it, with anything a test changes in it. */
import { letter, type Letter, type LetterInput, type LetterPart } from '../../domain/model/letter.ts';
import { bodyOf as body } from '../support/document.ts';

export function statement(rows: number, currency = 'EUR'): LetterPart {
  const lines = Array.from({ length: rows }, (_, at) => ({
    number: `FA-${1000 + at}`,
    issuedOn: '2026-08-01',
    dueOn: '2026-09-15',
    daysOverdue: 76,
    openMinor: 10_000 + at,
  }));
  const totalMinor = lines.reduce((sum, { openMinor }) => sum + openMinor, 0);
  return { kind: 'statement', tables: [{ currency, lines, totalMinor }] };
}

export function sampleLetter(changes: Partial<LetterInput> = {}, rows = 4): Letter {
  return letter.parse({
    language: 'en',
    window: 'din_5008_b',
    date: '2026-11-30',
    place: 'Hamburg',
    sender: {
      name: 'Kraft GmbH',
      address: { street: 'Werftstraße 3', postalCode: '20457', city: 'Hamburg', country: 'DE' },
      details: ['+49 40 000000', 'accounts@kraft.example'],
      legal: ['HRB 12345', 'DE123456789'],
    },
    recipient: {
      company: 'Holz & Sohn AG',
      person: 'Frau Petra Lindner',
      address: { street: 'Am Markt 12', postalCode: '01067', city: 'Dresden', country: 'DE' },
    },
    references: [
      { label: 'Customer', value: 'K-2044' },
      { label: 'Our reference', value: 'N-7' },
    ],
    subject: 'Formal notice',
    body: body(
      '<p>Dear Sir or Madam,</p><p>Please pay.</p><p>#statement</p><p>#bank_details</p><p>Kind regards</p>',
    ),
    values: {
      statement: statement(rows),
      bank_details: { kind: 'details', rows: [{ label: 'IBAN', value: 'DE02 1203 0000 0000 2020 51' }] },
    },
    signature: { name: 'Jan Kraft', role: 'Accounts' },
    enclosures: ['Statement'],
    ...changes,
  });
}
