/** Short answers in everyday words, one claim of each kind and more in each language. */
import { describe, expect, it } from 'vitest';
import { understand } from './understand.ts';
import type { AccountItem } from './types.ts';

const item = (number: string, issuedOn: string, openMinor: number): AccountItem => ({
  number,
  type: 'invoice',
  issuedOn,
  dueOn: '2026-11-11',
  openMinor,
  currency: 'EUR',
  purchaseOrder: null,
});
const items = [
  item('F-21041', '2026-09-14', 119000),
  item('F-21058', '2026-10-12', 64022),
  item('F-21077', '2026-10-20', 7790),
  item('F-21102', '2026-11-02', 250000),
];

/** Kind, reason, ends of the numbers, amount, day: what each claim has of them. */
function claims(language: string, text: string): string {
  const { proposals } = understand({
    text,
    language,
    senderZone: 'Europe/Paris',
    receivedOn: '2026-12-01',
    sentOn: '2026-12-01T10:00:00+01:00',
    reader: 'en',
    account: { customer: 'x', language, timeZone: 'Europe/Paris', currency: 'EUR', items },
  });
  return proposals
    .map(({ intent, reason, items: named, amountMinor, date }) =>
      [intent, reason, named.map((number) => number.slice(-2)).join('+'), amountMinor, date?.slice(5)]
        .filter((part) => part !== null && part !== undefined && part !== '')
        .join(' '),
    )
    .sort()
    .join('; ');
}

