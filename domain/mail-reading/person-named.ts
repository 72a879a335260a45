/** A person whom words name by an address: the new contact, or who reads while somebody is away. */

export interface PersonNamed {
  name: string | null;
  address: string | null;
  phone: string | null;
}

/** The first address in the text that is none of `own`, with the name before it and the number behind it. */
export function personNamed(text: string, own: readonly string[]): PersonNamed | null {
  const known = new Set(own.map((address) => address.toLowerCase()));
  const addresses = [
    ...text.slice(0, 5_000).matchAll(/[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,190}\.\p{L}{2,}/gu),
  ];
  const other = addresses.find(([address]) => !known.has(address.toLowerCase()));
  if (other === undefined) return null;
  const line = lineAround(text, other.index);
  const phone =
    /(?:\+|00|\(?0)\d[\d\s()./-]{6,18}\d/.exec(line.slice(Math.max(0, line.indexOf(other[0]))))?.[0] ?? null;
  return { name: nameBefore(line, other[0]), address: other[0].toLowerCase(), phone };
}

export function isNamed(person: PersonNamed | null): person is PersonNamed & { address: string } {
  return person !== null && person.address !== null;
}

function lineAround(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(from, Math.min(end < 0 ? text.length : end, from + 500));
}

/** One to four words with capitals right before the address. */
function nameBefore(line: string, address: string): string | null {
  const before = line.slice(0, line.indexOf(address)).replace(/[\s<(:,[-]+$/, '');
  const titled = before.replace(/\s+(?:at|unter|à|au|en|via|per|op|pod|em|la|na|på|adresse|a)$/i, '');
  const found = /((?:\p{Lu}[\p{L}'’.-]*\s+){0,3}\p{Lu}[\p{L}'’-]+)(?:\s*[,(].{0,40})?$/u.exec(
    titled.replace(/\s*\($/, ''),
  )?.[1];
  const name = found?.replace(
    /^(?:Please|Contact|Bitte|Frau|Herrn?|Mme|M\.|Mr\.?|Mrs\.?|Ms\.?|Madame|Monsieur|Sig(?:\.|ra|nora)?|Sr(?:a)?\.?|Dhr\.?|Mevr(?:ouw)?\.?|Pan[ią]?|Kolegin|Kollegen)\s+/u,
    '',
  );
  return name === undefined || /^(?:E-?Mail|Mail|Email|Courriel|Adresse|Contact)$/i.test(name) ? null : name;
}
