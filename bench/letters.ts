/** Letters of a company in French, laid out and merged by the product and by bare pdfmake. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { letterPart } from '../activities/rendering/letter/letter-part.ts';
import { mergeLetters } from '../activities/rendering/letter/merge-letters.ts';
import { renderLetter } from '../activities/rendering/letter/render-letter.ts';
import { documentFromHtml } from '../domain/document/from-template.ts';
import { letter, type Letter } from '../domain/model/letter.ts';

const rows = 6;

/** Each with a name, numbers and amounts of its own. */
export function benchLetter(at: number): Letter {
  const lines = Array.from({ length: rows }, (_, row) => ({
    number: `FA-${100_000 + at * rows + row}`,
    issuedOn: '2034-04-01',
    dueOn: '2034-05-01',
    daysOverdue: 35 + row,
    openMinor: 10_000 + at * 17 + row * 131,
  }));
  const totalMinor = lines.reduce((sum, { openMinor }) => sum + openMinor, 0);
  return letter.parse({
    language: 'fr',
    window: 'french_right',
    date: '2034-06-05',
    place: 'Lyon',
    sender: {
      name: 'Acme Bench SAS',
      address: { street: '1 rue du Test', postalCode: '69001', city: 'Lyon', country: 'FR' },
      details: ['+33 4 00 00 00 00', 'compta@acme.example'],
      legal: ['RCS Lyon 123 456 789', 'FR12345678901'],
    },
    recipient: {
      company: `Client numéro ${at}`,
      address: { street: `${at + 1} avenue du Port`, postalCode: '44000', city: 'Nantes', country: 'FR' },
    },
    references: [{ label: 'Client', value: `C-${at}` }],
    subject: 'Mise en demeure',
    body: letterBody(),
    values: {
      statement: { kind: 'statement', tables: [{ currency: 'EUR', lines, totalMinor }] },
      bank_details: {
        kind: 'details',
        rows: [{ label: 'IBAN', value: 'FR76 3000 6000 0112 3456 7890 189' }],
      },
    },
    signature: { name: 'Claire Martin', role: 'Comptabilité clients' },
    enclosures: [],
  });
}

const paragraphs = [
  'Madame, Monsieur,',
  'Malgré nos relances, les factures ci-dessous restent impayées à ce jour. Nous vous mettons en demeure de nous régler la somme due sous huit jours.',
  'Sans règlement dans ce délai, nous engagerons une procédure de recouvrement. Si votre paiement est en cours, merci de ne pas tenir compte de ce courrier.',
];

function letterBody() {
  const html = [...paragraphs, '#statement', '#bank_details', 'Cordialement'].map((text) => `<p>${text}</p>`);
  const read = documentFromHtml(html.join(''));
  if (!read.ok) throw new Error(read.code);
  return read.value;
}

/** One after another on the thread of whoever asks. */
export async function renderEach(letters: readonly Letter[]): Promise<Uint8Array[]> {
  const made: Uint8Array[] = [];
  for (const one of letters) {
    const rendered = await renderLetter(one);
    if (!rendered.ok) throw new Error(rendered.code);
    made.push(rendered.value.bytes);
  }
  return made;
}

export async function renderMerged(letters: readonly Letter[]): Promise<number> {
  const merged = mergeLetters({ letters: await renderEach(letters), duplex: false, partOf: letterPart });
  for (;;) {
    const piece = await merged.next();
    if (piece.done) return piece.value.pages;
  }
}

const require = createRequire(import.meta.url);

interface PdfMake {
  setFonts(fonts: object): void;
  setUrlAccessPolicy(allows: () => boolean): void;
  setLocalAccessPolicy(allows: () => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}

let opened: PdfMake | undefined;

/** As its own page says to use it, with the font of our letters. */
function bare(): PdfMake {
  if (opened) return opened;
  const folder = path.join(path.dirname(require.resolve('@embedpdf/fonts-latin')), '../fonts');
  const font = (name: string) => path.join(folder, `NotoSans-${name}.ttf`);
  opened = require('pdfmake') as PdfMake;
  opened.setFonts({ Noto: { normal: font('Regular'), bold: font('Bold') } });
  opened.setUrlAccessPolicy(() => false);
  opened.setLocalAccessPolicy(() => true);
  return opened;
}

function bareContent({ recipient, sender, subject, values, signature }: Letter, isFirst: boolean): object[] {
  const statement = Object.values(values).find((one) => typeof one !== 'string' && one.kind === 'statement');
  const table = typeof statement === 'object' && statement.kind === 'statement' ? statement.tables[0]! : null;
  const { street, postalCode, city } = recipient.address;
  return [
    {
      text: [sender.name, ...sender.details].join('\n'),
      ...(isFirst ? {} : { pageBreak: 'before' }),
      margin: [0, 0, 0, 40],
    },
    {
      text: [recipient.company, street, `${postalCode} ${city}`].join('\n'),
      margin: [240, 0, 0, 60],
    },
    { text: 'Lyon, le 5 juin 2034', alignment: 'right', margin: [0, 0, 0, 12] },
    { text: subject, bold: true, fontSize: 11, margin: [0, 0, 0, 12] },
    ...paragraphs.map((text) => ({ text, margin: [0, 0, 0, 8] })),
    {
      table: {
        headerRows: 1,
        widths: ['*', 'auto', 'auto', 'auto', 'auto'],
        body: [
          ['Document', 'Date', 'Échéance', 'Jours de retard', 'Montant dû'],
          ...(table?.lines ?? []).map(({ number, issuedOn, dueOn, daysOverdue, openMinor }) => [
            number,
            issuedOn ?? '',
            dueOn ?? '',
            String(daysOverdue ?? ''),
            `${openMinor / 100} €`,
          ]),
          ['Total dû', '', '', '', `${(table?.totalMinor ?? 0) / 100} €`],
        ],
      },
      margin: [0, 0, 0, 10],
    },
    { text: 'IBAN  FR76 3000 6000 0112 3456 7890 189', bold: true, margin: [0, 0, 0, 10] },
    { text: 'Cordialement', margin: [0, 0, 0, 12] },
    { text: [signature?.name, signature?.role].join('\n') },
  ];
}

async function barePdf(letters: readonly Letter[]): Promise<Buffer> {
  const definition = {
    pageSize: 'A4',
    pageMargins: [71, 68, 57, 62],
    defaultStyle: { font: 'Noto', fontSize: 10 },
    footer: (page: number, pages: number) => ({ text: `${page}/${pages}`, alignment: 'right' }),
    content: letters.flatMap((one, at) => bareContent(one, at === 0)),
  };
  return bare().createPdf(definition).getBuffer();
}

/** A file a letter. */
export async function bareEach(letters: readonly Letter[]): Promise<void> {
  for (const one of letters) await barePdf([one]);
}

/** All of them as the pages of one document. */
export async function bareMerged(letters: readonly Letter[]): Promise<void> {
  await barePdf(letters);
}
