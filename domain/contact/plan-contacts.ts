/** What a customers file changes in the contacts of a customer. */
import type { WrittenContact } from './address-cell.ts';

export interface KnownContact {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  /** Kept up to date by files; contacts that people made are changed by people. */
  imported: boolean;
}

export interface ContactChange {
  /** Null: a new contact. */
  id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
}

/**
 * Each contact of the file is found by its address, else by its name among those that files keep, else, where there
 * is one of each, it is the one whose address has changed. What is found and says nothing new is no change; what is
 * not found is added. Contacts that the file does not name stay.
 */
export function planContacts(written: WrittenContact[], known: KnownContact[]): ContactChange[] {
  const changes: ContactChange[] = [];
  const taken = new Set<string>();
  const left = written.filter((contact) => {
    const found = known.find(({ id, email }) => !taken.has(id) && sameText(email, contact.email));
    if (found === undefined) return true;
    taken.add(found.id);
    addChange(changes, contact, found);
    return false;
  });
  for (const contact of left) {
    const mine = known.filter(({ id, imported }) => imported && !taken.has(id));
    const found = mine.find(({ name }) => sameText(name, contact.name)) ?? onlyOne(mine, { written, known });
    if (found !== undefined) taken.add(found.id);
    addChange(changes, contact, found);
  }
  return changes;
}

/** One contact in the file and one kept by files: the file is the newer word on it, regardless of what it changes. */
function onlyOne(
  mine: KnownContact[],
  { written, known }: { written: WrittenContact[]; known: KnownContact[] },
): KnownContact | undefined {
  const kept = known.filter(({ imported }) => imported);
  return written.length === 1 && kept.length === 1 ? mine[0] : undefined;
}

function addChange(
  changes: ContactChange[],
  { name, email, phone }: WrittenContact,
  found: KnownContact | undefined,
): void {
  if (found === undefined) {
    changes.push({ id: null, name: name ?? '', email: email ?? null, phone: phone ?? null });
    return;
  }
  const next = {
    name: name ?? found.name,
    // the same address in other letters is no news
    email: email === undefined || sameText(email, found.email) ? found.email : email,
    phone: phone ?? found.phone,
  };
  if (next.name === found.name && next.email === found.email && next.phone === found.phone) return;
  changes.push({ id: found.id, ...next });
}

function sameText(left: string | null | undefined, right: string | null | undefined): boolean {
  return Boolean(left) && Boolean(right) && left!.toLowerCase() === right!.toLowerCase();
}
