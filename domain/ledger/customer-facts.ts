/** What a row says about its customer. */
import { parseEmailAddress } from '../contact/email-address.ts';
import { readAddressCell, type WrittenContact } from '../contact/address-cell.ts';
import { zoneOfCountry } from './countries.ts';
import type { LedgerField } from './fields.ts';
import { noCode } from './words.ts';

/** Used for new customers, and by a customers file for known ones. */
export interface CustomerFacts {
  name?: string;
  country?: string;
  timeZone?: string;
  /** Zone of the country, for a customer whose zone is not known otherwise. */
  countryZone?: string;
  language?: string;
  currency?: string;
  /** One for each mailbox of the row; one without address where it names a person, a telephone or a street only. */
  contacts?: WrittenContact[];
  street?: string;
  postalCode?: string;
  city?: string;
  collectorEmail?: string;
  parentNumber?: string;
  attributes?: Record<string, string>;
}

export interface FactsReader {
  /** A customers file says more than an items file. */
  isCustomersFile: boolean;
  /** Text of the cell; empty where there is no such column. */
  text: (field: LedgerField) => string;
  /** What the word of the column means: recognised, or answered by a person; undefined: nothing stands there. */
  meaning: (field: 'country' | 'language' | 'currency') => string | undefined;
  /** Header of the column. */
  header: (field: LedgerField) => string;
  /** A value that is not understood is reported in the review; it keeps no item out of the ledger. */
  remark: (code: string, column: string, value: string) => void;
}

export function readCustomerFacts(reader: FactsReader): CustomerFacts {
  const facts: CustomerFacts = {};
  const take = <K extends 'name' | 'street' | 'postalCode' | 'city' | 'collectorEmail' | 'parentNumber'>(
    key: K,
    field: LedgerField,
  ) => {
    const text = reader.text(field);
    if (text !== '') facts[key] = text;
  };
  take('name', 'customerName');
  for (const key of ['street', 'postalCode', 'city', 'collectorEmail', 'parentNumber'] as const)
    take(key, key);
  for (const field of ['country', 'language'] as const) {
    const code = reader.meaning(field);
    if (code !== undefined && code !== noCode) facts[field] = code;
  }
  if (reader.isCustomersFile) {
    const currency = reader.meaning('currency');
    if (currency !== undefined) facts.currency = currency;
    readZone(reader, facts);
  }
  if (facts.timeZone === undefined && facts.country !== undefined) {
    const zone = zoneOfCountry(facts.country);
    if (zone !== undefined) facts.timeZone = zone;
  }
  const contacts = readContacts(reader);
  if (contacts.length > 0) facts.contacts = contacts;
  const attributes = Object.fromEntries(
    (['segment', 'region'] as const)
      .map((field) => [field, reader.text(field)] as const)
      .filter(([, text]) => text !== ''),
  );
  return Object.keys(attributes).length > 0 ? { ...facts, attributes } : facts;
}

function readContacts(reader: FactsReader): WrittenContact[] {
  const { contacts, notUnderstood } = readAddressCell(reader.text('email'));
  const column = reader.header('email');
  if (notUnderstood.length > 0) reader.remark('email_not_understood', column, notUnderstood.join('; '));
  const unsendable = contacts.filter(({ email }) => !parseEmailAddress(email).ok);
  if (unsendable.length > 0)
    reader.remark('email_not_sendable', column, unsendable.map(({ email }) => email).join('; '));
  const name = reader.text('contactName');
  const phone = reader.text('phone');
  const [first, ...others] = contacts;
  const own = { ...(name === '' ? {} : { name }), ...(phone === '' ? {} : { phone }) };
  if (first !== undefined) return [{ ...own, ...first }, ...others];
  return name !== '' || phone !== '' || reader.text('street') !== '' ? [own] : [];
}

function readZone(reader: FactsReader, facts: CustomerFacts): void {
  const text = reader.text('timeZone');
  if (text === '') return;
  const zone = zoneNamed(text);
  if (zone === undefined) reader.remark('timeZone_not_understood', reader.header('timeZone'), text);
  else facts.timeZone = zone;
}

function zoneNamed(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
