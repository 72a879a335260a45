import type {
  AttachmentWarning,
  Authentication,
  FiledBy,
  MailKind,
  MailQuota,
  MailScan,
  MailTransport,
  SuggestedBy,
} from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');

/** The local mailbox, where its reader answers as the customer would. */
export const mailboxAnswer = {
  open: 'Reply',
  title: 'Reply as the customer',
  lead: 'It is sent by mail to the address for replies, as the customer’s own mail program would. Nothing leaves this machine.',
  to: 'To',
  from: 'From',
  otherFrom: 'Another address',
  address: 'Address',
  name: 'Name',
  text: 'Reply',
  quotes: 'Quote the message below',
  send: 'Send the reply',
  sent: 'Reply sent',
  sentText: 'It is read and filed within seconds.',
  show: 'Show it',
  none: 'Replies to this message are not taken here: incoming mail is not switched on.',
};

/** What came in by mail, and what is known of it. */
export const incomingMail = {
  kinds: {
    human: 'Mail',
    auto_reply: 'Automatic answer',
    bounce: 'Not delivered',
    read_receipt: 'Read receipt',
    calendar: 'Calendar answer',
    list: 'Mailing list',
    complaint: 'Complaint to the provider',
  } satisfies Record<MailKind, string>,
  unknownSender: 'Unknown sender',
  unknownSenderHint:
    'The address is no contact of this customer. Anybody can write any name: compare before you believe it.',
  authentication: {
    passed: 'Sender authenticated',
    failed: 'Authentication failed',
    unproven: 'Not authenticated',
    not_checked: 'Sender not checked',
  } satisfies Record<Authentication, string>,
  authenticationHint: {
    passed: 'The domain of the sender vouches for this mail.',
    failed:
      'The mail is not as the domain of its sender says that its mail is: it may be forged. It changes nothing by itself.',
    unproven:
      'The domain of the sender publishes nothing that proves this mail. It changes nothing by itself.',
    not_checked:
      'Nothing tells whether the mail comes from where its sender claims. It changes nothing by itself.',
  } satisfies Record<Authentication, string>,
  bankDetails: 'Asks for bank details',
  filedBy: {
    address: 'Filed by its address',
    message_chain: 'Filed by the message it answers',
    link_marker: 'Filed by a link quoted in it',
    sender_rule: 'Filed by its sender',
    person: 'Filed by hand',
  } satisfies Record<FiledBy, string>,
  several: 'Filed to several customers: the mail was sent to the addresses of each.',
  forwarded: (name: string, when: string) =>
    when === '' ? `Sent on; written by ${name}` : `Sent on; written by ${name} on ${when}`,
  awayUntil: (day: string) => `Away until ${day}`,
  substitute: (name: string) => `Meanwhile: ${name}`,
  addSubstitute: (name: string) => `Add ${name} as a contact …`,
  addSubstituteTitle: (name: string) => `Add ${name} as a contact?`,
  addSubstituteText: (customer: string) =>
    `A new contact of ${customer} for collection: messages of the steps that write to such contacts go there as well, and its mails count as known. An automatic answer can be forged: compare the address with those that you know.`,
  bounced: (recipient: string, permanent: boolean, status: string) =>
    `${recipient || 'The recipient'} was not reached${status === '' ? '' : ` (${status})`}. ${permanent ? 'Trying again is pointless.' : 'The server may try again.'}`,
  inPart: 'Only its beginning could be read, because it is too large or too tangled. The whole mail is kept.',
  cut: 'The mail is longer: only this beginning was looked at for promises and questions. Its other words stand in the whole mail below.',
  infected: 'Virus found',
  infectedText: (name: string) =>
    `The virus scanner found ${name || 'something'} in this mail. Its files cannot be fetched here. Do not open them elsewhere either; tell whoever keeps your computers.`,
  scans: {
    clean: 'Checked for viruses: none found',
    infected: 'Virus found',
    not_checked: 'Not checked for viruses: the scanner gave no answer',
  } satisfies Record<MailScan, string>,
  noScanner: 'Not checked for viruses: no scanner is connected',
  warnings: {
    program: 'Program',
    other_content: 'Not what its name says',
    encrypted: 'Encrypted',
    archive_too_large: 'Archive too large',
    not_opened: 'Not looked into',
  } satisfies Record<AttachmentWarning, string>,
  warningHints: {
    program: 'It is a program, or holds one: opening it may run it.',
    other_content: 'Its content is of another kind than its name.',
    encrypted: 'It is locked with a password: nobody could look into it.',
    archive_too_large: 'It holds more than is unpacked here, as archives do that are made to fill computers.',
    not_opened: 'It is of a kind that nobody here can look into, or it is damaged.',
  } satisfies Record<AttachmentWarning, string>,
  whole: 'The whole mail',
  wholeText: 'Scripts, forms, links and pictures from the Internet are taken out. Nothing is loaded.',
  cc: 'Cc',
  subject: 'Subject',
  attachments: (n: number) => count(n, { one: '# attachment', other: '# attachments' }),
  notKept: (n: number) =>
    count(n, {
      one: 'One attachment was not kept. Look for it in the mailbox where this mail arrived.',
      other: '# attachments were not kept. Look for them in the mailbox where this mail arrived.',
    }),
  answers: 'The message it answers',
  answersTitle: (subject: string) => subject || 'Message without a subject',
  move: 'Wrong customer',
  moveTitle: 'Move to another customer',
  moveText:
    'It goes there with what it says and holds, and waits there to be handled. Both histories say so.',
  moveSubmit: 'Move',
  moved: (name: string) => `Moved to ${name}.`,
};

