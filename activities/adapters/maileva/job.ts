/** A letter in Maileva's fields, and what Maileva would refuse in it. */
import { isElectronic, needsCode } from '../../../domain/letter/course.ts';
import type { LetterJob, LetterParty, LetterProblem, ProviderCapabilities } from '../../letters/provider.ts';

const postage = { economy: 'ECONOMIC', standard: 'FAST', fast: 'URGENT' } as const;
/** What its electronic letters speak to recipients. */
const languages = { fr: 'FR', nl: 'NL' } as const;

type Line = 1 | 2 | 3 | 4 | 5 | 6;

/** Six lines: company, person, building, street, place or box, postcode and town. */
function linesOf({ company, person, place }: LetterParty): Partial<Record<Line, string>> {
  const street = place.slice(0, -1);
  const numbers: Line[] = street.length <= 1 ? [4] : street.length === 2 ? [3, 4] : [3, 4, 5];
  return {
    ...(company ? { 1: company } : {}),
    ...(person ? { 2: person } : {}),
    ...Object.fromEntries(street.slice(0, 3).map((line, index) => [numbers[index]!, line])),
    6: place.at(-1) ?? '',
  };
}

function addressFields(party: LetterParty, prefix: '' | 'sender_'): Record<string, string> {
  const lines = Object.entries(linesOf(party)).map(([line, text]) => [`${prefix}address_line_${line}`, text]);
  return { ...Object.fromEntries(lines), [`${prefix}country_code`]: party.country };
}

export function paperSending(job: LetterJob): Record<string, unknown> {
  const { colour, duplex, envelope, speed, archiveYears } = job.options;
  const isRegistered = job.kind === 'registered';
  return {
    name: job.name.slice(0, 256),
    custom_id: job.reference,
    custom_data: job.reference,
    color_printing: colour,
    duplex_printing: duplex,
    optional_address_sheet: false,
    print_sender_address: true,
    archiving_duration: archiveYears,
    ...addressFields(job.sender, 'sender_'),
    ...(job.sender.email ? { notification_email: job.sender.email } : {}),
    ...(isRegistered
      ? { acknowledgement_of_receipt: true, returned_mail_scanning: true, notification_types: [] }
      : {
          postage_type: postage[speed],
          envelope_windows_type: 'SIMPLE',
          treat_undelivered_mail: true,
        }),
    ...(envelope === 'auto' || isRegistered ? {} : { envelope_type: envelope.toUpperCase() }),
  };
}

export function paperRecipient({ reference, recipient }: LetterJob): Record<string, unknown> {
  return { custom_id: reference, custom_data: reference, ...addressFields(recipient, '') };
}

export function electronicSending(job: LetterJob, senderId: string): Record<string, unknown> {
  return {
    sender_id: senderId,
    name: job.name.slice(0, 256),
    custom_id: job.reference,
    custom_data: job.reference,
    notification_language: languages[job.language as keyof typeof languages] ?? 'EN',
    ...(job.sender.company ? { additional_sender_name: job.sender.company.slice(0, 255) } : {}),
    message: job.name.slice(0, 450),
  };
}

export function electronicRecipient({ reference, recipient }: LetterJob): Record<string, unknown> {
  const { company, person = '', email } = recipient;
  const [first, ...last] = person.trim().split(/\s+/);
  return {
    custom_id: reference,
    custom_data: reference,
    legal_status: company ? 'PROFESSIONAL' : 'INDIVIDUAL',
    email,
    ...(company ? { company } : {}),
    ...(person.trim() === ''
      ? {}
      : { first_name: (first ?? '').slice(0, 50), last_name: (last.join(' ') || first!).slice(0, 50) }),
  };
}

/** What it would refuse, before anything is sent to it. */
export function problemsOf(job: LetterJob, capabilities: ProviderCapabilities): LetterProblem[] {
  const { kind, recipient, pdf, pages, options } = job;
  const problems: LetterProblem[] = [];
  if (!capabilities.kinds.includes(kind)) return [{ code: 'kind', params: { kind } }];
  if (pdf.length > capabilities.maxBytes)
    problems.push({ code: 'size', params: { bytes: pdf.length, max: capabilities.maxBytes } });
  if (isElectronic(kind)) {
    if (!recipient.email) problems.push({ code: 'email', params: {} });
    // Who is no professional must have agreed before (art. L. 100 CPCE), and no consent is kept here.
    if (needsCode(kind) && !recipient.company) problems.push({ code: 'consent', params: {} });
    return problems;
  }
  const countries = capabilities.countries(kind);
  if (countries !== null && !countries.includes(recipient.country))
    problems.push({ code: 'country', params: { country: recipient.country, kind } });
  const sheets = options.duplex ? Math.ceil(pages / 2) : pages;
  const mostSheets = options.envelope === 'dl' ? 5 : capabilities.maxSheets;
  if (sheets > mostSheets) problems.push({ code: 'sheets', params: { sheets, max: mostSheets } });
  const { company, person, place } = recipient;
  const lines = linesOf(recipient);
  if (!company && !person) problems.push({ code: 'address', params: { line: 1, text: '' } });
  if (place.length > 4) problems.push({ code: 'address', params: { line: 5, text: place[3]! } });
  for (const [line, text] of Object.entries(lines))
    if ([...text].length > capabilities.addressLines.width)
      problems.push({ code: 'address', params: { line: Number(line), text } });
  for (const [line, text] of Object.entries(linesOf(job.sender)))
    if ([...text].length > capabilities.addressLines.width)
      problems.push({ code: 'sender', params: { line: Number(line), text } });
  if (recipient.country === 'FR' && !/^\d{5} \S/.test(lines[6] ?? ''))
    problems.push({ code: 'address', params: { line: 6, text: lines[6] ?? '' } });
  return problems;
}
