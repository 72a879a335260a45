/** Account numbers as banks write and check them: form, length of the country and check digits, not whether they exist. */
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';

/** Without spaces, in capitals; null when it is no IBAN (ISO 13616). */
export function readIban(written: string): string | null {
  const iban = electronicFormatIBAN(written.replaceAll(/\s/g, ''));
  return iban !== null && isValidIBAN(iban) ? iban : null;
}

/** Eight or eleven letters and digits, in capitals; null when it is no BIC (ISO 9362). */
export function readBic(written: string): string | null {
  const bic = written.replaceAll(/\s/g, '').toUpperCase();
  return isValidBIC(bic) ? bic : null;
}