/** Mail that nobody could file. */
export const unassigned = {
  title: 'Unassigned mail',
  menu: 'Unassigned mail',
  lead: (n: number) =>
    count(n, {
      one: '# mail waits for its customer',
      other: '# mails wait for their customers',
      zero: 'Every mail has its customer',
    }),
  views: { unassigned: 'To assign', dismissed: 'Dismissed' },
  viewsLabel: 'Mail by what was done with it',
  none: 'Every mail has its customer',
  noneText:
    'A mail that names no customer appears here, with a suggestion where its sender or its words give one. Nothing is dropped.',
  noneDismissed: 'No mail was dismissed',
  noneDismissedText: 'Mail that concerns no customer is kept here and can be brought back.',
  suggested: (name: string) => `Suggested: ${name}`,
  because: {
    known_contact: (evidence: string) => `${evidence} is a contact of this customer`,
    item_number: (evidence: string) => `it names ${evidence}, a document of this customer`,
    known_domain: (evidence: string) => `other contacts of this customer write from ${evidence}`,
  } satisfies Record<SuggestedBy, (evidence: string) => string>,
  noSuggestion: 'Neither sender nor words name a customer.',
  assign: 'Assign',
  assignTo: (name: string) => `Assign to ${name}`,
  other: 'Another customer',
  choose: 'Assign to a customer',
  customer: 'Customer',
  remember: (address: string) => `Always file mail from ${address} to this customer`,
  rememberHint: 'Also files what waits from this sender now.',
  assigned: (name: string) => `Assigned to ${name}.`,
  show: 'Open the reply',
  dismiss: 'Dismiss',
  dismissTitle: 'Dismiss this mail?',
  dismissText: 'It concerns no customer. It is kept and can be brought back at any time.',
  reason: 'Reason',
  dismissed: 'Mail dismissed.',
  restore: 'Bring back',
  restored: 'Mail brought back.',
  noSubject: 'No subject',
  received: (when: string) => `Received ${when}`,
};

