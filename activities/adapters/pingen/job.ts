/** A letter in Pingen's fields, and what Pingen would refuse in it. */
import type { LetterJob, LetterParty, LetterProblem, ProviderCapabilities } from '../../letters/provider.ts';

/** The first number is that of a letter to a country with a limit of its own: its help pages, letter standards. */
const mostPages: Record<string, number | undefined> = {
  DE: 320,
  AT: 320,
  BE: 320,
  FR: 320,
  CH: 120,
  NL: 14,
  IN: 16,
  GB: 500,
};
const mostPagesElsewhere = 120;

const products = { economy: 'bulk', standard: 'cheap', fast: 'fast' } as const;

/** Our reference, by which the letter is found again: the name of a file is all of ours that it keeps. */
export function fileNameOf(reference: string): string {
  return `${reference}.pdf`;
}

export function referenceOfFile(name: string | null | undefined): string | null {
  return /^(\S+)\.pdf$/.exec(name ?? '')?.[1] ?? null;
}

export function draftAttributes(
  job: LetterJob,
  { url, url_signature }: { url: string; url_signature: string },
): Record<string, unknown> {
  return {
    file_original_name: fileNameOf(job.reference),
    file_url: url,
    file_url_signature: url_signature,
    address_position: job.window === 'swiss_right' ? 'right' : 'left',
    auto_send: false,
    ...sendAttributes(job),
    // Of other products it checks postcodes as if all of them were Swiss.
    ...(job.kind === 'registered'
      ? { meta_data: { recipient: contactOf(job.recipient), sender: contactOf(job.sender) } }
      : {}),
  };
}

/** What is asked for once more when it is submitted. */
export function sendAttributes({
  kind,
  options,
}: Pick<LetterJob, 'kind' | 'options'>): Record<string, unknown> {
  return {
    delivery_product: kind === 'registered' ? 'registered' : products[options.speed],
    print_mode: options.duplex ? 'duplex' : 'simplex',
    print_spectrum: options.colour ? 'color' : 'grayscale',
  };
}

function contactOf({ company, person, place, country }: LetterParty): Record<string, string> {
  const [, zip = '', city = ''] = /^(\S+)\s+(.+)$/.exec(place.at(-1) ?? '') ?? [];
  const line = place.at(-2) ?? '';
  const [, street = line, number = ''] = /^(.*\D)\s+(\d+\s?\p{L}?)$/u.exec(line) ?? [];
  return { name: company || person || '', street: street.trim(), number, zip, city, country };
}

/** What it would only say after the pages were there, as far as it can be known before. */
export function problemsOf(job: LetterJob, capabilities: ProviderCapabilities): LetterProblem[] {
  const { kind, recipient, pdf, pages, options } = job;
  if (!capabilities.kinds.includes(kind)) return [{ code: 'kind', params: { kind } }];
  const problems: LetterProblem[] = [];
  if (pdf.length > capabilities.maxBytes)
    problems.push({ code: 'size', params: { bytes: pdf.length, max: capabilities.maxBytes } });
  const countries = capabilities.countries(kind);
  if (countries !== null && !countries.includes(recipient.country))
    problems.push({ code: 'country', params: { country: recipient.country, kind } });
  const most = mostPages[recipient.country] ?? mostPagesElsewhere;
  if (pages > most) {
    const perSheet = options.duplex ? 2 : 1;
    problems.push({
      code: 'sheets',
      params: { sheets: Math.ceil(pages / perSheet), max: Math.floor(most / perSheet) },
    });
  }
  if (!recipient.company && !recipient.person)
    problems.push({ code: 'address', params: { line: 1, text: '' } });
  if (!/^\S+\s+\S/.test(recipient.place.at(-1) ?? ''))
    problems.push({
      code: 'address',
      params: { line: recipient.place.length, text: recipient.place.at(-1) ?? '' },
    });
  return problems;
}
