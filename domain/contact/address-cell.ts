/** What a cell of a ledger says about mailboxes: one, several, with or without the names of people. */

export interface WrittenContact {
  name?: string;
  email?: string;
  phone?: string;
}

export interface AddressCell {
  contacts: { name?: string; email: string }[];
  /** What stands there and is no address; empty where everything was understood. */
  notUnderstood: string[];
}

const separators =
  /[;,|\r\n\t；，、]+|\s+(?:\/|&|\+|and|und|et|y|e|en|i|or|oder|ou)\s+|(?<=>)\s*(?:\/\s*)?(?=\S)/iu;
const scheme = /^(?:mailto|smtp|e-?mail|mail)\s*:\s*/i;

/**
 * Every mailbox of a cell, each once: `a;b`, `a, b`, `a / b`, `a b`, `Name <a>`, `a (Name)`, `mailto:a`, quoted names.
 * What is not one mailbox for certain is given back and never guessed: a parser must not decide who receives a letter
 * of demand. Whether mail can be sent there is looked at before anything is (see `parseEmailAddress`).
 */
export function readAddressCell(cell: string): AddressCell {
  const contacts: AddressCell['contacts'] = [];
  const notUnderstood: string[] = [];
  let before = '';
  for (const piece of piecesOf(cell)) {
    if (!piece.includes('@')) {
      // The family name of `Müller, Anna <anna@…>`, until an address follows.
      before = before === '' ? piece : `${before} ${piece}`;
      continue;
    }
    const found = mailboxOf(piece, before);
    if (found === null) notUnderstood.push(before === '' ? piece : `${before} ${piece}`);
    else if (!contacts.some(({ email }) => email.toLowerCase() === found.email.toLowerCase()))
      contacts.push(found);
    before = '';
  }
  if (before !== '') notUnderstood.push(before);
  return { contacts, notUnderstood };
}

function piecesOf(cell: string): string[] {
  return (
    cell
      // a quoted local part stays quoted, and is refused
      .replace(/"([^"]*)"(?!@)/g, ' $1 ')
      .replace(/[“”„«»]/g, ' ')
      .split(separators)
      .flatMap((piece) => (hasSeveral(piece) ? piece.split(/[\s/]+/) : [piece]))
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
  );
}

/** `a@x b@y` and `a@x/b@y`: bare addresses beside each other. */
function hasSeveral(piece: string): boolean {
  return !piece.includes('<') && piece.split(/[\s/]+/).filter((part) => part.includes('@')).length > 1;
}

function mailboxOf(piece: string, before: string): { name?: string; email: string } | null {
  const [name, address] = nameAndAddress(piece.replace(scheme, ''));
  const email = address.replace(scheme, '').replace(/\?.*$/, '').replace(/\.$/, '');
  if (!looksLikeAddress(email)) return null;
  const whole = [before, name]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
  // An address in the place of a name says nothing new, or leads astray.
  if (whole.includes('@')) return whole.toLowerCase() === email.toLowerCase() ? { email } : null;
  return whole === '' || scheme.test(`${whole}:`) ? { email } : { name: whole, email };
}

function nameAndAddress(piece: string): [string, string] {
  const bracketed = /^(.*?)\s*<\s*([^<>\s]+)\s*>$/.exec(piece);
  if (bracketed) return [bracketed[1] ?? '', bracketed[2] ?? ''];
  const followed = /^(\S+@\S+)\s*\(([^()]*)\)$/.exec(piece);
  if (followed) return [followed[2] ?? '', followed[1] ?? ''];
  const led = /^(.+?)\s+(\S+@\S+)$/.exec(piece);
  return led ? [led[1]!.replace(/:$/, ''), led[2]!] : ['', piece];
}

/** Only a first look; the address is checked again, and more strictly, before anything is sent to it. */
function looksLikeAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]/]+\.[^\s@<>(),;:"\\[\]/]+$/.test(text)
  );
}
