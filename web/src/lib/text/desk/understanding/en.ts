import type { ModelUse, ProposalSource, ProposalState } from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** Settings: how well the words of replies are read, and by whom. */
export const understanding = {
  tab: 'Reading of replies',
  model: {
    title: 'A model beside the rules',
    text: 'Rules read every reply on this machine. A model may read it as well and propose more; it decides nothing, and what it says counts only where it quotes the words.',
    state: 'Model',
    uses: {
      off: 'Off',
      redacted: 'On, names and numbers of people masked',
      full: 'On, sees the whole words',
    } satisfies Record<ModelUse, string>,
    short: { off: 'Off', redacted: 'On, masked', full: 'On' } satisfies Record<ModelUse, string>,
    name: 'Name',
    endpoint: 'Asked at',
    today: 'Today',
    calls: (n: number) => count(n, { one: '# reply read', other: '# replies read', zero: 'nothing read' }),
    cost: (units: string, cap: string) => (cap === '' ? `cost ${units}` : `cost ${units} of at most ${cap}`),
    mostCalls: (n: string) => `at most ${n} a day`,
    notConnected: 'None is connected. Who runs the server connects one (AI_URL); nothing leaves before that.',
    leaves: (endpoint: string) =>
      `From the next reply on, the words of customers and their open items go to ${endpoint}.`,
    masked: 'Names on file, addresses, bank accounts and telephone numbers are masked before.',
    notMasked: 'Nothing is masked.',
    stays: 'From the next reply on, nothing leaves this machine any more. What was proposed stays.',
  },
  precision: {
    title: 'What people made of proposals',
    text: 'Precision is the share of those decided that were accepted as they stood. Choose a number to see the mails behind it.',
    from: 'From',
    until: 'To',
    per: 'Count per',
    pers: { intent: 'Kind', language: 'Language', by: 'Read by', entity: 'Company' },
    only: { intent: 'Kind', language: 'Language', by: 'Read by' },
    by: { form: 'Chosen on the page', rules: 'Rules', model: 'Model' } satisfies Record<
      ProposalSource,
      string
    >,
    states: {
      accepted: 'Accepted',
      changed: 'Changed',
      dropped: 'Dropped',
      proposed: 'Not decided',
    } satisfies Record<ProposalState, string>,
    precision: 'Precision',
    total: 'Together',
    show: (what: string) => `Show the mails: ${what}`,
    none: 'Nothing was proposed in this period',
    noneText: 'Choose an earlier day. Proposals are counted on the day on which the reply was read.',
    sum: 'Decided',
    sums: (decided: number, open: number) =>
      `${count(decided, { one: '# decided', other: '# decided' })}, ${count(open, { one: '# not decided yet', other: '# not decided yet' })}`,
  },
  made: {
    title: (what: string) => `The mails behind: ${what}`,
    close: 'Close the list',
    received: 'Received',
    customer: 'Customer',
    claim: 'Proposed',
    decided: 'Decided',
    open: 'Open the reply',
    none: 'No mail',
    noneText: 'Nothing of this kind was proposed in this period.',
  },
  trial: {
    title: 'Read old mail again',
    text: 'The replies of the period above are read again as they arrived, and what differs from what was proposed is listed. Nothing is changed by it.',
    by: 'Read by',
    rules: 'The rules of today',
    model: (name: string) => `The model ${name}`,
    noModel: 'A model: none is connected',
    leaves: (endpoint: string, masked: boolean) =>
      `The words of these replies go to ${endpoint}, ${masked ? 'names and numbers of people masked' : 'unmasked, as it is set above'}. It costs what reading new ones costs and counts for the day.`,
    start: 'Read again',
    cancel: 'Stop',
    progress: (read: string, total: string) => `${read} of ${total} read`,
    starting: 'Reading …',
    stopping: 'Stopping …',
    stopped: 'Stopped. What was read until then stands below.',
    stoppedBy: {
      over_budget:
        'The model has had its day: its cap of cost or calls is reached. What was read until then stands below.',
      not_connected: 'No model is connected. What was read until then stands below.',
    },
    nothing: 'No reply was read in this period.',
    read: 'Read again',
    same: 'Read alike',
    differs: 'Read otherwise',
    accepted: 'Accepted before, claimed again',
    dropped: 'Dropped before, claimed again',
    of: (part: string, whole: string) => `${part} of ${whole}`,
    byRules: (n: number) =>
      count(n, {
        one: 'Of one reply nothing that the model said stood, or it did not answer: the rules stand.',
        other: 'Of # replies nothing that the model said stood, or it did not answer: the rules stand.',
      }),
    list: 'Replies that are read otherwise',
    before: 'Proposed then',
    after: 'Read now',
    nothingClaimed: 'nothing',
    gone: 'no longer',
    added: 'new',
    more: (n: number) => count(n, { one: 'Show one more', other: 'Show # more' }),
  },
};
