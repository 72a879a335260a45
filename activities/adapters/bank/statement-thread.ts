/** Runs on the threads of open-statement.ts: reads a bank file and sends its transactions in batches. */
import { createReadStream } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { CheckedStatements } from '../../../domain/bank/check.ts';
import { EntryKeys } from '../../../domain/bank/entry-key.ts';
import { recogniseBankFormat } from '../../../domain/bank/recognise.ts';
import {
  wrongFile,
  type BankEntry,
  type StatementHead,
  type StatementTail,
} from '../../../domain/bank/statement.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { BankFormat } from '../../../domain/vocabulary/bank.ts';
import { sendingTo, type ThreadSender } from '../../thread-messages.ts';
import { bankFeed } from './feed.ts';

export interface StatementThreadInput {
  port: MessagePort;
  path: string;
  /** Of the text, where it is not UTF-8. */
  encoding: string;
  maxTransactions: number;
}

export interface KeyedEntry {
  seq: number;
  account: string;
  key: string;
  entry: BankEntry;
}

export interface ReadStatement {
  seq: number;
  head: StatementHead;
  tail: StatementTail;
}

export type StatementMessage =
  | { kind: 'format'; format: BankFormat }
  /** A batch of a hundred thousand parts says nothing for long. */
  | { kind: 'goes_on' }
  | { kind: 'entries'; entries: KeyedEntry[]; statements: ReadStatement[] };

const mostUnasked = 4;
const batchTransactions = 1_000;
/** Chunks of 64 KB. */
const chunksQuiet = 16;
/** Enough of a file to recognise it by. */
const startLength = 8_192;

export async function run(input: StatementThreadInput): Promise<void> {
  await sendingTo<StatementMessage>(input.port, (sender) => read(input, sender));
}

async function read(input: StatementThreadInput, sender: ThreadSender<StatementMessage>): Promise<void> {
  const { encoding, start } = await lookAt(input.path, input.encoding);
  const format = recogniseBankFormat(start);
  if (format === null) throw wrongFile('not_a_bank_file', 'file');
  sender.send({ kind: 'format', format });
  const collected = new Collected(format, input.maxTransactions);
  const feed = bankFeed(format, new CheckedStatements(collected));
  const decoder = new TextDecoder(encoding);
  let quiet = 0;
  for await (const chunk of createReadStream(input.path)) {
    feed.write(decoder.decode(chunk as Buffer, { stream: true }));
    if (collected.isFull) sender.send(collected.take());
    else if (++quiet % chunksQuiet === 0) sender.send({ kind: 'goes_on' });
    await sender.room(mostUnasked);
  }
  feed.write(decoder.decode());
  feed.end();
  sender.send(collected.take());
}

/** What an XML file declares, else UTF-8 where the whole file is, else what banks of the country use. */
async function lookAt(path: string, otherwise: string): Promise<{ encoding: string; start: string }> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let start: Uint8Array = new Uint8Array();
  let isUtf8 = true;
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer;
    if (start.length === 0) start = bytes.subarray(0, startLength);
    try {
      strict.decode(bytes, { stream: true });
    } catch {
      isUtf8 = false;
      break;
    }
  }
  const declared = /^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(
    new TextDecoder('latin1').decode(start),
  )?.[1];
  const encoding = isUtf8 ? 'utf-8' : (declared ?? otherwise);
  try {
    return { encoding, start: new TextDecoder(encoding).decode(start) };
  } catch {
    throw new RefusedError('file_unreadable', { reason: 'encoding', encoding });
  }
}

class Collected {
  private readonly maxTransactions: number;
  private readonly keys = new EntryKeys();
  private readonly isNumbered: boolean;
  private seq = 0;
  private head: StatementHead | null = null;
  private transactions = 0;
  private waiting = 0;
  private entries: KeyedEntry[] = [];
  private statements: ReadStatement[] = [];

  constructor(format: BankFormat, maxTransactions: number) {
    this.maxTransactions = maxTransactions;
    // camt names its entries; in the others the number of the statement tells equal entries of a day apart.
    this.isNumbered = format !== 'camt';
  }

  get isFull(): boolean {
    return this.waiting >= batchTransactions;
  }

  open(head: StatementHead): void {
    this.seq += 1;
    this.head = head;
  }

  entry(entry: BankEntry): void {
    this.transactions += entry.transactions.length;
    this.waiting += entry.transactions.length;
    if (this.transactions > this.maxTransactions)
      throw new RefusedError('file_too_large', { maxRows: this.maxTransactions });
    const { account } = this.head!;
    this.entries.push({
      seq: this.seq,
      account,
      key: this.keys.keyOf(this.head!, entry, this.isNumbered),
      entry,
    });
  }

  close(tail: StatementTail): void {
    this.statements.push({ seq: this.seq, head: this.head!, tail });
  }

  take(): StatementMessage {
    const { entries, statements } = this;
    this.entries = [];
    this.statements = [];
    this.waiting = 0;
    return { kind: 'entries', entries, statements };
  }
}
