/** Whose address a new one takes the place of. */

/** The contact that files keep, else the first one that reminders go to; undefined: the address can only be added. */
export function contactToReplace<
  Contact extends { imported: boolean; email: string | null; roles: string[] },
>(contacts: Contact[]): Contact | undefined {
  const collecting = contacts.filter(({ email, roles }) => email !== null && roles.includes('collection'));
  return collecting.find(({ imported }) => imported) ?? collecting[0];
}
