/** What the provider refuses, by its own codes. */
import { isElectronic, type Service } from './letters.ts';

export interface Fault {
  code: string;
  message: string;
}

const registeredCountries = ['FR', 'MC', 'RE', 'YT', 'MQ', 'GP', 'MF', 'BL', 'GF'];
const archiving = [0, 1, 3, 6, 10];

export function problemsOfSending(service: Service, fields: Record<string, unknown>): Fault[] {
  const faults: Fault[] = [];
  const add = (code: string) => void faults.push({ code, message: code });
  const name = text(fields['name']);
  if (name === '') add('EMPTY_NAME');
  if (name.length > 256) add('NAME_TOO_LONG');
  const longest = service === 'registered_mail/v4' ? 38 : 36;
  if (text(fields['custom_id']).length > longest) add('CUSTOM_ID_WRONG_FORMAT');
  if (isElectronic(service)) {
    if (text(fields['sender_id']) === '') add('EMPTY_SENDER_ID');
    return faults;
  }
  const email = text(fields['notification_email']);
  if (email !== '' && !/^\S+@\S+$/.test(email)) add('INVALID_NOTIFICATION_EMAIL');
  if (fields['archiving_duration'] !== undefined && !archiving.includes(Number(fields['archiving_duration'])))
    add('UNEXPECTED_NOT_VALID_ERROR');
  return [...faults, ...tooLong(fields, 'sender_')];
}

export function problemsOfRecipient(service: Service, fields: Record<string, unknown>): Fault[] {
  const faults: Fault[] = [];
  const add = (code: string) => void faults.push({ code, message: code });
  if (isElectronic(service)) {
    if (!/^[^\s@]+@[^\s@]+$/.test(text(fields['email']))) add('INVALID_EMAIL');
    if (!['PROFESSIONAL', 'INDIVIDUAL'].includes(text(fields['legal_status']))) add('INVALID_LEGAL_STATUS');
    return faults;
  }
  const line = (n: number) => text(fields[`address_line_${n}`]);
  const country = text(fields['country_code']);
  if (line(1) === '' && line(2) === '') add('ADDRESS_LINE_1_OR_ADDRESS_LINE_2_MANDATORY');
  if (line(6) === '') add('EMPTY_ADDRESS_LINE_6');
  else if (country === 'FR' && !/^\d{5} \S/.test(line(6))) add('INVALID_ADDRESS_LINE_6');
  if (country === '') add('COUNTRY_CODE_EMPTY');
  else if (country.length > 2) add('COUNTRY_CODE_TOO_LONG');
  else if (service === 'registered_mail/v4' && !registeredCountries.includes(country))
    add('INVALID_COUNTRY_CODE');
  return [...faults, ...tooLong(fields, '')];
}

function tooLong(fields: Record<string, unknown>, prefix: string): Fault[] {
  return [1, 2, 3, 4, 5, 6].flatMap((n) =>
    [...text(fields[`${prefix}address_line_${n}`])].length > 38
      ? [
          {
            code: `ADDRESS_LINE_${n}_TOO_LONG`,
            message: `La ligne d’adresse n°${n} est limitée à 38 caractères`,
          },
        ]
      : [],
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
