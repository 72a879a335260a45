/** What every list says of itself: its sums, whose customers come first, what can be chased. */
export const lists = {
  totals: 'Totals of the list',
  asked: 'Asked for',
  named: 'Amounts named',
  /** A part of an amount, as of a promise. */
  part: (part: string, whole: string) => `${part} of ${whole}`,
  promised: (amount: string) => `${amount} promised`,
  /** Of a promise: its amount, and the day. */
  promisedFor: (amount: string, date: string) => `${amount} promised for ${date}`,
  split: {
    label: 'Parts of the open amount',
    chaseableMinor: 'To chase',
    notDueMinor: 'Not due',
    promisedMinor: 'Promised',
    disputedMinor: 'Disputed',
    waitingMinor: 'Waiting',
    creditsMinor: 'Credits',
  },
  chaseableHint:
    'What a reminder asks for. A step that lists only what was reminded before, such as a formal notice, asks for less.',
  /** Beside what is to be chased: credits that were taken off it. */
  netted: (amount: string) => `after ${amount} of credits`,
  /** Where a part of the credits has been taken off. */
  creditsLeft: 'Credits left',
  waitingHint: 'On hold, answered and not read yet, or the rest beside a promise for a part',
  whose: {
    label: 'Whose customers',
    first: 'My customers first',
    only: 'Only my customers',
    all: 'All customers',
  },
  filters: (active: number) => (active === 0 ? 'Filters' : `Filters · ${active} active`),
  messages: 'Messages from the application',
};
