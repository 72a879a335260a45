/** What is checked of settings beyond their form; each finding names its field. */
import Holidays from 'date-holidays';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { readVatNumber } from '../../../domain/company/vat-number.ts';
import { normalDomain } from '../../../domain/internal/recipient.ts';
import { isKnownCurrency } from '../../../domain/money/currency.ts';
import { readBic, readIban } from '../../../domain/payment/iban.ts';
import type { EntityChanges } from '../../../prisma/queries/entities/write.ts';
import type { EntitySettingsRow } from '../../../prisma/queries/entities/read.ts';
import { FieldsRefused } from '../../plugins/errors.ts';
import type { SettingsChanges } from './schema.ts';

interface Finding {
  path: string;
  code: string;
}

/**
 * The changes in the form in which they are stored.
 *
 * @param before what holds now, for what belongs together
 * @throws FieldsRefused naming every field that is not right
 */
export function checkChanges(changes: SettingsChanges, before: EntitySettingsRow): EntityChanges {
  const findings: Finding[] = [];
  const checked = {
    ...changes,
    ...numbers(changes, before, findings),
    ...sending(changes, findings),
    ...money(changes, before, findings),
  };
  if (findings.length > 0) throw new FieldsRefused(findings);
  return checked as EntityChanges;
}

function numbers(
  { vatNumber, iban, bic, country = undefined }: SettingsChanges,
  before: EntitySettingsRow,
  findings: Finding[],
): EntityChanges {
  const of = country ?? before.country;
  const checked: EntityChanges = {};
  if (vatNumber !== undefined) {
    checked.vatNumber = vatNumber === null ? null : readVatNumber(vatNumber, of);
    if (vatNumber !== null && checked.vatNumber === null)
      findings.push({ path: 'vatNumber', code: 'vat_number' });
  }
  if (iban !== undefined) {
    checked.iban = iban === null ? null : compact(iban);
    if (checked.iban && readIban(checked.iban) === null) findings.push({ path: 'iban', code: 'iban' });
  }
  if (bic !== undefined) {
    checked.bic = bic === null ? null : compact(bic);
    if (checked.bic && readBic(checked.bic) === null) findings.push({ path: 'bic', code: 'bic' });
  }
  return checked;
}

function compact(text: string): string {
  return text.replaceAll(/[\s.-]/g, '').toUpperCase();
}

let countriesWithHolidays: ReadonlySet<string> | undefined;

function sending({ senderEmail, ownDomains, calendar }: SettingsChanges, findings: Finding[]): EntityChanges {
  const checked: EntityChanges = {};
  if (senderEmail !== undefined) {
    const parsed = parseEmailAddress(senderEmail);
    if (parsed.ok) checked.senderEmail = parsed.value.address;
    else findings.push({ path: 'senderEmail', code: 'email' });
  }
  if (ownDomains !== undefined) {
    const domains = ownDomains.map((text, index) => {
      const domain = normalDomain(text);
      if (domain === undefined) findings.push({ path: `ownDomains.${index}`, code: 'domain' });
      return domain ?? text;
    });
    checked.ownDomains = [...new Set(domains)];
  }
  if (calendar !== undefined) {
    const { windowStart, windowEnd, holidayCountries, extraHolidays, sendDays } = calendar;
    if (windowEnd <= windowStart) findings.push({ path: 'calendar.windowEnd', code: 'window' });
    countriesWithHolidays ??= new Set(Object.keys(new Holidays().getCountries()));
    holidayCountries.forEach((country, index) => {
      if (countriesWithHolidays?.has(country)) return;
      findings.push({ path: `calendar.holidayCountries.${index}`, code: 'country' });
    });
    checked.calendar = {
      ...calendar,
      sendDays: [...new Set(sendDays)],
      holidayCountries: [...new Set(holidayCountries)],
      extraHolidays: [...new Set(extraHolidays)].sort(),
    };
  }
  return checked;
}

function money(
  { currency, fixedCompensationMinor, minimumAmountMinor }: SettingsChanges,
  before: EntitySettingsRow,
  findings: Finding[],
): EntityChanges {
  if (currency !== undefined && !isKnownCurrency(currency))
    findings.push({ path: 'currency', code: 'currency' });
  for (const key of Object.keys(minimumAmountMinor ?? {})) {
    if (!isKnownCurrency(key)) findings.push({ path: `minimumAmountMinor.${key}`, code: 'currency' });
  }
  // An amount of the old currency means nothing in the new one.
  const isOutdated =
    currency !== undefined && currency !== before.currency && fixedCompensationMinor === undefined;
  return isOutdated ? { fixedCompensationMinor: null } : {};
}
