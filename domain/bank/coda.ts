/** CODA, the coded statement of account of Belgian banks (Febelfin, version 2): lines of 128 characters. */
import {
  wrongFile,
  type Balance,
  type BankEntry,
  type BankTransaction,
  type StatementSink,
} from './statement.ts';
import { bankCurrency, dayOfSixReversed, givenReference, ibanIn, plainText } from './values.ts';
import { currencyDecimals } from '../money/currency.ts';

interface Movement {
  sequence: string;
  detail: string;
  bankId: string;
  amountMinor: number;
  valueOn: string | null;
  bookedOn: string | null;
  code: string;
  /** Amounts of several parts follow; this one is their sum. */
  isTotal: boolean;
  isStructured: boolean;
  communication: string;
  customerReference: string;
  reason: string;
  account: string;
  name: string;
}

const lineLength = 128;

export class CodaReader {
  private readonly sink: StatementSink;
  private line = 0;
  private statements = 0;
  private place = '';
  private currency = 'EUR';
  private isOpen = false;
  private closing: Balance | null = null;
  private movements: Movement[] = [];
  private entries = 0;
  private records = 0;

  constructor(sink: StatementSink) {
    this.sink = sink;
  }

  /** One line without its end. Throws RefusedError `bank_file_wrong`. */
  read(text: string): void {
    this.line += 1;
    if (text.trim() === '') return;
    const line = text.padEnd(lineLength);
    if (line.trimEnd().length > lineLength) throw wrongFile('line_unreadable', this.where());
    const kind = line[0]!;
    if (kind !== '0' && kind !== '9') this.records += 1;
    switch (kind) {
      case '0':
        return this.begin(line);
      case '1':
        return this.header(line);
      case '2':
        return this.movement(line);
      case '3':
        return this.information(line);
      case '4':
        return;
      case '8':
        return this.newBalance(line);
      case '9':
        return this.trailer(line);
      default:
        throw wrongFile('line_unreadable', this.where());
    }
  }

  /** Behind the last line. */
  end(): void {
    if (this.statements === 0) throw wrongFile('not_a_bank_file', this.where());
    if (this.place !== '') throw wrongFile('cut_off', this.place);
  }

  private where(): string {
    return `line ${this.line}`;
  }

  private begin(line: string): void {
    if (this.place !== '') throw wrongFile('cut_off', this.place);
    if (line[127] !== '2') throw wrongFile('version', this.where(), { value: line[127]!.trim() });
    this.statements += 1;
    this.place = `statement ${this.statements}`;
    this.records = 0;
    this.entries = 0;
    this.closing = null;
    this.isOpen = false;
  }

  private header(line: string): void {
    if (this.place === '' || this.isOpen) throw wrongFile('line_unreadable', this.where());
    const [account, code] = accountOf(line[1]!, line.slice(5, 42));
    const currency = bankCurrency(code);
    if (currency === null) throw wrongFile('currency_unreadable', this.where(), { value: code });
    if (account === '') throw wrongFile('account_missing', this.where());
    this.currency = currency;
    this.isOpen = true;
    const number = Number(line.slice(125, 128)) || Number(line.slice(2, 5)) || null;
    const opening = this.balance(line.slice(42, 58), line.slice(58, 64));
    this.sink.open({ place: this.place, account, currency, kind: 'statement', number, page: null, opening });
  }

  private movement(line: string): void {
    if (!this.isOpen) throw wrongFile('line_unreadable', this.where());
    const sequence = line.slice(2, 6);
    const detail = line.slice(6, 10);
    if (line[1] === '1') {
      if (this.movements.length > 0 && this.movements[0]!.sequence !== sequence) this.flush();
      this.movements.push({
        sequence,
        detail,
        bankId: line.slice(10, 31).trim(),
        amountMinor: this.amount(line.slice(31, 47)),
        valueOn: dayOfSixReversed(line.slice(47, 53)),
        bookedOn: dayOfSixReversed(line.slice(115, 121)),
        code: line.slice(53, 61).trim(),
        isTotal: line[124] !== '0' && line[124] !== ' ',
        isStructured: line[61] === '1',
        communication: line.slice(62, 115),
        customerReference: '',
        reason: '',
        account: '',
        name: '',
      });
      return;
    }
    const last = this.movements.at(-1);
    if (last === undefined || last.sequence !== sequence || last.detail !== detail)
      throw wrongFile('line_unreadable', this.where());
    if (line[1] === '2') {
      last.communication += line.slice(10, 63);
      last.customerReference = line.slice(63, 98).trim();
      last.reason = line[112] === ' ' ? '' : line.slice(113, 117).trim() || 'returned';
    } else if (line[1] === '3') {
      last.account = line.slice(10, 44).trim();
      last.name = line.slice(47, 82).trim();
      last.communication += line.slice(82, 125);
    } else throw wrongFile('line_unreadable', this.where());
  }

