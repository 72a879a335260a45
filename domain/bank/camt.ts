/**
 * camt.053 (statement) and camt.054 (notification) of ISO 20022, versions 02 to 13, from the events of an XML parser.
 * A transaction is taken out of memory as soon as it ends, so that a batch may hold as many as there are.
 */
import {
  accountOf,
  balanceOf,
  entryHead,
  readTransaction,
  type ReadTransaction,
  amountOf,
} from './camt-values.ts';
import {
  noReferences,
  wrongFile,
  type BankEntry,
  type BankTransaction,
  type StatementSink,
} from './statement.ts';
import { plainText } from './values.ts';
import { all, at, textAt, type XmlNode } from './xml-node.ts';

const deepest = 40;
const longestText = 20_000;
/** Elements of one transaction, or of one entry without its transactions. */
const mostNodes = 20_000;
const messages = new Map([
  ['BkToCstmrStmt', 'statement'],
  ['BkToCstmrDbtCdtNtfctn', 'advice'],
] as const) as ReadonlyMap<string, 'statement' | 'advice'>;
const supported = /camt\.05[34]\.001\.(?:0[2-9]|1[0-3])\b/;

export class CamtReader {
  private readonly sink: StatementSink;
  private readonly path: XmlNode[] = [];
  private kind: 'statement' | 'advice' | null = null;
  private statements = 0;
  private entries = 0;
  private nodes = 0;
  private isAnnounced = false;
  private place = 'file';
  private transactions: ReadTransaction[] = [];
  private head: Omit<BankEntry, 'transactions'> | null = null;

  constructor(sink: StatementSink) {
    this.sink = sink;
  }

  /** `name` without prefix. Throws RefusedError `bank_file_wrong`. */
  open(name: string, attributes: { namespace: string; currency: string }): void {
    const depth = this.path.length;
    if (depth >= deepest) throw wrongFile('too_deep', this.place);
    if (depth === 0) this.begin(name, attributes.namespace);
    if (depth === 1) this.message(name);
    if (depth === 2 && (name === 'Stmt' || name === 'Ntfctn')) this.statement();
    if (depth === 3 && name === 'Ntry') this.entry();
    if (name === 'TxDtls') this.details();
    if (++this.nodes > mostNodes) throw wrongFile('too_many_parts', this.place);
    this.path.push({ name, currency: attributes.currency, text: '', children: [] });
  }

  text(text: string): void {
    const node = this.path.at(-1);
    if (node === undefined || node.children.length > 0) return;
    if (node.text.length + text.length > longestText) throw wrongFile('too_many_parts', this.place);
    node.text += text;
  }

  close(): void {
    const node = this.path.pop();
    const parent = this.path.at(-1);
    if (node === undefined || parent === undefined) return;
    const depth = this.path.length;
    if (node.name === 'TxDtls' && this.head !== null) {
      this.transactions.push(readTransaction(node, this.head));
      this.nodes -= 1;
      return;
    }
    if (depth === 3 && node.name === 'Ntry') return this.finishEntry(node, parent);
    if (depth === 2 && (node.name === 'Stmt' || node.name === 'Ntfctn')) return this.finishStatement(node);
    if (depth > 1) parent.children.push(node);
  }

  /** Behind the last event. */
  end(): void {
    if (this.kind === null) throw wrongFile('not_a_bank_file', 'file');
  }

  private begin(name: string, namespace: string): void {
    if (name !== 'Document') throw wrongFile('not_a_bank_file', 'file', { value: name.slice(0, 50) });
    if (namespace.includes('camt.052.')) throw wrongFile('intraday', 'file');
    const isCamt = /camt\.05[34]\./.test(namespace);
    if (!isCamt) throw wrongFile('not_a_bank_file', 'file', { value: namespace.slice(0, 100) });
    if (!supported.test(namespace)) throw wrongFile('version', 'file', { value: namespace.slice(-15) });
  }

  private message(name: string): void {
    const kind = messages.get(name);
    if (kind === undefined) throw wrongFile('not_a_bank_file', 'file', { value: name.slice(0, 50) });
    this.kind = kind;
  }

  private statement(): void {
    this.statements += 1;
    this.entries = 0;
    this.nodes = 0;
    this.isAnnounced = false;
    this.place = `statement ${this.statements}`;
  }

  private entry(): void {
    const statement = this.path.at(-1)!;
    this.announce(statement);
    this.entries += 1;
    this.nodes = 0;
    this.place = `statement ${this.statements}, entry ${this.entries}`;
    this.transactions = [];
    this.head = null;
  }

  /** What stands in front of the details is all that they need to know of their entry. */
  private details(): void {
    this.nodes = 0;
    const entry = this.path.find(({ name }) => name === 'Ntry');
    if (entry !== undefined && this.head === null) this.head = entryHead(entry, this.place);
  }

