import type { PortalCodeRule, ReplyHold } from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** Settings of the pages that customers and colleagues open without an account. */
export const pageSettings = {
  title: 'Interactive pages',
  text: 'Links last as long as is said here from the day they are made; those already sent keep their end.',
  linkDays: 'A customer’s link works for',
  internalLinkDays: 'A colleague’s link works for',
  days: 'In days',
  answerDays: 'Customers can expect an answer within',
  answerDaysHint: 'In working days. Said to whoever has just sent something.',
  workingDays: (n: number) => count(n, { one: '# working day', other: '# working days' }),
  portalCode: 'One-time code by e-mail',
  portalCodes: {
    never: 'Customers need no code',
    acts: 'Customers show a code before they reply or promise',
  } satisfies Record<PortalCodeRule, string>,
  portalCodeHint: 'Colleagues always show one.',
  replyHold: 'Until a reply is handled',
  replyHolds: {
    whole_case: 'No reminder goes to the customer',
    lines: 'Only the items it names are not chased',
  } satisfies Record<ReplyHold, string>,
  ownDomains: 'Own mail domains',
  ownDomainsHint: 'One a line. Internal messages go to addresses in these domains only.',
  save: 'Save',
  saved: 'Saved. It stands in history.',
  edit: 'Change …',
  none: 'None: no colleague can be asked by e-mail.',
};
