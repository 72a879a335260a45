/** One claim said in many ways in each language: what one language can say, all can. Written on 1 December 2026. */
import { describe, expect, it } from 'vitest';
import type { AccountItem } from './types.ts';
import { understand } from './understand.ts';

const said = `
= promise 41 12-11
en: 21041 goes out on 11 December | 21041 is down for the 11 December run | We've got 21041 lined up for 11/12
fr: La 21041 part le 11/12 | La 21041 est au planning du 11 décembre | Nous prévoyons de solder la 21041 le 11 décembre
de: Die 21041 geht am 11.12. raus | 21041 ist für den 11. Dezember eingeplant | Wir planen die Zahlung der 21041 am 11.12.
es: La 21041 sale el 11 de diciembre | La 21041 está prevista para el 11/12 | Tenemos programado el pago de la 21041 el 11 de diciembre
it: La 21041 parte l'11 dicembre | La 21041 è prevista per l'11/12 | Abbiamo programmato il pagamento della 21041 per l'11 dicembre
nl: 21041 gaat op 11 december de deur uit | 21041 staat gepland voor 11/12 | Wij hebben de betaling van 21041 ingepland op 11 december
pl: 21041 pójdzie 11 grudnia | Płatność za 21041 zaplanowana na 11.12 | 21041 zapłacimy 11 grudnia
pt: A 21041 sai a 11 de dezembro | A 21041 está prevista para 11/12 | Temos o pagamento da 21041 agendado para 11 de dezembro
tr: 21041 11 Aralık'ta çıkacak | 21041 için ödeme 11.12 olarak planlandı | 21041 numaralı faturayı 11 Aralık'ta ödeyeceğiz
ro: 21041 pleaca pe 11 decembrie | Plata pentru 21041 este programata pe 11.12 | 21041 o achitam pe 11 decembrie
hr: 21041 ide 11.12. | Plaćanje računa 21041 predviđeno je za 11.12. | 21041 ćemo platiti 11. prosinca
sv: 21041 går ut den 11 december | 21041 är inplanerad 11/12 | Vi har lagt 21041 för betalning den 11 december
ja: 21041は12月11日にお支払いします | 21041は12月11日支払予定です | 21041は12月11日に振込いたします
zh: 21041将于12月11日付款 | 21041已安排12月11日支付 | 21041计划12月11日付
= paid 41 11-24
en: 21041 left our bank on 24 November | 21041 was cleared 24/11 | We settled 21041 on 24 November
fr: La 21041 a été soldée le 24/11 | Le virement de la 21041 est parti le 24 novembre | 21041 - payée le 24/11
de: 21041 ist am 24.11. raus | 21041 wurde am 24.11. ausgeglichen | 21041 - bezahlt 24.11.
es: La 21041 se pagó el 24/11 | La 21041 quedó pagada el 24 de noviembre | 21041 - pagada 24/11
it: La 21041 è stata saldata il 24/11 | Il bonifico per la 21041 è partito il 24 novembre | 21041 - pagata il 24/11
nl: 21041 is op 24 november voldaan | 21041 is 24/11 overgemaakt | 21041 - betaald 24/11
pl: 21041 została uregulowana 24.11 | 21041 opłacona 24 listopada | 21041 - zapłacono 24.11
pt: A 21041 foi liquidada a 24/11 | A transferência da 21041 foi feita a 24 de novembro | 21041 - paga 24/11
tr: 21041 24 Kasım'da ödendi | 21041 için ödeme 24.11'de yapıldı | 21041 - ödendi 24.11
ro: 21041 a fost achitata pe 24.11 | Plata pentru 21041 s-a facut pe 24 noiembrie | 21041 - platita 24.11
hr: 21041 je podmiren 24.11. | Uplata za 21041 izvršena je 24.11. | 21041 - plaćeno 24.11.
sv: 21041 betalades den 24 november | 21041 är betald 24/11 | 21041 - betald 24/11
ja: 21041は11月24日に支払済みです | 21041は11月24日にお振込み済みです | 21041は11月24日に送金しました
zh: 21041已于11月24日付款 | 21041 11月24日已付 | 21041的款11月24日已经打了
= ongoing 41 -
en: 21041 is with our buyer for approval | 21041 is being looked into | 21041 is still in the approval workflow
fr: La 21041 est en cours de validation | La 21041 est chez notre acheteur | La 21041 est en attente du bon à payer
de: 21041 liegt beim Einkauf zur Freigabe | 21041 ist noch in der Prüfung | 21041 wird gerade intern geklärt
es: La 21041 está en revisión | La 21041 está pendiente de aprobación | La 21041 la tiene el jefe de obra para firmar
it: La 21041 è in fase di approvazione | La 21041 è in verifica presso l'ufficio acquisti | La 21041 è in attesa di autorizzazione
nl: 21041 ligt nog bij inkoop ter goedkeuring | 21041 is nog in behandeling | 21041 wacht op akkoord van de projectleider
pl: 21041 jest w trakcie akceptacji | 21041 czeka na zatwierdzenie | 21041 jest u kierownika do podpisu
pt: A 21041 está em aprovação | A 21041 está a ser verificada | A 21041 aguarda validação do diretor
tr: 21041 onay bekliyor | 21041 satın almada inceleniyor | 21041 kontrol ediliyor
ro: 21041 este in curs de aprobare | 21041 este la verificare | 21041 asteapta semnatura directorului
hr: 21041 je na odobrenju | 21041 se još provjerava | 21041 čeka potpis direktora
sv: 21041 ligger för attest | 21041 är under utredning | 21041 väntar på godkännande
ja: 21041は社内承認待ちです | 21041は確認中です | 21041は検収待ちです
zh: 21041在走审批流程 | 21041还在审核 | 21041等领导签字
= copy_request 41 -
en: Please resend 21041 | Can you send me 21041 again | We can't find 21041
fr: Merci de nous renvoyer la 21041 | Pouvez-vous me refaire parvenir la 21041 | Nous n'avons pas la 21041
de: Bitte senden Sie uns 21041 nochmals zu | Können Sie mir 21041 noch mal schicken | 21041 liegt uns nicht vor
es: Reenviadnos la 21041 por favor | Me puedes mandar otra vez la 21041 | No tenemos la 21041
it: Rimandateci la 21041 per favore | Mi può rinviare la 21041 | Non abbiamo la 21041
nl: Graag 21041 nogmaals toesturen | Kunt u mij 21041 nog een keer sturen | 21041 hebben wij niet
pl: Proszę przesłać ponownie 21041 | Czy może Pani wysłać mi 21041 jeszcze raz | Nie mamy faktury 21041
pt: Por favor reenviem a 21041 | Pode enviar-me novamente a 21041 | Não temos a fatura 21041
tr: 21041'i tekrar gönderir misiniz | 21041 faturasını yeniden iletebilir misiniz | 21041 faturası bizde yok
ro: Va rog sa retrimiteti 21041 | Imi puteti trimite din nou factura 21041 | Nu avem factura 21041
hr: Molim pošaljite ponovno račun 21041 | Možete li mi opet poslati račun 21041 | Nemamo račun 21041
sv: Skicka 21041 igen tack | Kan du skicka om 21041 | Vi har inte faktura 21041
ja: 21041の請求書を再送してください | 21041の請求書がまだ届いておりません | 21041の請求書が見当たりません
zh: 请重新发21041的发票 | 21041的发票没收到 | 我们找不到21041的发票
= dispute:delivery 41 -
en: The goods on 21041 haven't arrived | We're still waiting for the delivery on 21041 | 21041: nothing delivered
fr: La marchandise de la 21041 n'est jamais arrivée | Nous attendons toujours la livraison de la 21041 | 21041 : rien reçu, marchandise non livrée
de: Die Ware zu 21041 ist nicht angekommen | Wir warten immer noch auf die Lieferung zu 21041 | 21041: Ware nie erhalten
es: La mercancía de la 21041 no ha llegado | Seguimos esperando la entrega de la 21041 | 21041: material no recibido
it: La merce della 21041 non è mai arrivata | Siamo ancora in attesa della consegna della 21041 | 21041: merce non consegnata
nl: De goederen van 21041 zijn niet aangekomen | We wachten nog steeds op de levering van 21041 | 21041: niet geleverd
pl: Towar z 21041 nie dotarł | Wciąż czekamy na dostawę z faktury 21041 | 21041: towar niedostarczony
pt: A mercadoria da 21041 não chegou | Continuamos à espera da entrega da 21041 | 21041: mercadoria não entregue
tr: 21041 faturasının malları gelmedi | 21041 teslimatını hâlâ bekliyoruz | 21041: mal teslim edilmedi
ro: Marfa de pe 21041 nu a ajuns | Inca asteptam livrarea pentru 21041 | 21041: marfa nelivrata
hr: Roba po računu 21041 nije stigla | Još čekamo isporuku po računu 21041 | 21041: roba nije isporučena
sv: Varorna på 21041 har inte kommit | Vi väntar fortfarande på leveransen för 21041 | 21041: inte levererat
ja: 21041の商品がまだ届いていません | 21041の納品がまだです | 21041は納期に三週間遅れました
zh: 21041的货还没到 | 21041的货没收到 | 21041晚交货三周
= dispute:quality 41 -
en: The parts on 21041 are faulty | 21041: goods damaged on arrival | We returned the goods on 21041 because they were defective
fr: Les pièces de la 21041 sont défectueuses | 21041 : marchandise abîmée à la livraison | Nous avons retourné la marchandise de la 21041 car elle est non conforme
de: Die Teile aus 21041 sind mangelhaft | 21041: Ware beschädigt angekommen | Wir haben die Ware aus 21041 wegen Mängeln zurückgeschickt
es: Las piezas de la 21041 son defectuosas | 21041: material dañado | Devolvimos el material de la 21041 por defectuoso
it: I pezzi della 21041 sono difettosi | 21041: merce danneggiata | Abbiamo reso la merce della 21041 perché difettosa
nl: De onderdelen van 21041 zijn defect | 21041: beschadigd aangekomen | We hebben de goederen van 21041 teruggestuurd wegens gebreken
pl: Części z 21041 są wadliwe | 21041: towar uszkodzony | Zwróciliśmy towar z 21041 z powodu wad
pt: As peças da 21041 têm defeito | 21041: material danificado | Devolvemos a mercadoria da 21041 por defeito
tr: 21041 faturasındaki parçalar arızalı | 21041: mallar hasarlı geldi | 21041 ürünlerini kusurlu olduğu için geri gönderdik
ro: Piesele de pe 21041 sunt defecte | 21041: marfa deteriorata | Am returnat marfa de pe 21041 pentru ca e defecta
hr: Dijelovi po računu 21041 su neispravni | 21041: roba oštećena
sv: Delarna på 21041 är defekta | 21041: skadat gods | Vi har returnerat varorna på 21041 på grund av fel
ja: 21041の部品が不良です | 21041は破損していました | 21041は不良のため返品しました
zh: 21041的零件有质量问题 | 21041：货物破损 | 21041的货有瑕疵已退回
= dispute:price 41 -
en: The price on 21041 doesn't match our PO | 21041: wrong unit price | We were overcharged on 21041
fr: Le prix de la 21041 ne correspond pas au bon de commande | 21041 : erreur de prix | La remise n'apparaît pas sur la 21041
de: Der Preis auf 21041 stimmt nicht mit der Bestellung überein | 21041: falscher Preis | Auf 21041 fehlt der vereinbarte Rabatt
es: El precio de la 21041 no coincide con el pedido | 21041: error de precio | En la 21041 falta el descuento acordado
it: Il prezzo della 21041 non corrisponde all'ordine | 21041: prezzo errato
nl: De prijs op 21041 klopt niet met de bestelling | 21041: verkeerde prijs | Op 21041 ontbreekt de afgesproken korting
pl: Cena na 21041 nie zgadza się z zamówieniem | 21041: błędna cena | Na 21041 brakuje uzgodnionego rabatu
pt: O preço da 21041 não corresponde à encomenda | 21041: erro de preço | Na 21041 falta o desconto acordado
tr: 21041'deki fiyat siparişle uyuşmuyor | 21041: fiyat hatalı | 21041'de anlaşılan iskonto yok
ro: Pretul de pe 21041 nu corespunde cu comanda | 21041: pret gresit | Pe 21041 lipseste discountul convenit
hr: Cijena na 21041 ne odgovara narudžbi | 21041: kriva cijena | Na 21041 nedostaje dogovoreni rabat
sv: Priset på 21041 stämmer inte med ordern | 21041: fel pris | På 21041 saknas avtalad rabatt
ja: 21041の単価が注文書と異なります | 21041は価格が間違っています | 21041に値引きが反映されていません
zh: 21041的价格和订单不符 | 21041单价错误 | 21041没有算折扣
= refusal 41 -
en: We will not be paying 21041 | We refuse to pay 21041 | I'm not going to pay 21041
fr: Nous ne paierons pas la 21041 | Nous refusons de régler la 21041 | Je ne vais pas payer la 21041
de: Die 21041 zahlen wir nicht | 21041 werde ich nicht bezahlen | 21041 wird von uns nicht bezahlt
es: No vamos a pagar la 21041 | Nos negamos a pagar la 21041 | La 21041 no se va a pagar
it: Non pagheremo la 21041 | Ci rifiutiamo di pagare la 21041 | La 21041 non verrà pagata
nl: Wij betalen 21041 niet | 21041 gaan we niet betalen | 21041 wordt niet betaald
pl: Nie zapłacimy za 21041 | Odmawiamy zapłaty za 21041 | Nie zamierzam płacić 21041
pt: Não vamos pagar a 21041 | Recusamos pagar a 21041 | A 21041 não será paga
tr: 21041'i ödemeyeceğiz | 21041'i ödemeyi reddediyoruz | 21041 ödenmeyecek
ro: Nu vom plati 21041 | Refuzam plata facturii 21041 | 21041 nu va fi platita
hr: Nećemo platiti 21041 | Odbijamo platiti 21041 | 21041 neće biti plaćen
sv: Vi kommer inte att betala 21041 | Vi vägrar betala 21041 | 21041 betalar vi inte
ja: 21041はお支払いできません | 21041の支払いを拒否します | 21041は支払いません
zh: 我们不会付21041 | 21041我们拒绝付款 | 21041不予支付
= contact_change - -
en: Please send invoices to ap@x.example from now on | Jane has left, please contact Tom Reed instead | Our accounts address has changed to ap@x.example
fr: Merci d'envoyer désormais les factures à compta@x.example | Jeanne a quitté la société, merci de contacter Tom | Notre adresse de facturation a changé
de: Bitte senden Sie Rechnungen ab sofort an re@x.example | Frau Klein ist nicht mehr im Unternehmen, bitte wenden Sie sich an Herrn Otto | Unsere Rechnungsadresse hat sich geändert
es: A partir de ahora enviad las facturas a admin@x.example | Juana ya no trabaja aquí, contactad con Tomás | Nuestra dirección de facturación ha cambiado
it: D'ora in poi inviate le fatture a amm@x.example | Giovanna non lavora più qui, contattate Tommaso | Il nostro indirizzo di fatturazione è cambiato
nl: Stuur facturen voortaan naar fact@x.example | Jeanne werkt hier niet meer, neem contact op met Tom | Ons factuuradres is gewijzigd
pl: Od teraz wysyłać faktury na adres ksieg@x.example | Pani Anna już u nas nie pracuje, proszę o kontakt z panem Tomaszem | Zmienił się nasz adres do faktur
pt: A partir de agora enviem as faturas para fin@x.example | A Joana já não trabalha connosco, contactem o Tomás | A nossa morada de faturação mudou
tr: Bundan sonra faturaları muh@x.example adresine gönderin | Fatura adresimiz değişti
ro: De acum inainte trimiteti facturile la conta@x.example | Doamna Ana nu mai lucreaza la noi, contactati-l pe Tudor | Adresa noastra de facturare s-a schimbat
hr: Od sada šaljite račune na rac@x.example | Promijenila nam se adresa za račune
sv: Skicka fakturor till eko@x.example i fortsättningen | Anna har slutat, kontakta Tomas i stället | Vår fakturaadress har ändrats
ja: 今後の請求書は keiri@x.example までお送りください | 担当の山田は退職しました。今後は佐藤までご連絡ください
zh: 以后请把发票发到 cw@x.example | 小王已离职，请联系小李 | 我司开票地址已变更
= bank_details - -
en: Could you confirm your bank details? | Which account should we pay into?
fr: Pouvez-vous nous confirmer votre RIB ? | Sur quel compte devons-nous payer ?
de: Können Sie uns Ihre Bankverbindung bestätigen? | Auf welches Konto sollen wir überweisen?
es: ¿Nos podéis confirmar el número de cuenta? | ¿A qué cuenta hacemos la transferencia?
it: Ci confermate l'IBAN? | Su quale conto dobbiamo bonificare?
nl: Kunt u uw rekeningnummer bevestigen? | Naar welke rekening moeten we betalen?
pl: Proszę o potwierdzenie numeru konta | Na jakie konto mamy przelać?
pt: Podem confirmar o vosso IBAN? | Para que conta devemos transferir?
tr: IBAN numaranızı teyit eder misiniz? | Hangi hesaba ödeme yapalım?
ro: Ne puteti confirma contul bancar? | In ce cont sa platim?
hr: Možete li potvrditi vaš IBAN? | Na koji račun da uplatimo novac?
sv: Kan ni bekräfta ert bankgiro? | Vilket konto ska vi betala till?
ja: 振込先を教えてください | 口座番号に変更はありませんか
zh: 请确认贵司银行账号 | 款打到哪个账户？
= dispute:already_paid 41 -
en: 21041 has already been paid, please check your records | Why are you chasing 21041, we paid it weeks ago
fr: La 21041 est déjà payée, merci de vérifier votre comptabilité | Pourquoi relancer la 21041, elle est payée depuis longtemps
de: 21041 ist längst bezahlt, bitte prüfen Sie Ihre Buchhaltung | Warum mahnen Sie 21041, die haben wir längst bezahlt
es: La 21041 ya está pagada, revisad vuestra contabilidad
it: La 21041 è già stata pagata, verificate la vostra contabilità | Perché sollecitate la 21041, è già pagata da tempo
nl: 21041 is al lang betaald, graag uw administratie controleren | Waarom herinnert u ons aan 21041, die is al betaald
pl: 21041 została już zapłacona, proszę sprawdzić księgowanie | Dlaczego upominacie się o 21041, dawno zapłacona
pt: A 21041 já foi paga, verifiquem a vossa contabilidade | Porque reclamam a 21041, já está paga há muito
tr: 21041 zaten ödendi, kayıtlarınızı kontrol edin
ro: 21041 a fost deja platita, verificati evidentele | De ce cereti plata pentru 21041, este achitata de mult
hr: 21041 je već plaćen, provjerite svoje knjige | Zašto šaljete opomenu za 21041, davno je plaćen
sv: 21041 är redan betald, kontrollera er bokföring | Varför påminner ni om 21041, den är betald för länge sedan
ja: 21041はすでに支払済みです。帳簿をご確認ください
zh: 21041早就付了，请核对你们的账
`;

