/** Invoices of the demo company as real PDF, so that its customers find on their page what they were sent. */
import { changeFacts } from '../../application/unit-of-work.ts';
import pdfmake, { type Content } from 'pdfmake';
import { formatMoney } from '../../domain/money/format.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { statementWords } from '../../domain/statement/words.ts';
import type { Db } from '../client.ts';
import { toIsoDate, toMinor } from '../convert.ts';
import { setDocument } from '../queries/documents.ts';
import { storeFile } from '../queries/files.ts';

/** Every so many items one has no document, as in life. */
const withoutDocument = 9;

/** Makes and stores the documents of all items but payments on account; answers how many. */
export async function seedDocuments(db: Db, legalEntityId: string): Promise<number> {
  // The fonts that every reader has: nothing is embedded, and a hundred documents take a moment.
  pdfmake.setFonts({ Helvetica: { normal: 'Helvetica', bold: 'Helvetica-Bold' } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((file) => file.startsWith('Helvetica'));
  const items = await readItems(db, legalEntityId);
  let made = 0;
  for (const [n, item] of items.entries()) {
    if (n % withoutDocument === withoutDocument - 1) continue;
    const bytes = await pdfmake.createPdf(definitionOf(item)).getBuffer();
    const content = (async function* () {
      yield bytes;
    })();
    const name = `${item.number.replaceAll('/', '-')}.pdf`;
    const { id: fileId } = await storeFile(db, { name, content, maxBytes: 1024 * 1024 });
    await changeFacts(db, async (facts) => {
      await setDocument(facts, { itemId: item.id, fileId });
      // Whether an item has its document is no fact that the engine reads.
      return { result: undefined, history: [], facts: [] };
    });
    made += 1;
  }
  return made;
}

type Item = Awaited<ReturnType<typeof readItems>>[number];

async function readItems(db: Db, legalEntityId: string) {
  return db.openItem.findMany({
    where: { legalEntityId, type: { not: 'unapplied_payment' } },
    include: { customer: { include: { legalEntity: true } } },
    orderBy: [{ customer: { number: 'asc' } }, { dueOn: 'asc' }, { number: 'asc' }],
  });
}

function definitionOf(item: Item): Parameters<typeof pdfmake.createPdf>[0] {
  const { customer } = item;
  const { legalEntity } = customer;
  const language = pageLanguage(customer.language, legalEntity.language);
  const locale = pageLocale(language, customer.country);
  const words = statementWords[language];
  const amount = formatMoney(toMinor(item.originalMinor), item.currency, locale);
  const dated = (date: Date) => formatDate(toIsoDate(date), locale);
  const facts: [string, string][] = [
    [words.issued, dated(item.issuedOn)],
    [words.due, dated(item.dueOn)],
    ...(item.instalment > 0 ? [[words.instalment, String(item.instalment)] as [string, string]] : []),
    ...(item.purchaseOrder ? [[words.purchaseOrder, item.purchaseOrder] as [string, string]] : []),
  ];
  return {
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 64],
    info: { title: `${words.types[item.type]} ${item.number}`, author: legalEntity.name },
    language,
    defaultStyle: { font: 'Helvetica', fontSize: 10 },
    content: [
      { text: legalEntity.name, bold: true, fontSize: 16 },
      { text: addressLines(legalEntity.address).join(', '), color: '#555555', margin: [0, 2, 0, 36] },
      { text: [customer.name, ...addressLines(customer.address)].join('\n'), margin: [0, 0, 0, 32] },
      { text: `${words.types[item.type]} ${item.number}`, bold: true, fontSize: 14, margin: [0, 0, 0, 12] },
      table(facts),
      {
        margin: [0, 24, 0, 0],
        layout: 'lightHorizontalLines',
        table: {
          widths: ['*', 'auto'],
          body: [
            [words.text, { text: words.original, alignment: 'right' }],
            [item.text ?? item.number, { text: amount, alignment: 'right' }],
            [
              { text: words.original, bold: true },
              { text: amount, bold: true, alignment: 'right' },
            ],
          ],
        },
      },
    ],
    footer: {
      text: [legalEntity.registrationNumber, legalEntity.vatNumber, legalEntity.iban, legalEntity.bic]
        .filter(Boolean)
        .join(' · '),
      alignment: 'center',
      fontSize: 8,
      color: '#555555',
      margin: [56, 16, 56, 0],
    },
  };
}

function table(facts: [string, string][]): Content {
  return { layout: 'noBorders', table: { body: facts } };
}

function addressLines(address: unknown): string[] {
  const { street, postalCode, city } = (address ?? {}) as Record<string, string | undefined>;
  return [street, [postalCode, city].filter(Boolean).join(' ')].filter((line): line is string =>
    Boolean(line),
  );
}
