/** Account numbers as banks check them: form and check digits (ISO 13616), not whether the account exists. */

/** Without spaces, in capitals; null when it is no IBAN. */
export function readIban(written: string): string | null {
  const iban = written.replaceAll(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return null;
  const turned = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const sign of turned) {
    const digits = /\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55);
    for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1 ? iban : null;
}

/** Eight or eleven letters and digits, in capitals; null when it is no BIC. */
export function readBic(written: string): string | null {
  const bic = written.replaceAll(/\s/g, '').toUpperCase();
  return /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic) ? bic : null;
}
