/** Answers that rules were written on: greeting, paragraphs, closing, name. */
import type { Written } from './written.ts';

export const seen: Record<string, Written[]> = {
  en: [
    [
      'Dear Sir or Madam,',
      [
        'We will pay invoice F-21041 next Tuesday.',
        'The second one, F-21077, is still with our purchasing department.',
      ],
      'Kind regards,',
      'Linda Brooks',
    ],
    [
      'Hello Anna',
      ['This was settled on 20 November.', 'Thank you for your patience.'],
      'Best regards',
      'Mark Stone',
    ],
    ['Hi,', ['the goods were damaged, we sent pictures to your colleague Ben.'], 'Thanks,', 'Kate'],
    ['', ['Will check and come back to you tomorrow.'], '', 'Sam'],
    [
      'Dear all,',
      ['our new address for invoices is invoices@northwind.example, please use it from now on.'],
      'Sincerely,',
      'Ruth Adler',
    ],
  ],
  fr: [
    [
      'Bonjour Madame,',
      [
        'Nous réglerons la facture F-21041 le 11 décembre.',
        'Pour la F-21077, nous attendons toujours l’avoir promis.',
      ],
      'Cordialement,',
      'Claire Moreau',
    ],
    ['Bonjour,', ['Facture payée le 20 novembre par virement.'], 'Bien à vous,', 'Luc Fabre'],
    [
      'Madame, Monsieur,',
      ['Le prix facturé ne correspond pas à notre commande PO-8841.'],
      'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
      'Jeanne Roux',
    ],
    ['', ['ok je regarde et je reviens vers vous'], '', 'Marc'],
    [
      'Bonjour à tous,',
      ['Merci d’utiliser désormais l’adresse compta@borel.example pour nos factures.'],
      'Bonne réception,',
      'Isabelle Girard',
    ],
  ],
  de: [
    [
      'Sehr geehrter Herr Vogel,',
      [
        'die Rechnung F-21041 überweisen wir nächsten Dienstag.',
        'Zu F-21077 warten wir noch auf Ihre Gutschrift.',
      ],
      'Mit freundlichen Grüßen',
      'Uwe Brandt',
    ],
    ['Hallo Frau Klein,', ['wurde am 20.11. bezahlt.'], 'Beste Grüße', 'Heike Roth'],
    ['Guten Morgen,', ['der Preis stimmt nicht mit unserer Bestellung PO-8841 überein.'], 'MfG', 'T. Schulz'],
    ['', ['ich kläre das und melde mich morgen.'], 'Gruß', 'Jan'],
    [
      'Liebe Kolleginnen und Kollegen,',
      ['bitte senden Sie Rechnungen künftig an rechnung@holzbau.example.'],
      'Herzliche Grüße',
      'Petra Maier',
    ],
  ],
  es: [
    [
      'Estimada Sra. López:',
      ['Pagaremos la factura F-21041 el próximo martes.'],
      'Saludos cordiales,',
      'Javier Ruiz',
    ],
    ['Buenos días,', ['Está pagada desde el 20 de noviembre.'], 'Un cordial saludo', 'Lucía Vega'],
    ['Hola Ana,', ['La mercancía llegó dañada, enviamos fotos a su compañero.'], 'Gracias,', 'Pablo'],
    ['', ['Lo reviso y le digo algo mañana.'], 'Saludos', 'Rosa'],
    [
      'A la atención de cobros:',
      ['Nuestra nueva dirección de facturas es facturas@sol.example.'],
      'Muy atentamente,',
      'Miguel Ángel Soto',
    ],
  ],
  it: [
    [
      'Gentile dottoressa Bianchi,',
      ['pagheremo la fattura F-21041 martedì prossimo.'],
      'Cordiali saluti',
      'Marco Ferri',
    ],
    ['Buongiorno,', ['già saldata il 20 novembre.'], 'Saluti', 'Paola Costa'],
    ['Salve,', ['la merce è arrivata danneggiata, abbiamo inviato le foto.'], 'Grazie,', 'Luca'],
    ['', ['verifico e le faccio sapere domani'], '', 'Gianni'],
    [
      'Egregio signor Neri,',
      ['per le prossime fatture usate amministrazione@villa.example.'],
      'Con i migliori saluti',
      'Teresa Longo',
    ],
  ],
  nl: [
    [
      'Geachte mevrouw Smit,',
      ['Wij betalen factuur F-21041 aanstaande dinsdag.'],
      'Met vriendelijke groet,',
      'Kees Visser',
    ],
    ['Goedemorgen,', ['Is op 20 november betaald.'], 'Groeten,', 'Anke Mulder'],
    ['Beste,', ['De goederen waren beschadigd, foto’s zijn naar uw collega gestuurd.'], 'Mvg', 'Jeroen'],
    ['', ['Ik zoek het uit en kom er morgen op terug.'], 'Groet', 'Eva'],
    [
      'Beste allemaal,',
      ['Stuur facturen voortaan naar facturen@molen.example.'],
      'Vriendelijke groeten',
      'Henk Bos',
    ],
  ],
  pl: [
    ['Szanowni Państwo,', ['fakturę F-21041 zapłacimy w przyszły wtorek.'], 'Z poważaniem,', 'Jan Kowalczyk'],
    ['Dzień dobry,', ['zapłacono 20 listopada.'], 'Pozdrawiam', 'Maria Nowak'],
    ['Witam,', ['towar był uszkodzony, zdjęcia wysłaliśmy do Państwa kolegi.'], 'Dziękuję', 'Adam'],
    ['', ['sprawdzę i odezwę się jutro'], 'Pozdrawiam', 'Ola'],
    [
      'Szanowny Panie,',
      ['prosimy wysyłać faktury na adres faktury@dom.example.'],
      'Z szacunkiem',
      'Barbara Zając',
    ],
  ],
  pt: [
    [
      'Estimada Dra. Lopes,',
      ['Pagaremos a fatura F-21041 na próxima terça-feira.'],
      'Melhores cumprimentos,',
      'Pedro Alves',
    ],
    ['Bom dia,', ['Foi paga a 20 de novembro.'], 'Cumprimentos,', 'Rita Sousa'],
    ['Olá Ana,', ['A mercadoria chegou danificada, enviámos fotografias.'], 'Obrigado,', 'Nuno'],
    ['', ['Vou verificar e respondo amanhã.'], '', 'Carla'],
    ['Prezados,', ['Favor enviar as faturas para faturas@mar.example.'], 'Atenciosamente,', 'Beatriz Ramos'],
  ],
  tr: [
    [
      'Sayın Yılmaz,',
      ['F-21041 numaralı faturayı önümüzdeki salı ödeyeceğiz.'],
      'Saygılarımızla,',
      'Kemal Aydın',
    ],
    ['Merhaba,', ['20 Kasım’da ödendi.'], 'İyi çalışmalar,', 'Zeynep Kaya'],
    ['Merhaba Ali Bey,', ['Mallar hasarlı geldi, fotoğrafları gönderdik.'], 'Teşekkürler,', 'Deniz'],
    ['', ['Kontrol edip yarın dönüş yapacağım.'], '', 'Ece'],
    [
      'İlgililere,',
      ['Faturaları bundan sonra fatura@deniz.example adresine gönderin lütfen.'],
      'Saygılar',
      'Hakan Polat',
    ],
  ],
  ro: [
    ['Stimate domnule Popescu,', ['Vom plăti factura F-21041 marțea viitoare.'], 'Cu stimă,', 'Elena Dobre'],
    ['Bună ziua,', ['A fost plătită pe 20 noiembrie.'], 'O zi bună,', 'Dan Marin'],
    ['Bună,', ['Marfa a sosit deteriorată, am trimis poze.'], 'Mulțumesc,', 'Alina'],
    ['', ['Verific și revin mâine.'], '', 'Sorin'],
    [
      'Bună ziua tuturor,',
      ['Vă rugăm să trimiteți facturile la facturi@munte.example.'],
      'Toate cele bune,',
      'Gabriela Rusu',
    ],
  ],
  hr: [
    [
      'Poštovana gospođo Kovač,',
      ['račun F-21041 platit ćemo sljedeći utorak.'],
      'S poštovanjem,',
      'Josip Marić',
    ],
    ['Dobar dan,', ['plaćeno je 20. studenoga.'], 'Lijep pozdrav,', 'Nina Vuković'],
    ['Pozdrav,', ['roba je stigla oštećena, poslali smo fotografije.'], 'Hvala,', 'Filip'],
    ['', ['provjerit ću i javiti se sutra'], 'Lp', 'Maja'],
    [
      'Poštovani,',
      ['molimo da račune šaljete na racuni@more.example.'],
      'Srdačno vas pozdravljam',
      'Zoran Matić',
    ],
  ],
  sv: [
    ['Hej Anna,', ['Vi betalar faktura F-21041 nästa tisdag.'], 'Med vänliga hälsningar', 'Lars Berg'],
    ['Hej,', ['Den betalades den 20 november.'], 'Vänligen', 'Sara Lund'],
    ['Hejsan,', ['Varorna var skadade, vi har skickat bilder.'], 'Tack', 'Oskar'],
    ['', ['Jag kollar och återkommer i morgon.'], '/Emma', ''],
    [
      'Hej alla,',
      ['Skicka fakturor till faktura@skog.example i fortsättningen.'],
      'Hälsningar,',
      'Gunilla Dahl',
    ],
  ],
  ja: [
    [
      '株式会社ACME 山本様',
      ['お世話になっております。請求書F-21041は来週火曜日にお支払いいたします。'],
      '何卒よろしくお願い申し上げます。',
      '中村太郎',
    ],
    ['山本様', ['11月20日に支払い済みです。'], '以上', '小林由美'],
    [
      'お世話になります。',
      ['商品が破損していました。写真をお送りしました。'],
      'よろしくお願いします。',
      '加藤',
    ],
    ['', ['確認して明日ご連絡します。'], '', '吉田'],
    [
      '経理ご担当者様',
      ['今後の請求書は seikyu@sakura.example までお送りください。'],
      '引き続きよろしくお願いいたします。',
      '松本商店',
    ],
  ],
  zh: [
    ['尊敬的王经理：', ['F-21041号发票我们下周二付款。'], '顺颂商祺', '李强'],
    ['您好，', ['已于11月20日支付。'], '祝好', '周婷'],
    ['你好：', ['货物到达时已损坏，照片已发给您的同事。'], '谢谢！', '孙磊'],
    ['', ['我核实后明天回复您。'], '', '吴芳'],
    ['各位好，', ['今后请将发票发送至 fapiao@changcheng.example。'], '此致', '郑华'],
  ],
};