const item = (number: string, issuedOn: string, openMinor: number): AccountItem => ({
  number,
  type: 'invoice',
  issuedOn,
  dueOn: '2026-11-11',
  openMinor,
  currency: 'EUR',
});
const items = [
  item('F-21041', '2026-09-14', 119000),
  item('F-21058', '2026-10-12', 64022),
  item('F-21077', '2026-10-20', 7790),
];

/** Kind, reason, ends of the numbers, day. */
function claimed(language: string, text: string): string {
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
    .map(({ intent, reason, items: named, date }) =>
      [
        reason === null ? intent : `${intent}:${reason}`,
        named.map((number) => number.slice(-2)).join('+') || '-',
        date?.slice(5) ?? '-',
      ].join(' '),
    )
    .join('; ');
}

const groups = said
  .trim()
  .split(/^= /m)
  .filter(Boolean)
  .map((group) => {
    const [claim = '', ...lines] = group.trim().split('\n');
    return { claim, lines };
  });

describe('R-6 claims as they are said', () => {
  it.each(groups)('R-6 $claim', ({ claim, lines }) => {
    const phrases = lines.flatMap((line) =>
      line
        .slice(4)
        .split(' | ')
        .map((phrase) => [line.slice(0, 2), phrase] as const),
    );
    const read = phrases.map(([language, phrase]) => [language, phrase, claimed(language, phrase)]);
    expect(read).toEqual(phrases.map(([language, phrase]) => [language, phrase, claim]));
  });
});
