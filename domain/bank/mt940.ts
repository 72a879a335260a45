/** MT940 (SWIFT customer statement), line by line, with the habits that banks have beside the standard. */
import { readDetails } from './mt940-details.ts';
import { wrongFile, type Balance, type BankEntry, type StatementSink } from './statement.ts';
import {
  bankAmount,
  bankCurrency,
  dayNear,
  dayOfSix,
  givenReference,
  ibanIn,
  plainAccount,
} from './values.ts';

interface Statement {
  place: string;
  account: string | null;
  number: number | null;
  page: number | null;
  opening: Balance | null;
  isOpen: boolean;
  entries: number;
}

interface OpenEntry {
  entry: Omit<BankEntry, 'transactions'>;
  customerReference: string | null;
  supplement: string;
  details: string[] | null;
}

/** Field 86 has six lines of 65 characters by the standard; banks send more, but no book. */
const mostDetailLines = 200;

export class Mt940Reader {
  private readonly sink: StatementSink;
  private statement: Statement | null = null;
  private open: OpenEntry | null = null;
  /** Tag of the field that the next line may go on. */
  private tag = '';
  private value: string[] = [];
  private line = 0;
  private statements = 0;

  constructor(sink: StatementSink) {
    this.sink = sink;
  }

  /** One line without its end. Throws RefusedError `bank_file_wrong`. */
  read(line: string): void {
    this.line += 1;
    const tagged = /^:{1,2}(\d\d[A-Z]?):(.*)$/s.exec(line);
    if (tagged !== null) {
      this.finishField();
      this.tag = tagged[1]!;
      this.value = [tagged[2]!];
      return;
    }
    if (/^-(?:\}.*|XXX)?\s*$/.test(line) || /^\{\d:/.test(line)) {
      this.finishField();
      return;
    }
    if (this.tag === '') return;
    if (this.value.length >= mostDetailLines) throw wrongFile('line_unreadable', this.place());
    this.value.push(line);
  }

  /** Behind the last line. */
  end(): void {
    this.finishField();
    if (this.statements === 0) throw wrongFile('not_a_bank_file', this.place());
    if (this.statement !== null) throw wrongFile('cut_off', this.statement.place);
  }

  private place(): string {
    return `line ${this.line}`;
  }

  private finishField(): void {
    const { tag, value } = this;
    this.tag = '';
    this.value = [];
    if (tag === '') return;
    switch (tag) {
      case '20':
        if (this.statement !== null) throw wrongFile('cut_off', this.statement.place);
        this.begin();
        return;
      case '34F':
      case '13D':
        throw wrongFile('intraday', this.place());
      default:
        if (this.statement !== null) this.field(tag, value);
    }
  }

  private begin(): void {
    this.statements += 1;
    const place = `statement ${this.statements}`;
    this.statement = {
      place,
      account: null,
      number: null,
      page: null,
      opening: null,
      isOpen: false,
      entries: 0,
    };
  }

  private field(tag: string, value: string[]): void {
    const statement = this.statement!;
    const first = value[0]!.trim();
    switch (tag) {
      case '25':
      case '25P':
        statement.account = accountOf(first);
        return;
      case '28':
      case '28C': {
        const number = /^(\d{1,9})(?:\/(\d{1,9}))?/.exec(first);
        statement.number = number === null || Number(number[1]) === 0 ? null : Number(number[1]);
        statement.page = number?.[2] === undefined ? null : Number(number[2]);
        return;
      }
      case '60F':
      case '60M':
        statement.opening = this.balance(first);
        this.announce();
        return;
      case '61':
        this.flush();
        this.open = this.entry(value);
        return;
      case '86':
        if (this.open !== null && this.open.details === null) this.open.details = value;
        return;
      case '62F':
      case '62M':
        this.finish(this.balance(first));
        return;
      default:
    }
  }

