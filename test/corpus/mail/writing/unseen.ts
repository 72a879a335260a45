/** Answers for the half on which rules are measured, and none is written: greeting, paragraphs, closing, name. */
import type { Written } from './written.ts';

export const unseen: Record<string, Written[]> = {
  en: [
    [
      'Good morning Anna,',
      [
        'Thanks for the reminder. We will transfer the full amount for F-21041 on Friday 11 December.',
        'Sorry for the delay, our controller was on leave.',
      ],
      'All the best,',
      'Martha Quill',
    ],
    ['', ['Paid yesterday by bank transfer, reference 5540021.'], '', ''],
    [
      'Hello,',
      [
        'We cannot accept this invoice: only 38 of the 50 pallets arrived, see our claim of 3 November.',
        'Please send a credit note and we will pay the rest at once.',
      ],
      'Yours faithfully,',
      'Peter O’Brien',
    ],
    [
      'Dear Mr Keller,',
      ['Could you send me a copy of invoice F-21041? I cannot find it in our system.'],
      'Many thanks and kind regards,',
      'Joanne Whitby',
    ],
    [
      'Hi team,',
      [
        '- F-21041: will be paid next week',
        '- F-21077: disputed, wrong price per unit',
        '- F-21090: never received',
      ],
      'Cheers',
      'Tom',
    ],
  ],
  fr: [
    [
      'Bonjour,',
      [
        'Le virement de 1 240,00 € partira jeudi prochain, il est déjà saisi dans notre banque.',
        'Merci de suspendre vos relances d’ici là.',
      ],
      'Bien cordialement,',
      'Sophie Lemaire',
    ],
    [
      'Madame,',
      ['Nous contestons la facture F-21041 : la livraison du 12 octobre était incomplète.'],
      'Je vous prie d’agréer, Madame, l’expression de mes salutations distinguées.',
      'Henri Vasseur',
    ],
    ['', ['C’est réglé depuis mardi.'], 'Bonne journée', 'Paul'],
    [
      'Bonjour Claire,',
      [
        'Pourriez-vous m’adresser un duplicata de la facture ? Notre service comptabilité ne l’a pas reçue.',
        'Je vous remercie d’avance pour votre retour.',
      ],
      'Cdlt',
      'N. Berthier',
    ],
    [
      'Cher Monsieur,',
      ['Suite à notre conversation téléphonique, je vous confirme un règlement par chèque le 15 décembre.'],
      'Sincères salutations',
      'Gérard Poncet',
    ],
  ],
  de: [
    [
      'Sehr geehrte Frau Brandt,',
      [
        'die Rechnung F-21041 wird mit unserem Zahlungslauf am 10. Dezember beglichen.',
        'Bitte entschuldigen Sie die Verzögerung.',
      ],
      'Mit besten Grüßen aus Köln',
      'Jürgen Thielen',
    ],
    [
      'Guten Tag,',
      ['den Betrag haben wir bereits am 24.11. überwiesen. Bitte prüfen Sie Ihren Zahlungseingang.'],
      'Freundliche Grüße',
      'i. A. Sabine Kolb',
    ],
    ['Moin,', ['geht am Freitag raus.'], 'VG', 'Lars'],
    [
      'Hallo zusammen,',
      [
        'wir haben zu dieser Lieferung eine Reklamation offen (falsche Farbe, 12 Stück). Vor Klärung zahlen wir nicht.',
        'Wer ist bei Ihnen zuständig?',
      ],
      'Viele Grüße',
      'Melanie Hartwig',
    ],
    [
      'Sehr geehrte Damen und Herren,',
      ['anbei unsere neue Rechnungsanschrift. Bitte stellen Sie die Rechnung neu aus.'],
      'Hochachtungsvoll',
      'Dr. Friedrich Amann',
    ],
  ],
  es: [
    [
      'Buenos días, Laura:',
      ['La factura F-21041 se pagará en la remesa del día 15.', 'Disculpe las molestias.'],
      'Reciba un cordial saludo,',
      'Ignacio Robles',
    ],
    [
      'Hola:',
      ['Ya hicimos la transferencia el viernes pasado, adjunto el justificante.'],
      'Un saludo',
      'Marta',
    ],
    [
      'Estimados señores:',
      [
        'No estamos conformes con el importe, el precio pactado era de 18 euros por unidad.',
        'Rogamos nos envíen un abono.',
      ],
      'Atentamente,',
      'Carmen Ferrer',
    ],
    ['', ['¿Me puede reenviar la factura? No la encuentro.'], 'Gracias y saludos,', 'Pilar Otero'],
    [
      'Buenas tardes,',
      ['Pagaremos la mitad esta semana y la otra mitad a final de mes.'],
      'Saludos cordiales',
      'Andrés Gil',
    ],
  ],
  it: [
    [
      'Buongiorno Chiara,',
      ['il bonifico per la fattura F-21041 è previsto per il 10 dicembre.', 'Ci scusiamo per il ritardo.'],
      'Cordialmente',
      'Davide Rinaldi',
    ],
    [
      'Gentili signori,',
      ['la fattura risulta già pagata in data 20 novembre, vi invio la contabile.'],
      'Distinti saluti',
      'Elena Greco',
    ],
    [
      'Buonasera,',
      ['contestiamo le quantità: mancano 5 colli su 20.', 'Attendiamo nota di credito.'],
      'Un cordiale saluto',
      'Fabio Conti',
    ],
    ['', ['Mi potete mandare copia della fattura? Grazie mille.'], 'Buona giornata', 'Silvia'],
    [
      'Spett.le ACME,',
      ['provvederemo al saldo entro fine mese.'],
      'Porgiamo distinti saluti',
      'Ufficio Amministrazione',
    ],
  ],
  nl: [
    [
      'Beste Anouk,',
      ['Factuur F-21041 staat klaar voor betaling op vrijdag.', 'Excuses voor de vertraging.'],
      'Hartelijke groet,',
      'Bram Kuipers',
    ],
    [
      'Goedemiddag,',
      ['Wij hebben dit bedrag vorige week al overgemaakt. Kunt u dit nakijken?'],
      'Met vriendelijke groeten',
      'Ilse de Boer',
    ],
    [
      'Geachte heer Jansen,',
      ['De levering was beschadigd, daarom betalen wij pas na ontvangst van een creditnota.'],
      'Hoogachtend,',
      'M. van Dijk',
    ],
    ['Hoi,', ['Kun je me een kopie van de factuur sturen?'], 'Groetjes', 'Fleur'],
    ['', ['Betaling volgt 15 december.'], 'Gr.', 'Wim'],
  ],
  pl: [
    [
      'Dzień dobry,',
      ['fakturę F-21041 opłacimy w najbliższy piątek.', 'Przepraszamy za opóźnienie.'],
      'Pozdrawiam serdecznie',
      'Agnieszka Wójcik',
    ],
    [
      'Szanowna Pani,',
      ['przelew został wykonany 25 listopada, w załączeniu potwierdzenie.'],
      'Z wyrazami szacunku',
      'Tomasz Lewandowski',
    ],
    [
      'Witam,',
      ['nie zgadzamy się z kwotą na fakturze, cena jednostkowa jest niezgodna z zamówieniem.'],
      'Łączę pozdrowienia',
      'Piotr Mazur',
    ],
    ['', ['Proszę o przesłanie duplikatu faktury.'], 'Dziękuję i pozdrawiam', 'Ewa'],
    [
      'Panie Marku,',
      ['zapłacimy połowę w tym tygodniu, resztę do końca miesiąca.'],
      'Z poważaniem',
      'Krzysztof Dudek',
    ],
  ],
  pt: [
    [
      'Bom dia,',
      ['A fatura F-21041 será paga na próxima sexta-feira.', 'Pedimos desculpa pelo atraso.'],
      'Com os melhores cumprimentos,',
      'Rui Tavares',
    ],
    [
      'Boa tarde, Sofia,',
      ['O pagamento foi feito ontem por transferência, segue o comprovativo.'],
      'Atenciosamente',
      'Marcelo Prado',
    ],
    [
      'Exmos. Senhores,',
      ['Não concordamos com o valor faturado, faltam três caixas na entrega.'],
      'Cumprimentos',
      'Helena Matos',
    ],
    ['', ['Podem enviar a segunda via da fatura?'], 'Obrigada,', 'Inês Faria'],
    ['Olá,', ['Vamos pagar metade agora e o restante no fim do mês.'], 'Abraço', 'João'],
  ],
  tr: [
    [
      'Merhaba,',
      ['F-21041 numaralı faturayı cuma günü ödeyeceğiz.', 'Gecikme için özür dileriz.'],
      'İyi çalışmalar dileriz',
      'Elif Demir',
    ],
    [
      'Sayın Yetkili,',
      ['Ödeme 25 Kasım tarihinde havale ile yapılmıştır, dekont ektedir.'],
      'Saygılarımla',
      'Mehmet Arslan',
    ],
    [
      'İyi günler,',
      ['Faturadaki birim fiyat sözleşmemizle uyuşmuyor, bu nedenle ödemeyi durdurduk.'],
      'Saygılarımla,',
      'Ayşe Koç',
    ],
    ['', ['Faturanın bir kopyasını gönderir misiniz?'], 'Teşekkürler', 'Can'],
    [
      'Merhabalar,',
      ['Tutarın yarısını bu hafta, kalanını ay sonunda ödeyeceğiz.'],
      'Selamlar',
      'Burak Şahin',
    ],
  ],
  ro: [
    [
      'Bună ziua,',
      ['Factura F-21041 va fi achitată vineri.', 'Ne cerem scuze pentru întârziere.'],
      'Cu stimă,',
      'Andrei Ionescu',
    ],
    [
      'Stimată doamnă,',
      ['Plata a fost efectuată pe 25 noiembrie, atașez ordinul de plată.'],
      'O zi bună',
      'Mihaela Popa',
    ],
    [
      'Bună dimineața,',
      ['Nu suntem de acord cu suma facturată, lipsesc două paleți din livrare.'],
      'Cu respect,',
      'Radu Stan',
    ],
    ['', ['Îmi puteți trimite o copie a facturii?'], 'Mulțumesc,', 'Ioana'],
    ['Salut,', ['Plătim jumătate acum și restul la sfârșitul lunii.'], 'Numai bine', 'Vlad Munteanu'],
  ],
  hr: [
    [
      'Dobar dan,',
      ['račun F-21041 platit ćemo u petak.', 'Ispričavamo se zbog kašnjenja.'],
      'Srdačan pozdrav',
      'Ivana Babić',
    ],
    [
      'Poštovani gospodine Horvat,',
      ['uplata je izvršena 25. studenoga, u privitku šaljem potvrdu.'],
      'S poštovanjem,',
      'Marko Perić',
    ],
    [
      'Poštovana,',
      ['ne slažemo se s iznosom, nedostaju dvije palete robe.'],
      'Lijep pozdrav',
      'Ana Knežević',
    ],
    ['', ['Možete li mi poslati kopiju računa?'], 'Hvala i pozdrav,', 'Luka'],
    ['Pozdrav,', ['polovicu plaćamo sada, a ostatak krajem mjeseca.'], 'Lp', 'Tomislav Jurić'],
  ],
  sv: [
    [
      'Hej Karin,',
      ['Faktura F-21041 betalas på fredag.', 'Vi ber om ursäkt för dröjsmålet.'],
      'Vänliga hälsningar',
      'Johan Lindqvist',
    ],
    ['God morgon,', ['Vi betalade detta i förra veckan, se bifogat kvitto.'], 'Hälsningar', 'Maria Ek'],
    [
      'Bäste herr Nilsson,',
      ['Leveransen var ofullständig och vi betalar inte förrän vi fått en kreditnota.'],
      'Med vänlig hälsning',
      'Erik Sandberg',
    ],
    ['', ['Kan du skicka en kopia på fakturan?'], 'Mvh', 'Lisa'],
    ['Hej,', ['Vi betalar hälften nu och resten i slutet av månaden.'], 'Bästa hälsningar,', 'Anders Holm'],
  ],
  ja: [
    [
      '山田様',
      [
        'いつもお世話になっております。請求書F-21041は12月11日にお支払いいたします。',
        'ご迷惑をおかけして申し訳ございません。',
      ],
      'よろしくお願いいたします。',
      '佐藤健一',
    ],
    [
      'ご担当者様',
      ['先週すでに振り込みました。ご確認ください。'],
      '以上、よろしくお願い申し上げます。',
      '鈴木花子',
    ],
    [
      'お世話になっております。',
      ['納品数が不足しているため、差額をご確認いただけますでしょうか。'],
      '何卒よろしくお願いいたします。',
      '高橋誠',
    ],
    ['', ['請求書の写しを再送してください。'], '', '田中'],
    ['株式会社ACME 御中', ['半額を今週、残りを月末にお支払いいたします。'], '敬具', '伊藤商事株式会社'],
  ],
  zh: [
    ['李女士您好，', ['F-21041号发票我们将于12月11日付款。', '延误之处敬请谅解。'], '此致敬礼', '王伟'],
    ['您好：', ['款项上周已经汇出，请查收。'], '祝商祺', '张敏'],
    ['尊敬的先生：', ['收到的货物数量不足，我们对该发票有异议，请先核实。'], '顺祝商祺', '陈刚'],
    ['', ['请重新发送发票副本，谢谢。'], '', '刘洋'],
    ['你好，', ['我们本周先付一半，余款月底付清。'], '谢谢', '赵琳'],
  ],
};