/** Settings: how replies by mail are taken. */
export const incomingSettings = {
  tab: 'Incoming mail',
  title: 'Replies by mail',
  text: 'Each customer has an address of its own. What is sent to it is filed to that customer and waits in Replies & Comments.',
  state: 'Replies by mail',
  on: 'Taken',
  off: 'Not taken',
  addresses: 'Addresses look like',
  general: 'Without a customer',
  copies: 'Named in messages',
  copied: 'as the address for answers, and in copy',
  notCopied: 'as the address for answers',
  keeps: 'Attachments',
  kept: 'Kept, can be fetched here',
  counted: 'Counted only; they stay in the mailbox',
  door: 'Taken here by SMTP',
  doorAt: (host: string, port: number, tls: boolean) =>
    `${host}, port ${port}${tls ? ', encrypted' : ', not encrypted'}`,
  noDoor: 'not by SMTP',
  limits: 'Most in a day',
  limitsOf: (address: string, sender: string) => `${address} to one address, ${sender} from one sender`,
  refused: 'Mail was refused for now today',
  refusedBy: {
    address: (address: string, times: string) => `to ${address}: ${times}`,
    sender: (address: string, times: string) => `from ${address}: ${times}`,
  } satisfies Record<MailQuota, (address: string, times: string) => string>,
  refusedText:
    'The servers of the senders keep it and try again. Who operates this installation can raise the bounds (CAPTURE_DAY_PER_ADDRESS, CAPTURE_DAY_PER_SENDER).',
  senders: 'Senders',
  sendersChecked: 'Checked by SPF, DKIM and DMARC',
  sendersBelieved: (server: string) => `Checked by SPF, DKIM and DMARC; in the mailbox as ${server} says`,
  sendersUnchecked: 'Not checked',
  form: {
    on: 'Take replies by mail',
    style: 'Form of the addresses',
    catch_all: 'A domain of its own, all of which arrives here: name-TOKEN@in.company.com',
    plus: 'One mailbox with additions: name+TOKEN@company.com',
    name: 'Name before the sign',
    nameHint: 'Small letters, figures, dots and underscores.',
    domain: 'Domain',
    domainHint: 'For a form with a domain of its own, best a subdomain that nobody else uses.',
    keepsFiles: 'Keep attachments, so that they can be fetched here',
    keepsHint: 'Otherwise their number is shown, and where the mail lies.',
    inCopy: 'Name the address in copy (Cc) of messages as well',
    inCopyHint:
      'An answer to all then reaches it, also where the sender was typed over. Customers see the address in the message.',
    checksSenders: 'Check whether mail comes from where its sender says (SPF, DKIM, DMARC)',
    checksHint: 'A mail that fails is marked, and its sender files nothing by itself.',
    authserv: 'Mail server of the mailbox',
    authservHint:
      'The name that this server writes into Authentication-Results, such as mx.company.com. It alone is believed; empty: none is.',
    changes:
      'Messages that wait to leave are made anew with the new addresses. Addresses handed out before stop working.',
    offChanges:
      'Messages carry no address any more. What is sent to addresses that were handed out comes back to its writer.',
  },
  test: {
    title: 'Does it arrive?',
    text: 'The company sends itself a mail to an address of this form and waits for it at every door.',
    send: 'Send the test',
    again: 'Test again',
    arrived: 'It arrived.',
    arrivedBy: (transport: string, seconds: number) =>
      count(seconds, {
        one: `By ${transport}, within # second.`,
        other: `By ${transport}, within # seconds.`,
      }),
    waiting: 'On its way …',
    waitingText: (address: string) => `Sent to ${address}. This page shows it as soon as it is here.`,
    missing: 'It has not arrived',
    missingText: (address: string) => `A mail to ${address} was sent and came in by no door.`,
    off: 'Take replies by mail first, then it can be tested.',
    causes: 'What is usually missing:',
    causeMx: (domain: string) =>
      `DNS: ${domain} needs an MX record that names the machine which takes the mail. Ask whoever keeps the domain.`,
    causeMailbox: (domain: string) =>
      `Mailbox: the provider of ${domain} must accept every name of the domain (catch-all), or additions after a plus sign.`,
    causePort: (host: string, port: number) =>
      `Network: mail servers must reach ${host} at port ${port}; to the outside that is port 25.`,
    causeDoor: 'Door: no SMTP port is set (CAPTURE_SMTP_PORT), and no other door is open.',
    causeSent: 'Sending: see under Messages whether the test itself has left.',
  },
  transports: { smtp: 'SMTP', imap: 'IMAP', webhook: 'webhook' } satisfies Record<MailTransport, string>,
  rules: {
    title: 'Senders that are always filed to a customer',
    text: 'Set in the tray of unassigned mail.',
    none: 'No sender is remembered yet.',
    remove: 'Forget',
    removed: 'The sender is forgotten: what they write waits for a person again.',
  },
};