  private announce(): void {
    const { place, account, number, page, opening } = this.statement!;
    if (account === null || account === '') throw wrongFile('account_missing', place);
    this.statement!.isOpen = true;
    this.sink.open({ place, account, currency: opening!.currency, kind: 'statement', number, page, opening });
  }

  private balance(text: string): Balance {
    const match = /^([CD])(\d{6})([A-Z]{3})([\d.,]+)/.exec(text);
    if (match === null) throw wrongFile('line_unreadable', this.place());
    const currency = bankCurrency(match[3]!);
    if (currency === null) throw wrongFile('currency_unreadable', this.place(), { value: match[3]! });
    const amountMinor = bankAmount(match[4]!, currency);
    if (amountMinor === null) throw wrongFile('amount_unreadable', this.place(), { value: match[4]! });
    return { amountMinor: match[1] === 'D' ? -amountMinor : amountMinor, currency, on: dayOfSix(match[2]!) };
  }

  private entry(lines: string[]): OpenEntry {
    const statement = this.statement!;
    if (!statement.isOpen) throw wrongFile('line_unreadable', this.place());
    statement.entries += 1;
    const place = `${statement.place}, entry ${statement.entries}`;
    const match =
      /^(\d{6})(\d{4}|\s{4})?(R?[CD]|E[CD])([A-Z])?([\d.,]{1,18})(?:([NSF][A-Z0-9 ]{3})(.*))?$/s.exec(
        lines[0]!.trim(),
      );
    if (match === null) throw wrongFile('line_unreadable', place, { line: this.line });
    const [, value, booked, mark, , digits, code = '', rest = ''] = match;
    const { currency, on } = statement.opening!;
    const amountMinor = bankAmount(digits!, currency);
    if (amountMinor === null) throw wrongFile('amount_unreadable', place, { value: digits! });
    const valueOn = dayOfSix(value!);
    if (valueOn === null) throw wrongFile('date_unreadable', place, { value: value! });
    const [customer = '', bank] = rest.split('//');
    const isCredit = mark === 'C' || mark === 'RD' || mark === 'EC';
    return {
      entry: {
        place,
        amountMinor: isCredit ? amountMinor : -amountMinor,
        currency,
        bookedOn:
          (booked === undefined || booked.trim() === '' ? null : dayNear(booked, valueOn)) ?? on ?? valueOn,
        valueOn,
        isReversal: mark!.startsWith('R'),
        bankId: givenReference(bank),
        code: code.trim(),
      },
      customerReference: givenReference(customer),
      supplement: lines.slice(1).join(' ').trim(),
      details: null,
    };
  }

  private flush(): void {
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const { entry, customerReference, supplement, details } = open;
    const { code, ...read } = readDetails(details ?? []);
    const { references, counterparty } = read;
    const isReturn =
      read.returnReason !== null || (entry.isReversal && entry.amountMinor < 0) || entry.code === 'NRTI';
    this.sink.entry({
      ...entry,
      code: [entry.code, code].filter((one) => one !== '').join('/'),
      transactions: [
        {
          ...read,
          amountMinor: entry.amountMinor,
          chargesMinor: 0,
          instructed: null,
          returnReason: isReturn ? (read.returnReason ?? 'returned') : null,
          references: {
            ...references,
            endToEnd: references.endToEnd ?? customerReference,
            others: [...references.others, ...(customerReference === null ? [] : [customerReference])],
          },
          text: read.text === '' ? supplement : read.text,
          counterparty: { ...counterparty, iban: counterparty.iban ?? ibanIn(supplement) },
        },
      ],
    });
  }

  private finish(closing: Balance): void {
    this.flush();
    if (!this.statement!.isOpen) throw wrongFile('line_unreadable', this.place());
    this.sink.close({ closing, creditsMinor: null, debitsMinor: null, entries: null });
    this.statement = null;
  }
}

/** An IBAN, or bank and account as they stand; a currency behind it is not part of it. */
function accountOf(text: string): string {
  const plain = plainAccount(text);
  return ibanIn(plain) ?? plain.replace(/(?<=\d)[A-Z]{3}$/, '');
}
