/** An IBAN in groups of four, as it stands on paper. Apart from its check, which pages need not carry. */
export function groupedIban(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ');
}
