/**
 * Writes the mails of `batches/NAME.txt` into the half of that name: `node test/corpus/mail/writing/batches.ts`.
 * A mail begins with `@ language time account`, then its words, `--`, closing and name, and a line for each expected
 * claim: `>> intent items amount date reason`, items by their place in the account, `-` for none, amounts as money.
 * `accounts.txt` holds the accounts: `%key name|language|zone|currency` and a line for each item.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { currencyDecimals } from '../../../../domain/money/currency.ts';
import { clientOf, ours, type Answer, type ClientName } from './clients.ts';
import { locales } from './locales.ts';
import { encodedWord, message } from './message.ts';

const folder = new URL('../', import.meta.url);

interface Account {
  customer: string;
  language: string;
  timeZone: string;
  currency: string;
  items: {
    number: string;
    type: string;
    issuedOn: string;
    dueOn: string;
    openMinor: number;
    currency: string;
    purchaseOrder: string | null;
  }[];
}

/** Programs that keep the lines of an answer apart. */
const programs: ClientName[] = [
  'gmail',
  'outlook',
  'gmailPlain',
  'apple',
  'outlookWeb',
  'roundcube',
  'thunderbird',
  'outlookPlain',
  'yahoo',
  'fresh',
];

const text = (name: string) => readFileSync(new URL(`batches/${name}.txt`, import.meta.url), 'utf8');
const minor = (money: string, currency: string) =>
  Math.round(Number(money) * 10 ** currencyDecimals(currency));
const day = (short: string) => `2026-${short.slice(0, 2)}-${short.slice(2)}`;

function readAccounts(): Map<string, Account> {
  const accounts = new Map<string, Account>();
  let last: Account | undefined;
  for (const line of text('accounts').split('\n').filter(Boolean)) {
    const head = /^%(\S+) (.*)$/.exec(line);
    if (head !== null) {
      const [customer = '', language = '', timeZone = '', currency = ''] = head[2]!.split('|');
      last = { customer, language, timeZone, currency, items: [] };
      accounts.set(head[1]!, last);
      continue;
    }
    const [number = '', issued = '', due = '', open = '', order = ''] = line.split('|');
    const { currency } = last!;
    last!.items.push({
      number,
      type: open.startsWith('-') ? 'credit_note' : 'invoice',
      issuedOn: day(issued),
      dueOn: day(due),
      openMinor: minor(open, currency),
      currency,
      purchaseOrder: order || null,
    });
  }
  return accounts;
}

interface Mail {
  language: string;
  sentAt: string;
  account: Account;
  words: string;
  ending: string[];
  claims: object[];
  needsPerson: boolean;
}

function readMail(block: string, accounts: ReadonlyMap<string, Account>): Mail {
  const [head = '', ...rest] = block.trim().split('\n');
  const [, language = '', sentAt = '', key = ''] = head.split(' ');
  const account = accounts.get(key)!;
  const claims: object[] = [];
  const lines = rest.filter((line) => !line.startsWith('>> '));
  let needsPerson = false;
  for (const line of rest.filter((one) => one.startsWith('>> '))) {
    const [, intent, items = '-', amount = '-', date = '-', reason = '-'] = line.split(' ');
    if (intent === 'person') needsPerson = items === 'true';
    else
      claims.push({
        intent,
        items: items === '-' ? [] : items.split(',').map((at) => account.items[Number(at) - 1]!.number),
        amountMinor: amount === '-' ? null : minor(amount, account.currency),
        currency: amount === '-' ? null : account.currency,
        date: date === '-' ? null : date,
        reason: reason === '-' ? null : reason,
      });
  }
  const cut = lines.indexOf('--');
  return {
    language,
    sentAt,
    account,
    words: lines.slice(0, cut).join('\n').trim(),
    ending: lines.slice(cut + 1).filter(Boolean),
    claims,
    needsPerson,
  };
}

function sentLine(sentAt: string): string {
  const zone = /[+-]\d\d:\d\d$/.exec(sentAt)![0].replace(':', '');
  const local = new Date(`${sentAt.slice(0, 16)}:00Z`).toUTCString().replace(' GMT', '');
  return `Date: ${local} ${zone}`;
}

function writeMail(half: string, index: number, mail: Mail): void {
  const locale = locales[mail.language]!;
  const listed = mail.account.items.map(
    ({ number, openMinor, dueOn, currency }) =>
      `${number}   ${dueOn}   ${(openMinor / 10 ** currencyDecimals(currency)).toFixed(currencyDecimals(currency))} ${currency}`,
  );
  const [first = '', second = ''] = locale.reminder;
  const { ending } = mail;
  const answer: Answer = {
    locale: { ...locale, reminder: [first, second, ...listed, ...locale.reminder.slice(3)] },
    greeting: '',
    paragraphs: [mail.words],
    closing: ending.length > 1 ? ending[0]! : '',
    name: ending.length > 1 ? ending.slice(1).join('\n') : (ending[0] ?? ''),
    address: `accounts${index}@customer.example`,
    subject: `${locale.reply}: ${mail.account.items[0]!.number}`,
  };
  const headers = [
    `From: ${encodedWord(mail.account.customer)} <${answer.address}>`,
    `To: ${ours.name} <${ours.address}>`,
    `Subject: ${encodedWord(answer.subject)}`,
    sentLine(mail.sentAt),
    `Message-ID: <${half}-${index}@customer.example>`,
    'In-Reply-To: <r-118@acme.example>',
  ];
  const bodies = clientOf[programs[index % programs.length]!](answer);
  const file = index % 5 === 0 ? 'scan.pdf' : null;
  const at = (extension: string) => new URL(`${half}/${String(index).padStart(3, '0')}.${extension}`, folder);
  writeFileSync(at('eml'), message(headers, bodies, index, file));
  writeFileSync(at('account.json'), `${JSON.stringify(mail.account, null, 1)}\n`);
  const { language, words, claims, needsPerson } = mail;
  const expected = { kind: 'human', language, text: words, bounce: null, needsPerson, proposals: claims };
  writeFileSync(at('expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
}

const accounts = readAccounts();
for (const half of ['learnt', 'learnt-2', 'learnt-3', 'learnt-4', 'unseen-2']) {
  mkdirSync(new URL(half, folder), { recursive: true });
  const blocks = text(half)
    .split(/^(?=@ )/m)
    .filter((block) => block.startsWith('@ '));
  for (const [at, block] of blocks.entries()) writeMail(half, at + 1, readMail(block, accounts));
}
