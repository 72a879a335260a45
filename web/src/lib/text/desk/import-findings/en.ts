import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** What imports leave for people to decide: customers who are held, and addresses that differ. */
export const importFindings = {
  heldTitle: (n: number) =>
    count(n, {
      one: '# customer is on hold for left-out rows',
      other: '# customers are on hold for left-out rows',
    }),
  heldCustomer: 'On hold: rows were left out of an import',
  heldText:
    'What was left out may lower what they owe, so nothing is sent to them. The hold ends when a later file reads the rows, or when you release it.',
  rows: (rows: string, n: number, more: number) =>
    `${n === 1 ? 'Row' : 'Rows'} ${rows}${more > 0 ? ` and ${more} more` : ''}`,
  release: 'Release the hold',
  releaseTitle: (name: string) => `Send to ${name} again?`,
  releaseText:
    'The next step goes out on what the ledger says, without these rows. Release the hold only if they change nothing for this customer.',
  released: (name: string) => `${name} is chased again.`,
  more: (n: number) => count(n, { one: 'and # more', other: 'and # more' }),
  addressesTitle: (n: number) =>
    count(n, {
      one: '# address in a file is not known here',
      other: '# addresses in files are not known here',
    }),
  addressesText:
    'Item files change no contact by themselves. Decide for each customer; what you decline is not offered again.',
  noAddress: 'No address so far',
  known: (addresses: string) => `Known: ${addresses}`,
  replace: (email: string) => (email === '' ? 'Take over' : `Instead of ${email}`),
  add: 'Add',
  decline: 'Leave as it is',
  decided: {
    replaced: (email: string) => `Reminders go to ${email} now.`,
    added: (email: string) => `${email} was added.`,
    declined: (email: string) => `${email} is not offered again.`,
  },
  agenda: (n: number) =>
    count(n, {
      one: 'Nothing is sent to # customer: rows were left out of an import.',
      other: 'Nothing is sent to # customers: rows were left out of an import.',
    }),
  agendaLink: 'See who and why',
};
