import { describe, expect, it } from 'vitest';
import type { Account, ClaimProposal } from './types.ts';
import { understand } from './understand.ts';

const line = (number: string, issuedOn: string, openMinor: number, purchaseOrder: string | null = null) => ({
  number,
  type: 'invoice',
  issuedOn,
  dueOn: '2026-11-20',
  openMinor,
  currency: 'EUR',
  purchaseOrder,
});

const five = [
  line('F-21041', '2026-09-14', 124050, '4500123'),
  line('F-21042', '2026-09-28', 86040),
  line('F-21057', '2026-10-12', 231000),
  line('F-21088', '2026-10-30', 45500),
  line('F-21093', '2026-11-05', 9990),
];
const short = [
  line('F-1', '2026-09-14', 124050),
  line('F-2', '2026-09-28', 86040),
  line('F-3', '2026-10-12', 50000),
];

/** Written on Tuesday, 1 December 2026; items by their last two figures. */
function claims(language: string, text: string, items: Account['items'] = five): string[] {
  const account = { customer: 'X', language, timeZone: 'Europe/Paris', currency: 'EUR', items };
  return read(text, language, account).proposals.map(asText);
}

function read(text: string, language: string, account: Account) {
  return understand({
    text,
    language,
    senderZone: 'Europe/Paris',
    receivedOn: '2026-12-01',
    sentOn: '2026-12-01T10:00:00+01:00',
    reader: 'en',
    account,
  });
}