  /** Everything that names a statement stands in front of its entries, and so do its balances. */
  private announce(statement: XmlNode): void {
    if (this.isAnnounced) return;
    this.isAnnounced = true;
    const { place } = this;
    const account = accountOf(statement);
    if (account === '') throw wrongFile('account_missing', place);
    const opening = balanceOf(statement, ['OPBD', 'PRCD'], place);
    const number = Number(textAt(statement, 'ElctrncSeqNb') || textAt(statement, 'LglSeqNb'));
    this.sink.open({
      place,
      account,
      currency: textAt(statement, 'Acct/Ccy') || (opening?.currency ?? null),
      kind: this.kind ?? 'statement',
      number: Number.isSafeInteger(number) && number > 0 ? number : null,
      page: Number(textAt(statement, 'StmtPgntn/PgNb')) || null,
      opening,
    });
  }

  private finishEntry(node: XmlNode, statement: XmlNode): void {
    const head = this.head ?? entryHead(node, this.place);
    const { transactions } = this;
    this.head = null;
    this.transactions = [];
    const status = textAt(node, 'Sts/Cd') || textAt(node, 'Sts');
    // Entries that are not booked may still change or disappear.
    if (status !== '' && status !== 'BOOK') return;
    statement.children.push({ name: 'Booked', currency: '', text: '', children: [] });
    const said = plainText(textAt(node, 'AddtlNtryInf'));
    this.sink.entry({ ...head, transactions: settled(head, transactions, node, said) });
  }

  private finishStatement(node: XmlNode): void {
    this.place = `statement ${this.statements}`;
    this.announce(node);
    const { place } = this;
    const sum = (name: string) => {
      const text = at(node, `TxsSummry/${name}/Sum`);
      if (text === undefined) return null;
      const currency =
        textAt(node, 'Acct/Ccy') || (balanceOf(node, ['OPBD', 'PRCD', 'CLBD'], place)?.currency ?? '');
      return currency === '' ? null : (amountOf({ ...text, currency }, place)?.amountMinor ?? null);
    };
    const count = textAt(node, 'TxsSummry/TtlNtries/NbOfNtries');
    this.sink.close({
      closing: balanceOf(node, ['CLBD', 'ITBD'], place),
      creditsMinor: sum('TtlCdtNtries'),
      debitsMinor: sum('TtlDbtNtries'),
      entries: /^\d+$/.test(count) && all(node, 'Booked').length === this.entries ? Number(count) : null,
    });
  }
}

/** Transactions with amounts that add up to the entry; the entry itself where its parts say no amounts. */
function settled(
  head: Omit<BankEntry, 'transactions'>,
  transactions: ReadTransaction[],
  entry: XmlNode,
  said: string,
): BankTransaction[] {
  const isReturn =
    /RRTN|UPDD|PMDD|RIMB|PRDD|UPCT/.test(head.code) || (head.isReversal && head.amountMinor < 0);
  const finish = (
    transaction: ReadTransaction,
    amountMinor: number,
    chargesMinor: number,
  ): BankTransaction => ({
    ...transaction,
    amountMinor,
    chargesMinor,
    returnReason: transaction.returnReason ?? (isReturn ? 'returned' : null),
    text: transaction.text === '' ? said : transaction.text,
  });
  const [first, ...more] = transactions;
  if (first === undefined) {
    const none: ReadTransaction = {
      ...readTransaction(entry, head),
      amountMinor: null,
      chargesMinor: 0,
      references: noReferences(),
    };
    return [finish(none, head.amountMinor, 0)];
  }
  if (more.length === 0) {
    const chargesMinor = first.amountMinor === null ? 0 : head.amountMinor - first.amountMinor;
    if (chargesMinor !== 0 && !explained(chargesMinor, first.chargesMinor, entry, head))
      throw wrongFile('batch_wrong', head.place);
    return [finish(first, first.amountMinor ?? head.amountMinor, chargesMinor)];
  }
  if (transactions.some(({ amountMinor }) => amountMinor === null)) {
    const text = transactions
      .map((one) => one.text)
      .join(' ')
      .slice(0, 2_000);
    return [
      finish(
        { ...first, references: noReferences(), counterparty: { name: '', iban: null }, text },
        head.amountMinor,
        0,
      ),
    ];
  }
  const sum = transactions.reduce((minor, one) => minor + one.amountMinor!, 0);
  const charges = transactions.reduce((minor, one) => minor + one.chargesMinor, 0);
  const differs = head.amountMinor - sum;
  if (differs === 0) return transactions.map((one) => finish(one, one.amountMinor!, 0));
  if (differs === charges) return transactions.map((one) => finish(one, one.amountMinor!, one.chargesMinor));
  if (!explained(differs, charges, entry, head)) throw wrongFile('batch_wrong', head.place);
  return transactions.map((one, index) => finish(one, one.amountMinor!, index === 0 ? differs : 0));
}

/** Whether charges, of the transactions or of the entry as a whole, are what makes the difference. */
function explained(
  differsMinor: number,
  chargesMinor: number,
  entry: XmlNode,
  head: Omit<BankEntry, 'transactions'>,
): boolean {
  if (Math.abs(differsMinor) === Math.abs(chargesMinor)) return true;
  const own = readTransaction(entry, head).chargesMinor;
  return own !== 0 && Math.abs(differsMinor) === Math.abs(own + chargesMinor);
}