// prettier-ignore
const answers: Record<string, [text: string, claims: string][]> = {
  tr: [
    ['21041 numaralı faturayı cuma günü ödeyeceğiz.', 'promise 41 12-04'],
    ['F-21058 dün ödendi.', 'paid 58 11-30'],
    ["21041'i bugün yatırıyoruz, 21058'i ay sonunda.", 'promise 41 12-01; promise 58 12-31'],
    ['F-21077 faturasındaki malzeme bozuk çıktı, bu yüzden ödeme yapmayacağız.', 'dispute quality 77; refusal 77'],
    ['F-21102 için 10 adet sipariş verdik, 8 adet geldi.', 'dispute quantity 02'],
    ['Eylül faturasını gelecek hafta ödeyeceğiz.', 'promise 41 12-11'],
    ['F-21058 faturası elimize ulaşmadı, tekrar gönderir misiniz?', 'copy_request 58'],
    ['Muhasebe müdürümüz değişti, bundan sonra lütfen mali@firma.example adresine yazınız.', 'contact_change'],
    ['21041 için fiyat yanlış, anlaştığımız fiyat 9,50 idi.', 'dispute price 41'],
    ['F-21102 onay aşamasında.', 'ongoing 02'],
    ['Faturaları 3 taksitte ödeyebilir miyiz?', 'payment_plan'],
    ["F-21041'in 500 eurosunu yarın, kalanını 20 Aralık'ta ödeyeceğiz.", 'promise 41 50000 12-02; promise 41 69000 12-20'],
    ['IBAN numaranız değişti mi?', 'bank_details'],
    ['Firmamız hakkında iflas kararı verilmiştir.', 'insolvency'],
    ['F-21077 nedir, anlamadık.', 'question 77'],
    ["Malzeme gelince F-21041'i öderiz.", 'promise 41'],
    ["640,22 TL'yi geçen cuma havale ettik.", 'paid 64022 11-27'],
    ["Tüm faturaları 15 Aralık'a kadar kapatacağız.", 'promise 12-15'],
    ['F-21058 mükerrer, 21041 ile aynı.', 'dispute other 58'],
    ['Bu siparişi biz vermedik, F-21102 bize ait değil.', 'dispute missing_order 02'],
  ],
  it: [
    ['La F-21041 la paghiamo venerdì.', 'promise 41 12-04'],
    ['Per la 21058 il bonifico parte domani.', 'promise 58 12-02'],
    ['F-21077 saldata ieri con bonifico.', 'paid 77 11-30'],
    ['La merce della F-21102 non è mai arrivata.', 'dispute delivery 02'],
    ['Nella 21041 mancano 3 scatole.', 'dispute quantity 41'],
    ['Il prezzo della F-21058 è sbagliato, erano concordati 12 euro al pezzo.', 'dispute price 58'],
    ['Non troviamo la F-21102, potete rimandarla?', 'copy_request 02'],
    ['La fattura di settembre la saldiamo a fine mese.', 'promise 41 12-31'],
    ['F-21058 in attesa di approvazione da parte del direttore.', 'ongoing 58'],
    ['Possiamo pagare in tre rate da 400 euro a partire dal 15 gennaio?', 'payment_plan 40000 01-15'],
    ['Quando arriva la nota di credito paghiamo la 21041.', 'promise 41'],
    ['Il tribunale ha dichiarato il fallimento della società.', 'insolvency'],
    ['Abbiamo già pagato la F-21041 il 3 novembre, controllate meglio!', 'dispute already_paid 41 11-03'],
    ['A cosa si riferisce la F-21077?', 'question 77'],
    ['Mi mandate il nuovo IBAN?', 'bank_details'],
    ['Da oggi la responsabile è Laura Neri, laura@ditta.example.', 'contact_change'],
    ['La 21041 e la 21058 le abbiamo messe in pagamento per il 10 dicembre.', 'promise 41+58 12-10'],
    ['Pagheremo entro la prossima settimana.', 'promise 12-11'],
    ['Mai ordinato nulla della F-21102.', 'dispute missing_order 02'],
  ],
  es: [
    ['La F-21041 la pagamos el viernes.', 'promise 41 12-04'],
    ['Mañana os hago el ingreso de la 21058.', 'promise 58 12-02'],
    ['En la 21041 faltan 2 cajas.', 'dispute quantity 41'],
    ['El precio de la F-21058 no es el acordado.', 'dispute price 58'],
    ['No encuentro la F-21102, me la puedes mandar otra vez?', 'copy_request 02'],
    ['La F-21058 está pendiente de firma del gerente.', 'ongoing 58'],
    ['¿Podríamos pagar en 3 plazos de 400 euros empezando el 15 de enero?', 'payment_plan 40000 01-15'],
    ['En cuanto recibamos el abono pagamos la 21041.', 'promise 41'],
    ['No vamos a pagar la F-21077, las piezas llegaron rotas.', 'dispute quality 77; refusal 77'],
    ['¿Qué es la F-21077?', 'question 77'],
    ['Ya pagamos la F-21041 el 3 de noviembre, revisen sus cuentas por favor.', 'dispute already_paid 41 11-03'],
    ['Hemos cambiado de dirección, envíen las facturas a Calle Mayor 3.', 'contact_change'],
    ['Las dos primeras las pagamos la semana que viene.', 'promise 41+58 12-11'],
    ['Nos han declarado en concurso de acreedores.', 'insolvency'],
    ['El pago saldrá en la remesa del 10 de diciembre.', 'promise 12-10'],
    ['La F-21102 está duplicada con la F-21058.', 'dispute other 02'],
    ['Nunca pedimos lo de la F-21102.', 'dispute missing_order 02'],
    ['Todo se pagará antes de fin de año.', 'promise 12-31'],
  ],
  hr: [
    ['Račun F-21041 platit ćemo u petak.', 'promise 41 12-04'],
    ['F-21058 plaćen jučer.', 'paid 58 11-30'],
    ['Za 21077 roba nikad nije stigla.', 'dispute delivery 77'],
    ['U isporuci po F-21102 fale 3 kutije.', 'dispute quantity 02'],
    ['F-21041: cijena je kriva, dogovoreno je 12 eura.', 'dispute price 41'],
    ['Nemamo F-21102, molim pošaljite ponovno.', 'copy_request 02'],
    ['F-21058 je na ovjeri kod direktora.', 'ongoing 58'],
    ['Možemo li platiti u 3 rate po 400 eura, prva 15. siječnja?', 'payment_plan 40000 01-15'],
    ['Kad stigne odobrenje, platit ćemo 21041.', 'promise 41'],
    ['Nećemo platiti F-21077 jer je stroj neispravan.', 'dispute quality 77; refusal 77'],
    ['Što je F-21077?', 'question 77'],
    ['Od sada račune šaljite na racuni@tvrtka.example.', 'contact_change'],
    ['Nad tvrtkom je otvoren stečaj.', 'insolvency'],
    ['Sve ćemo podmiriti do 15.12.', 'promise 12-15'],
    ['Ovo nikad nismo naručili (F-21102).', 'dispute missing_order 02'],
    ['F-21058 je duplo fakturirana.', 'dispute other 58'],
    ['Već smo platili F-21041 3.11., provjerite svoje knjige!', 'dispute already_paid 41 11-03'],
  ],
  ro: [
    ['F-21041 o plătim vineri.', 'promise 41 12-04'],
    ['F-21058 a fost achitată ieri.', 'paid 58 11-30'],
    ['Marfa de pe F-21077 nu a ajuns niciodată.', 'dispute delivery 77'],
    ['La F-21102 lipsesc 3 cutii.', 'dispute quantity 02'],
    ['Prețul de pe F-21041 nu este cel convenit.', 'dispute price 41'],
    ['Nu găsesc F-21102, o puteți retrimite?', 'copy_request 02'],
    ['F-21058 este la aprobare la director.', 'ongoing 58'],
    ['Putem plăti în 3 rate de câte 400 euro, prima pe 15 ianuarie?', 'payment_plan 40000 01-15'],
    ['Când primim factura storno plătim 21041.', 'promise 41'],
    ['Nu plătim F-21077, utilajul este defect.', 'dispute quality 77; refusal 77'],
    ['Ce reprezintă F-21077?', 'question 77'],
    ['De acum vă rugăm să trimiteți facturile la contabil@firma.example.', 'contact_change'],
    ['S-a deschis procedura insolvenței.', 'insolvency'],
    ['Le achităm pe toate până la sfârșitul anului.', 'promise 12-31'],
    ['Nu am comandat niciodată F-21102.', 'dispute missing_order 02'],
    ['500 euro mâine din F-21041, restul pe 20 decembrie.', 'promise 41 50000 12-02; promise 41 69000 12-20'],
  ],
  nl: [
    ['F-21041 betalen we vrijdag.', 'promise 41 12-04'],
    ['F-21058 is gisteren betaald.', 'paid 58 11-30'],
    ['De goederen van F-21077 zijn nooit geleverd.', 'dispute delivery 77'],
    ['Bij F-21102 ontbreken 3 dozen.', 'dispute quantity 02'],
    ['De prijs op F-21041 klopt niet, afgesproken was 12 euro.', 'dispute price 41'],
    ['Ik kan F-21102 niet vinden, kunt u die nog eens sturen?', 'copy_request 02'],
    ['F-21058 ligt ter goedkeuring bij de directeur.', 'ongoing 58'],
    ['Kunnen we in 3 termijnen van 400 euro betalen, de eerste op 15 januari?', 'payment_plan 40000 01-15'],
    ['Zodra we de creditnota hebben, betalen we 21041.', 'promise 41'],
    ['F-21077 betalen wij niet, de machine is defect.', 'dispute quality 77; refusal 77'],
    ['Wat is F-21077?', 'question 77'],
    ['Wij zijn failliet verklaard.', 'insolvency'],
    ['Alles wordt voor het einde van het jaar voldaan.', 'promise 12-31'],
    ['F-21102 hebben wij nooit besteld.', 'dispute missing_order 02'],
    ['De factuur van september maken we morgen over, de rest eind januari.', 'promise 41 12-02; promise 58+77+02 01-31'],
    ['F-21041 hebben we op 3 november al betaald, kijk uw administratie na!', 'dispute already_paid 41 11-03'],
  ],
  zh: [
    ['F-21041下周五付款。', 'promise 41 12-11'],
    ['F-21058昨天已付款。', 'paid 58 11-30'],
    ['F-21077的货一直没到。', 'dispute delivery 77'],
    ['F-21102少发了3箱。', 'dispute quantity 02'],
    ['F-21041的单价不对，合同价是9.5元。', 'dispute price 41'],
    ['F-21102的发票我们没收到，请再发一份。', 'copy_request 02'],
    ['F-21058正在走审批流程。', 'ongoing 58'],
    ['能否分三期付款，每期400元，第一期1月15日？', 'payment_plan 40000 01-15'],
    ['收到红字发票后我们会支付21041。', 'promise 41'],
    ['F-21077我们拒绝付款，设备坏了。', 'dispute quality 77; refusal 77'],
    ['F-21077是什么费用？', 'question 77'],
    ['公司已进入破产程序。', 'insolvency'],
    ['全部款项将在年底前付清。', 'promise 12-31'],
    ['F-21102我们从未下单。', 'dispute missing_order 02'],
    ['9月的发票明天付，其余的月底付。', 'promise 41 12-02; promise 58+77+02 12-31'],
    ['请提供贵司新的银行账号。', 'bank_details'],
  ],
  ja: [
    ['F-21041は金曜日に振り込みます。', 'promise 41 12-04'],
    ['F-21058は昨日支払い済みです。', 'paid 58 11-30'],
    ['F-21077の商品がまだ届いておりません。', 'dispute delivery 77'],
    ['F-21102は3箱不足していました。', 'dispute quantity 02'],
    ['F-21041の単価が見積書と違います。', 'dispute price 41'],
    ['F-21102の請求書が見当たりません。再送をお願いします。', 'copy_request 02'],
    ['F-21058は社内承認待ちです。', 'ongoing 58'],
    ['赤伝を受け取り次第、21041を支払います。', 'promise 41'],
    ['F-21077は不良品のため支払いできません。', 'dispute quality 77; refusal 77'],
    ['F-21077は何の費用でしょうか。', 'question 77'],
    ['破産手続きを開始いたしました。', 'insolvency'],
    ['F-21102は注文した覚えがありません。', 'dispute missing_order 02'],
  ],
};

describe('short answers', () => {
  it.each(
    Object.entries(answers).flatMap(([language, list]) =>
      list.map(([text, wanted]) => [language, text, wanted] as const),
    ),
  )('R-6 %s: %s', (language, text, wanted) => {
    expect(claims(language, text)).toBe(wanted);
  });
});