function asText({ intent, items, date, amountMinor, reason }: ClaimProposal): string {
  const numbers = items.map((number) => number.replace('F-210', '')).join();
  return [intent, numbers, date, amountMinor, reason]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

describe('R-6 all but one item', () => {
  it.each([
    ['en', 'Everything except 21088 gets paid this Friday.'],
    ['fr', 'Tout sera réglé vendredi sauf la 21088.'],
    ['de', 'Außer der 21088 wird alles am Freitag bezahlt.'],
    ['es', 'Todo menos la 21088 se paga el viernes.'],
    ['it', 'Venerdì paghiamo tutto tranne la 21088.'],
    ['nl', 'Alles behalve 21088 wordt vrijdag betaald.'],
    ['pl', 'Wszystko oprócz 21088 zapłacimy w piątek.'],
    ['pt', 'Tudo menos a 21088 será pago na sexta-feira.'],
  ])('%s %s', (language, text) => {
    expect(claims(language, text)).toEqual(['promise 41,42,57,93 2026-12-04']);
  });
});

describe('R-6 numbers of one or two figures', () => {
  it.each([
    ['F-1 will be paid on Friday, F-2 is disputed.', ['promise F-1 2026-12-04', 'dispute F-2 other']],
    ['We will pay F-1, 2 and 3 on Friday.', ['promise F-1,F-2,F-3 2026-12-04']],
    ['F-1 to F-3 were paid yesterday.', ['paid F-1,F-2,F-3 2026-11-30']],
    ['Only 2 boxes arrived.', ['dispute quantity']],
  ])('%s', (text, expected) => {
    expect(claims('en', text, short)).toEqual(expected);
  });

  it.each([
    ['en', 'F-21042 and 88 will follow on Friday.', 'promise 42,88 2026-12-04'],
    ['fr', 'La 41 sera virée vendredi.', 'promise 41 2026-12-04'],
    ['de', 'Die 41 wird am Freitag überwiesen.', 'promise 41 2026-12-04'],
    ['es', 'La 41 se transferirá el viernes.', 'promise 41 2026-12-04'],
    ['it', 'La 41 verrà bonificata venerdì.', 'promise 41 2026-12-04'],
    ['nl', 'De 41 wordt vrijdag overgemaakt.', 'promise 41 2026-12-04'],
  ])('%s %s', (language, text, expected) => {
    expect(claims(language, text)).toEqual([expected]);
  });

  it.each([
    ['de', 'Die 41 Kartons fehlen uns noch.'],
    ['en', 'The 42 boxes are still missing.'],
  ])('%s %s counts pieces', (language, text) => {
    expect(claims(language, text).join()).not.toMatch(/4[12]/);
  });
});

describe('R-6 what is said of the next item is of its own kind', () => {
  it.each([
    ['fr', 'Pour la 21057 il nous manque 3 cartons. La 21088 ok pour le 10.'],
    ['es', 'En la 21057 nos faltan 3 cajas. La 21088 el día 10.'],
    ['it', 'Nella 21057 mancano 3 scatole. La 21088 il 10.'],
  ])('%s %s', (language, text) => {
    expect(claims(language, text)).toEqual(['dispute 57 quantity', 'promise 88 2026-12-10']);
  });

  it('a part that is paid of the only item named is of that item', () => {
    expect(
      claims('fr', "Sur la 21057 nous n'avons reçu que 8 cartons sur 10 ; nous verserons 1 848 € vendredi."),
    ).toEqual(['dispute 57 quantity', 'promise 57 2026-12-04 184800']);
  });

  it('what is left of a payment that was made is promised', () => {
    expect(claims('fr', "J'ai fait partir 860,40 hier, le reste je verrai en janvier.")).toEqual([
      'paid 42 2026-11-30 86040',
      'promise 41,57,88,93 2027-01-31',
    ]);
  });
});

describe('R-6 an invoice asked for by its number, a new address, an approval with its day', () => {
  it.each([
    ['it', 'Può rimandarmi la F-21093?', 'copy_request 93'],
    ['es', '¿Me puede reenviar la F-21093?', 'copy_request 93'],
    ['pt', 'Pode reenviar-me a F-21093?', 'copy_request 93'],
    ['ro', 'Îmi puteți retrimite F-21093?', 'copy_request 93'],
    ['hr', 'Možete li mi ponovno poslati F-21093?', 'copy_request 93'],
    ['tr', 'Bundan sonra faturaları muhasebe@kuzey.example adresine gönderin.', 'contact_change'],
    [
      'nl',
      'Stuur toekomstige facturen naar admin@noord.example, Jan werkt hier niet meer.',
      'contact_change',
    ],
    [
      'en',
      'Both 21041 and 21042 have been approved and are scheduled for Dec 18th.',
      'promise 41,42 2026-12-18',
    ],
    ['fr', '21041 et 21042 : bon à payer donné, échéance le 18/12.', 'promise 41,42 2026-12-18'],
    ['pl', '21041 i 21042 są zatwierdzone, płatność 18.12.', 'promise 41,42 2026-12-18'],
    ['de', 'Auf welches Konto sollen wir 21041 überweisen?', 'bank_details 41'],
    ['sv', 'Vilket konto ska vi betala 21041 till?', 'bank_details 41'],
    [
      'de',
      'Wir möchten die F-21057 in drei Monatsraten zu je 770 Euro ab 15. Januar zahlen.',
      'payment_plan 57 2027-01-15 77000',
    ],
    ['nl', 'Kunnen we 500 per maand doen voor 21057?', 'payment_plan 57 50000'],
    ['it', "Salderemo l'intero estratto conto il 15 dicembre.", 'promise 2026-12-15'],
  ])('%s %s', (language, text, expected) => {
    expect(claims(language, text)).toEqual([expected]);
  });
});

describe('R-6 days as they are said', () => {
  it.each([
    ['en', 'We will pay F-21057 by the fifteenth of December.', '2026-12-15'],
    ['en', 'We will pay F-21057 a week on Friday.', '2026-12-11'],
    ['fr', 'Nous paierons la F-21057 le quinze décembre.', '2026-12-15'],
    ['fr', 'Nous paierons la F-21057 sous 48 heures.', '2026-12-03'],
    ['de', 'Wir zahlen die F-21057 am fünfzehnten Dezember.', '2026-12-15'],
    ['de', 'Wir zahlen die F-21057 vor Weihnachten.', '2026-12-24'],
    ['es', 'Pagaremos la F-21057 el quince de diciembre.', '2026-12-15'],
    ['it', "Pagheremo la F-21057 entro e non oltre l'11.", '2026-12-11'],
    ['nl', 'We betalen F-21057 vrijdag over een week.', '2026-12-11'],
    ['nl', 'We betalen F-21057 op 15-12.', '2026-12-15'],
    ['pl', 'Zapłacimy F-21057 piętnastego grudnia.', '2026-12-15'],
    ['pt', 'Pagaremos a F-21057 a meio do mês.', '2026-12-15'],
    ['tr', "F-21057 faturasını 5 Ocak'ta ödeyeceğiz.", '2027-01-05'],
    ['ro', 'Vom plăti F-21057 la final de lună.', '2026-12-31'],
    ['hr', 'F-21057 ćemo platiti preksutra.', '2026-12-03'],
    ['hr', 'F-21057 ćemo platiti kroz tjedan dana.', '2026-12-08'],
    ['sv', 'Vi betalar F-21057 den 15 december.', '2026-12-15'],
    ['sv', 'Vi betalar F-21057 om två veckor.', '2026-12-15'],
    ['ja', 'F-21057は十二月十五日に支払います。', '2026-12-15'],
    ['zh', 'F-21057我们会在两周后付款。', '2026-12-15'],
  ])('%s %s', (language, text, date) => {
    expect(claims(language, text)).toEqual([`promise 57 ${date}`]);
  });
});

describe('R-6 amounts as they are written', () => {
  it.each([
    ['ja', 'F-21057は12月10日に1万2千ユーロ支払います。', 1_200_000],
    ['zh', 'F-21057我们会在12月10日付款三千欧元。', 300_000],
    ['zh', 'F-21057我们会在12月10日付款1000欧元。', 100_000],
    ['en', 'We will pay 1,000 quid of F-21057 on 10 December.', 100_000],
  ])('%s %s', (language, text, amountMinor) => {
    const account = { customer: 'X', language, timeZone: 'Europe/Paris', currency: 'EUR', items: five };
    expect(read(text, language, account).proposals.map((claim) => claim.amountMinor)).toEqual([amountMinor]);
  });

  it('the price that was agreed is not the disputed amount', () => {
    expect(claims('en', 'Price on 21057 is wrong, should be 2,100.00.')).toEqual(['dispute 57 price']);
  });
});

describe('R-6 how it is said', () => {
  it('thanks that are shouted make no dispute of a payment and call nobody', () => {
    const account = { customer: 'X', language: 'en', timeZone: 'Europe/Paris', currency: 'EUR', items: five };
    const { proposals, needsPerson } = read(
      'F-21041 was paid yesterday. Thanks, have a great week !!',
      'en',
      account,
    );
    expect(proposals.map(asText)).toEqual(['paid 41 2026-11-30']);
    expect(needsPerson).toBe(false);
  });

  it('a customer who wants no more reminders instructs no program', () => {
    expect(
      claims('en', 'We settled F-21041 weeks ago, please stop sending reminders and check your records.'),
    ).toEqual(['dispute 41 already_paid']);
  });
});

describe('R-6 items, amounts and days of new kinds', () => {
  const account = (language: string, items: Account['items']) => ({
    customer: 'X',
    language,
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    items,
  });
  const orders = [
    line('SI-1155', '2026-09-14', 115500, 'REQ-61'),
    line('VF-20261098', '2026-09-28', 64050, 'REQ-70'),
  ];

  it.each([
    ['pt', 'Só recebemos 10 caixas das 12 faturadas (requisição REQ-61).', ['SI-1155'], null, null],
    ['nl', 'Betaling voor 1098 staat ingepland voor morgen.', ['VF-20261098'], null, '2026-12-02'],
    ['en', 'SI-1155 (1155) was paid yesterday.', ['SI-1155'], 115500, '2026-11-30'],
    ['de', 'SI-1155 zahlen wir im neuen Jahr, bis spätestens 15. Januar.', ['SI-1155'], null, '2027-01-15'],
  ])('%s %s', (language, text, items, amountMinor, date) => {
    const [claim] = read(text, language, account(language, orders)).proposals;
    expect(claim).toMatchObject({ items, amountMinor, date });
  });

  it('what is paid once a complaint is settled is of the item complained of', () => {
    const text = 'F-21041 came two boxes short. Once they are here we will pay.';
    expect(claims('en', text)).toEqual(['dispute 41 quantity', 'promise 41']);
  });

  it('of an amount that is the whole of an item a part is paid, and the rest follows', () => {
    const { proposals } = read(
      'Of the €1,240.50 we will pay €500 on 4 December, the rest on 15 December.',
      'en',
      account('en', five),
    );
    expect(proposals.map(({ items, amountMinor, date }) => [items, amountMinor, date])).toEqual([
      [['F-21041'], 50_000, '2026-12-04'],
      [['F-21041'], 74_050, '2026-12-15'],
    ]);
  });
});
