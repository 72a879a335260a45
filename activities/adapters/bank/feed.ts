/** Text of a bank file, piece by piece, into the reader of its format. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { CamtReader } from '../../../domain/bank/camt.ts';
import { CodaReader } from '../../../domain/bank/coda.ts';
import { Mt940Reader } from '../../../domain/bank/mt940.ts';
import { wrongFile, type StatementSink } from '../../../domain/bank/statement.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { BankFormat } from '../../../domain/vocabulary/bank.ts';

export interface BankFeed {
  /** Throws RefusedError `bank_file_wrong`. */
  write: (text: string) => void;
  end: () => void;
}

/** Lines of banks have 65 to 128 characters; a file of one endless line is none. */
const longestLine = 20_000;

export function bankFeed(format: BankFormat, sink: StatementSink): BankFeed {
  switch (format) {
    case 'camt':
      return xmlFeed(new CamtReader(sink));
    case 'mt940':
      return lineFeed(new Mt940Reader(sink));
    case 'coda':
      return lineFeed(new CodaReader(sink));
  }
}

function lineFeed(reader: { read: (line: string) => void; end: () => void }): BankFeed {
  let rest = '';
  return {
    write(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      if (rest.length > longestLine) throw wrongFile('line_unreadable', 'file');
      for (const line of lines) reader.read(line.replace(/\r$/, ''));
    },
    end() {
      if (rest !== '') reader.read(rest.replace(/\r$/, ''));
      reader.end();
    },
  };
}

/** Document types and with them entities of their own are refused before any of it is expanded. */
function xmlFeed(reader: CamtReader): BankFeed {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw wrongFile('document_type', 'file');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const { Ccy = '', ...others } = tag.attributes;
    const namespace = Object.entries(others).find(
      ([name]) => /^xmlns(?::|$)/.test(name) && isOwn(name, tag.name),
    );
    reader.open(localName(tag.name), { namespace: namespace?.[1] ?? '', currency: Ccy });
  });
  parser.on('closetag', () => reader.close());
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('error', (error) => {
    throw error;
  });
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      throw new RefusedError('file_unreadable', { reason: 'damaged_xml' });
    }
  };
  return {
    write: (text) => guarded(() => parser.write(text)),
    end: () =>
      guarded(() => {
        parser.close();
        reader.end();
      }),
  };
}

function isOwn(attribute: string, tag: string): boolean {
  const prefix = tag.includes(':') ? tag.slice(0, tag.indexOf(':')) : '';
  return attribute === (prefix === '' ? 'xmlns' : `xmlns:${prefix}`);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
