import { counting } from '../../plural.ts';

const count = counting('en-GB');
const messages = (n: number) => count(n, { one: '# message', other: '# messages' });
const figure = (n: number) => new Intl.NumberFormat('en-GB').format(n);
const forAmounts = (amounts: string) => (amounts === '' ? '' : ` for ${amounts}`);
const minutes = (n: number) => count(n, { one: '# minute', other: '# minutes' });
const seconds = (n: number) => count(n, { one: '# second', other: '# seconds' });

/** What a click causes, and when: `what` is the step with its amount. */
export const consequence = {
  label: 'What follows',
  loading: 'Working out what follows …',
  incomplete: 'Once the form is complete, it says here what follows.',
  failed: 'What follows cannot be worked out at the moment.',
  what: (step: string, amounts: string) => (amounts === '' ? step : `${step} for ${amounts}`),
  /** A question to a colleague asks nobody for money. */
  question: (step: string, amounts: string) => (amounts === '' ? step : `${step} about ${amounts}`),
  leavesNow: (what: string) => `${what} leaves at once.`,
  leavesSoon: (what: string, n: number) => `${what} leaves in ${seconds(n)}; until then it can be undone.`,
  /** A letter that a provider carries. */
  handedOverLater: (what: string, n: number) =>
    `${what} goes to the provider in ${minutes(n)}; until then it can be taken back.`,
  leavesToday: (what: string, time: string) => `${what} leaves today at ${time}.`,
  leavesOn: (what: string, day: string, time: string) => `${what} leaves on ${day} at ${time}.`,
  confirmNow: (what: string) => `${what} is proposed today and waits for confirmation.`,
  confirmOn: (what: string, day: string) => `${what} is proposed on ${day} and waits for confirmation.`,
  performNow: (what: string) => `${what} stands in the agenda to be done today.`,
  performOn: (what: string, day: string) => `${what} stands in the agenda to be done on ${day}.`,
  waits: (what: string) => `${what} goes on waiting for confirmation.`,
  waitsToPerform: (what: string) => `${what} goes on waiting to be done.`,
  nothing: 'Nothing leaves.',
  notBefore: (day: string) => `Nothing before ${day}.`,
  unlessChanged: 'If nothing is paid or said until then.',
  inDoubt: 'Nothing more leaves before it is settled whether the last message arrived.',
  notFollowed: 'Nothing leaves: no scenario follows this customer.',
  /** A customer for whom nothing follows, and why. */
  because: (customer: string, reason: string) => `${customer}: ${reason}`,
  andMore: (n: number) => count(n, { one: 'And # more.', other: 'And # more.' }),
  many: {
    leave: (n: number, first: string, last: string) =>
      first === last
        ? `${messages(n)} ${n === 1 ? 'leaves' : 'leave'}: ${first}.`
        : `${messages(n)} leave: the first ${first}, the last ${last}.`,
    ask: (n: number, first: string, last: string) =>
      first === last
        ? `${count(n, { one: '# step is', other: '# steps are' })} proposed ${first}.`
        : `${count(n, { one: '# step is', other: '# steps are' })} proposed between ${first} and ${last}.`,
    nothing: (n: number) =>
      count(n, { one: 'For # customer nothing follows.', other: 'For # customers nothing follows.' }),
    refused: (n: number) =>
      count(n, {
        one: '# has changed since it was shown and is left out.',
        other: '# have changed since they were shown and are left out.',
      }),
    undo: (n: number) => `All of it can be undone for ${seconds(n)}.`,
  },
  /** Of a set of customers; `amounts` is empty where nothing is asked for. */
  set: {
    progress: (evaluated: number, most: number) =>
      `Working out what follows: ${figure(evaluated)} of ${figure(most)} customers …`,
    tooMany:
      'There are too many changes to work out what follows. Whatever is due then leaves by itself within the sending hours.',
    nobody: 'There is no customer that this is about.',
    unchanged: 'What leaves, and when, stays as planned.',
    noneToday: 'Nothing leaves by itself today.',
    leaveToday: (n: number, amounts: string) =>
      `Today ${messages(n)}${forAmounts(amounts)} ${n === 1 ? 'leaves' : 'leave'} by ${n === 1 ? 'itself' : 'themselves'}.`,
    leave: (n: number, amounts: string, first: string, last: string) =>
      first === last
        ? `Next for each customer: ${messages(n)}${forAmounts(amounts)}, ${first}.`
        : `Next for each customer: ${messages(n)}${forAmounts(amounts)}, the first ${first}, the last ${last}.`,
    ask: (n: number, amounts: string, first: string, last: string) =>
      `${count(n, { one: '# step', other: '# steps' })}${forAmounts(amounts)} ${n === 1 ? 'waits' : 'wait'} for a person, proposed ${
        first === last ? first : `between ${first.replace(/^on /, '')} and ${last.replace(/^on /, '')}`
      }.`,
    held: (n: number, amounts: string) =>
      `What is planned for ${count(n, { one: '# customer', other: '# customers' })}${amounts === '' ? '' : ` (${amounts})`} comes later or not at all.`,
    refused: (n: number) =>
      count(n, { one: 'To # customer it cannot be done.', other: 'To # customers it cannot be done.' }),
    firstOnly: (evaluated: number, all: number) =>
      `Worked out for the first ${figure(evaluated)} of ${figure(all)} customers by name; for the others it is not known yet.`,
    linksComing: 'From now on their reminders carry a link to the page.',
  },
  today: (time: string) => `today at ${time}`,
  on: (day: string, time: string) => `on ${day} at ${time}`,
  day: (day: string) => `on ${day}`,
  undo: 'Undo',
  undoQualification: 'Undo',
  leavesIn: (n: number) => `leaves in ${n} s`,
  leaving: 'is leaving',
  leavesAt: (when: string) => `leaves ${when}`,
  undone: 'Undone. Nothing was sent.',
  undoneMany: (n: number) => count(n, { one: '# confirmation undone.', other: '# confirmations undone.' }),
  undoneQualification: 'Undone. Everything stands as before.',
  highLevel: (n: number) =>
    count(n, {
      one: '# of them is of level 3 or more, or an electronic letter: open it first, or confirm it unseen here.',
      other:
        '# of them are of level 3 or more, or electronic letters: open them first, or confirm them unseen here.',
    }),
  confirmUnseen: (n: number) =>
    count(n, { one: 'Confirm # such step unseen', other: 'Confirm # such steps unseen' }),
  previewFirst: 'A step of this level is looked at before it is confirmed: this is what will leave.',
  linksEnd: (n: number) =>
    count(n, {
      zero: 'No link is out there at the moment.',
      one: '# link that is out there stops working at once.',
      other: '# links that are out there stop working at once.',
    }),
  pagesOff: {
    title: 'Switch the interactive page off?',
    text: 'Reminders no longer carry a link, and customers who open one read that the page is closed. Switched on again, links that have not expired work again.',
    submit: 'Switch off',
  },
};