  /** Belongs to the movement of its number; its structured forms repeat what the movement says. */
  private information(line: string): void {
    const last = this.movements.at(-1);
    if (last === undefined) return;
    const isText = line[1] === '1' ? line[39] === '0' : !last.isStructured;
    const text = line[1] === '1' ? line.slice(40, 113) : line.slice(10, line[1] === '2' ? 115 : 100);
    if (isText) last.communication += ` ${text}`;
    else if (line[1] === '1' && last.name === '' && line.slice(40, 43) === '001')
      last.name = line.slice(43, 113).trim();
  }

  private newBalance(line: string): void {
    if (!this.isOpen) throw wrongFile('line_unreadable', this.where());
    this.flush();
    this.closing = this.balance(line.slice(41, 57), line.slice(57, 63));
  }

  private trailer(line: string): void {
    if (this.place === '' || !this.isOpen) throw wrongFile('line_unreadable', this.where());
    this.flush();
    const records = Number(line.slice(16, 22));
    if (records !== this.records)
      throw wrongFile('entry_count_wrong', this.place, { expected: records, found: this.records });
    this.sink.close({
      closing: this.closing,
      debitsMinor: this.minor(line.slice(22, 37)),
      creditsMinor: this.minor(line.slice(37, 52)),
      entries: null,
    });
    this.place = '';
    this.isOpen = false;
  }

  private flush(): void {
    const [total, ...details] = this.movements;
    this.movements = [];
    if (total === undefined) return;
    this.entries += 1;
    const place = `${this.place}, entry ${this.entries}`;
    // Totals may hold totals; what is no total itself is the parts.
    const parts = details.length === 0 ? [total] : details.filter(({ isTotal }) => !isTotal);
    const sum = parts.reduce((minor, { amountMinor }) => minor + amountMinor, 0);
    if (sum !== total.amountMinor) throw wrongFile('batch_wrong', place);
    const entry: BankEntry = {
      place,
      amountMinor: total.amountMinor,
      currency: this.currency,
      bookedOn: total.bookedOn ?? total.valueOn,
      valueOn: total.valueOn,
      isReversal: total.code.slice(3, 5) === '49' || total.code.slice(3, 5) === '99',
      bankId: givenReference(total.bankId),
      code: total.code,
      transactions: parts.map((part) => transactionOf(part)),
    };
    this.sink.entry(entry);
  }

  private balance(text: string, day: string): Balance {
    return { amountMinor: this.amount(text), currency: this.currency, on: dayOfSixReversed(day) };
  }

  /** A sign (`1` is a debit) and fifteen digits, three of them decimals. */
  private amount(text: string): number {
    const minor = this.minor(text.slice(1));
    if (text[0] !== '0' && text[0] !== '1')
      throw wrongFile('amount_unreadable', this.where(), { value: text });
    return text[0] === '1' ? -minor : minor;
  }

  private minor(text: string): number {
    const decimals = currencyDecimals(this.currency);
    const kept = text.slice(0, 12 + decimals);
    if (!/^\d{15}$/.test(text) || /[1-9]/.test(text.slice(kept.length)))
      throw wrongFile('amount_unreadable', this.where(), { value: text });
    return Number(kept);
  }
}

function accountOf(structure: string, text: string): [account: string, currency: string] {
  if (structure === '0') return [text.slice(0, 12).trim(), text.slice(13, 16)];
  const account = text.slice(0, structure === '2' ? 16 : 34).trim();
  return [account.replaceAll(/\s/g, ''), text.slice(34, 37)];
}

function transactionOf(movement: Movement): BankTransaction {
  const { communication, isStructured, reason, code } = movement;
  const kind = isStructured ? communication.slice(0, 3) : '';
  const isOgm = kind === '101' || kind === '102';
  const isDebit = kind === '127';
  const ogm = communication.slice(3, 15);
  const debitReason = isDebit ? communication.slice(145, 149) : '';
  const text = isOgm ? ogm : isDebit ? communication.slice(82, 144) : communication.slice(kind.length);
  const isReturn = reason !== '' || (isDebit && /[1-9]/.test(communication[144] ?? ''));
  return {
    amountMinor: movement.amountMinor,
    chargesMinor: 0,
    instructed: null,
    returnReason: isReturn ? reason || plainText(debitReason) || 'returned' : null,
    references: {
      endToEnd: givenReference(movement.customerReference),
      mandate: isDebit ? givenReference(communication.slice(47, 82)) : null,
      structured: isOgm ? [ogm] : [],
      others: [code.slice(1, 3) === '05' ? null : givenReference(movement.bankId)].filter(
        (one) => one !== null,
      ),
    },
    text: plainText(text),
    counterparty: { name: plainText(movement.name), iban: ibanIn(movement.account) },
  };
}
