/** The address that the first administrator of an empty installation signs in with, until it is replaced. */
export const placeholderEmail = 'admin@relance.example';

/** Whether it is that address or one beside it: nobody reads what is sent there. */
export function isPlaceholder(email: string): boolean {
  return email.trim().toLowerCase().endsWith('@relance.example');
}
