/** What kind of mail came in. */
export const mailKinds = [
  'human',
  'auto_reply',
  'bounce',
  'read_receipt',
  'calendar',
  'list',
  'complaint',
] as const;
export type MailKind = (typeof mailKinds)[number];
