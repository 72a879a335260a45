import { describe, expect, it } from 'vitest';
import { readMime } from '../../activities/mail-reading/read-mime.ts';
import { readMail } from './read-mail.ts';

/** Layouts of mail programs, each with the words that its writer wrote. */
const cases: [name: string, raw: string, text: string][] = [];
const mail = (type: string, body: string, subject: string) =>
  `From: Anna Berg <anna@kund.example>\nTo: r@in.acme.example\nSubject: ${subject}\nDate: Mon, 30 Nov 2026 10:00:00 +0100\nContent-Type: ${type}; charset=utf-8\n\n${body}`;
const h = (name: string, body: string, text: string) =>
  cases.push([name, mail('text/html', body, 'Re: F-1'), text]);
const p = (name: string, body: string, text: string, subject = 'Re: F-1') =>
  cases.push([name, mail('text/plain', body, subject), text]);

h(
  'gmail inline',
  '<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 30, 2026 at 9:00 AM ACME &lt;r@acme.example&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Please pay F-1.</div></blockquote><div><br></div><div>Paid last week.</div><blockquote class="gmail_quote"><div>And F-2?</div></blockquote><div>Next Friday.</div></div></div>',
  'Paid last week.\n\nNext Friday.',
);
h(
  'hotmail stopspelling',
  '<div>We pay Friday.<br>Anna<br><br><hr id="stopSpelling">From: r@acme.example<br>To: anna@kund.example<br>Subject: x<br>Date: Mon, 30 Nov 2026<br><br>Please pay</div>',
  'We pay Friday.',
);
h(
  'windows mail',
  '<div data-externalstyle="false"><p>We pay Friday.</p><p>Sent from Mail for Windows</p></div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><div><b>From:</b> ACME<br><b>Sent:</b> Monday, November 30, 2026<br><b>To:</b> anna@kund.example</div></div><div>Please pay</div>',
  'We pay Friday.',
);
h(
  'outlook 2003',
  '<p>We pay Friday.</p><div class=MsoNormal align=center style="text-align:center"><hr size=2 width="100%" align=center></div><p class=MsoNormal><b><span>From:</span></b><span> ACME [mailto:r@acme.example] <br><b>Sent:</b> Monday, November 30, 2026 9:00 AM<br><b>To:</b> Anna<br><b>Subject:</b> Reminder</span></p><p>Please pay</p>',
  'We pay Friday.',
);
h(
  'zimbra',
  '<div style="font-family: arial"><div>We pay Friday.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><blockquote style="border-left:2px solid #1010FF"><b>From: </b>"ACME" &lt;r@acme.example&gt;<br><b>To: </b>"Anna"<br><b>Sent: </b>Monday, 30 November, 2026 09:00:00<br><b>Subject: </b>Reminder<br></blockquote></div><div data-marker="__QUOTED_TEXT__"><blockquote>Please pay</blockquote></div></div>',
  'We pay Friday.',
);
h(
  'superhuman',
  '<div>We pay Friday.</div><br><div class="sh-signature"><div>Sent via <a>Superhuman</a></div></div><br><div class="sh-quoted-content"><div>On Mon, Nov 30, 2026 at 9:00 AM, ACME &lt;r@acme.example&gt; wrote:<br><blockquote>Please pay</blockquote></div></div>',
  'We pay Friday.',
);
h(
  'spark',
  '<div name="messageBodySection"><div dir="auto">We pay Friday.</div></div><div name="messageSignatureSection"><br>Anna Berg</div><div name="messageReplySection">On 30 Nov 2026 at 09:00 +0100, ACME &lt;r@acme.example&gt;, wrote:<br><blockquote type="cite">Please pay</blockquote></div>',
  'We pay Friday.',
);
h(
  'samsung html',
  '<div dir="auto">We pay Friday.</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757">Sent from my Galaxy</div></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Original message --------</div><div>From: ACME &lt;r@acme.example&gt; </div><div>Date: 30/11/2026  09:00  (GMT+01:00) </div><div>To: anna@kund.example </div><div>Subject: Reminder </div><div><br></div></div><div>Please pay</div>',
  'We pay Friday.',
);
h(
  'notes html',
  '<font size=2 face="sans-serif">We pay Friday.</font><br><br><br><br><font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">ACME &lt;r@acme.example&gt;</font><br><font size=1 color=#5f5f5f>To: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1>Anna Berg/KUND@KUND</font><br><font size=1 color=#5f5f5f>Date: &nbsp; &nbsp;</font><font size=1>30.11.2026 09:00</font><br><font size=1 color=#5f5f5f>Subject: &nbsp;</font><font size=1>Reminder</font><br><hr noshade><br><br><br><tt>Please pay</tt>',
  'We pay Friday.',
);
h(
  'outlook de kein Rahmen',
  '<p class="MsoNormal">Wir zahlen am Freitag.</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal"><b>Von:</b> ACME &lt;r@acme.example&gt;<br><b>Gesendet:</b> Montag, 30. November 2026 09:00<br><b>An:</b> Anna<br><b>Betreff:</b> Mahnung</p><p class="MsoNormal">Bitte zahlen</p>',
  'Wir zahlen am Freitag.',
);
h(
  'roundcube html',
  '<p>We pay Friday.</p><p id="reply-intro">On 2026-11-30 09:00, ACME wrote:</p><blockquote type="cite" style="padding:0 0.4em"><div id="replybody1">Please pay</div></blockquote>',
  'We pay Friday.',
);
h(
  'ipad typed in signature',
  '<div><br></div><div id="AppleMailSignature" dir="ltr">We pay Friday.<div><br></div><div>Sent from my iPad</div></div><div dir="ltr"><br>On 30 Nov 2026, at 09:00, ACME &lt;r@acme.example&gt; wrote:<br><br></div><blockquote type="cite"><div dir="ltr">Please pay</div></blockquote>',
  'We pay Friday.',
);
h(
  'table card after formula',
  '<p>Hi,</p><p>We pay Friday.</p><p>Best regards</p><table><tr><td>Anna Berg<br>Accounts</td></tr></table>',
  'Hi,\n\nWe pay Friday.',
);
h(
  'banner',
  '<div style="background:#ff0"><span>CAUTION: This email originated from outside of the organization. Do not click links.</span></div><br><div>We pay Friday.</div>',
  'We pay Friday.',
);
h(
  'list',
  '<div>Status:</div><ul><li>F-1: Friday</li><li>F-2: disputed</li></ul><div>Anna</div>',
  'Status:\n\n- F-1: Friday\n- F-2: disputed',
);
p(
  'android',
  'We pay Friday.\n\nOn Nov 30, 2026 9:00 AM, ACME <r@acme.example> wrote:\n>\n> Please pay\n',
  'We pay Friday.',
);
p(
  'att on wrapped',
  'We pay Friday.\n\nOn Mon, Nov 30, 2026 at 9:00 AM ACME Receivables Department Long Name\n<r@acme.example>\nwrote:\n\n> Please pay\n',
  'We pay Friday.',
);
p(
  'hotmail plain',
  'We pay Friday.\n\n________________________________\nFrom: ACME <r@acme.example>\nSent: Monday, November 30, 2026 9:00 AM\nTo: Anna\nSubject: Reminder\n\nPlease pay\n',
  'We pay Friday.',
);
p(
  'bold headers',
  'We pay Friday.\n\n*From:* ACME <r@acme.example>\n*Sent:* Monday, November 30, 2026 9:00 AM\n*To:* Anna\n*Subject:* Reminder\n\nPlease pay\n',
  'We pay Friday.',
);
p(
  'de outlook short',
  'geht Freitag raus\n\nVon: ACME [mailto:r@acme.example]\nGesendet: Montag, 30. November 2026 09:00\nAn: Anna\nBetreff: Mahnung\n\nBitte zahlen',
  'geht Freitag raus',
);
p(
  't-online',
  'Wir zahlen Freitag.\n\n> ACME <r@acme.example> hat am 30.11.2026 09:00 CET geschrieben:\n> \n>  \n> Bitte zahlen\n',
  'Wir zahlen Freitag.',
);
p(
  't-online2',
  'Wir zahlen Freitag.\n\nGesendet mit der Telekom Mail App\n<https://kommunikationsdienste.t-online.de/redirects/email_app_android_sendmail_footer>\n\n--- Original-Nachricht ---\nVon: ACME\nBetreff: Mahnung\nDatum: 30.11.2026, 09:00 Uhr\nAn: Anna\n\nBitte zahlen',
  'Wir zahlen Freitag.',
);
p(
  'webde',
  'Wir zahlen Freitag.\n\nGesendet: Montag, 30. November 2026 um 09:00 Uhr\nVon: "ACME" <r@acme.example>\nAn: anna@kund.example\nBetreff: Mahnung\n\nBitte zahlen',
  'Wir zahlen Freitag.',
);
p(
  'orange fr',
  'Nous payons vendredi.\n\n> Message du 30/11/26 09:00\n> De : "ACME" <r@acme.example>\n> A : anna@kund.example\n> Objet : Relance\n>\n> Merci de payer',
  'Nous payons vendredi.',
);
p(
  'libero it',
  'Paghiamo venerdì.\n\n>----Messaggio originale----\n>Da: r@acme.example\n>Data: 30/11/2026 9.00\n>A: <anna@kund.example>\n>Ogg: Sollecito\n>\n>Pagate',
  'Paghiamo venerdì.',
);
p(
  'wp pl',
  'Zapłacimy w piątek.\n\nDnia 30 listopada 2026 09:00 ACME <r@acme.example> napisał(a):\n\nProszę zapłacić',
  'Zapłacimy w piątek.',
);
p(
  'onet pl',
  'Zapłacimy w piątek.\n\nW dniu 2026-11-30 09:00:00 użytkownik ACME <r@acme.example> napisał:\n> Proszę zapłacić',
  'Zapłacimy w piątek.',
);
p(
  'qq',
  '周五付款。\n\n\n------------------ 原始邮件 ------------------\n发件人: "ACME"<r@acme.example>;\n发送时间: 2026年11月30日(星期一) 上午9:00\n收件人: "Anna"<anna@kund.example>;\n主题: 催款\n\n请付款',
  '周五付款。',
);
p('163', '周五付款。\n\n\nAt 2026-11-30 09:00:00, "ACME" <r@acme.example> wrote:\n>请付款', '周五付款。');
p('163zh', '周五付款。\n\n在 2026-11-30 09:00:00，"ACME" <r@acme.example> 写道：\n\n请付款', '周五付款。');
p(
  'ja outlook',
  '金曜日に支払います。\n\n-----Original Message-----\nFrom: ACME <r@acme.example>\nSent: Monday, November 30, 2026 9:00 AM\nTo: Anna\nSubject: 督促\n\nお支払いください',
  '金曜日に支払います。',
);
p(
  'ja gmail',
  '金曜日に支払います。\n\n2026年11月30日(月) 9:00 ACME <r@acme.example>:\n\n> お支払いください\n',
  '金曜日に支払います。',
);
p(
  'uol pt',
  'Pagamos na sexta.\n\nEm seg., 30 de nov. de 2026 às 09:00, ACME <r@acme.example>\nescreveu:\n\n> Pague\n',
  'Pagamos na sexta.',
);
p(
  'disclaimer no sig',
  'We pay Friday.\n\nThis email and any attachments are confidential and intended solely for the addressee.\nIf you are not the addressee, delete it.',
  'We pay Friday.',
);
p(
  'ps',
  'We pay Friday.\n\nRegards,\nAnna\n\nPS: we moved to Main Street 5.',
  'We pay Friday.\n\nPS: we moved to Main Street 5.',
);
p('name in caps and title', 'We pay Friday.\n\nANNA BERG\nHead of Accounts\nKund AB', 'We pay Friday.');
p('name on last line', 'We pay Friday. Anna', 'We pay Friday. Anna');
p(
  'interleaved',
  '> Is F-1 paid?\n\nYes, on 3 Nov.\n\n> And F-2?\n\nNo, we dispute it.\n\nRegards,\nAnna\n',
  'Yes, on 3 Nov.\n\nNo, we dispute it.',
);
p(
  'interleaved greeting',
  'Hello,\n\nOn 30/11/2026 09:00, ACME wrote:\n> Is F-1 paid?\n\nYes, on 3 Nov.\n\n> And F-2?\nNo.\n',
  'Hello,\n\nYes, on 3 Nov.\n\nNo.',
);
p(
  'signature then quoted ours',
  'We pay Friday.\n\nKind regards\nAnna Berg\nKund AB\nTel +46 8 123 45 67\n\nDear customer,\n\nour records show that invoice F-1 is overdue. Please settle.\n\nACME',
  'We pay Friday.',
);
p(
  'ours unmarked no formula',
  'We pay Friday.\n\nDear Sir or Madam,\n\nour records show that invoice F-1 is overdue. Please settle it.\nThis is our second reminder.\n\nACME',
  'We pay Friday.',
);
p(
  'fwd customer forwards ours',
  'Please see below, paid already.\n\n---------- Forwarded message ---------\nFrom: ACME <r@in.acme.example>\nDate: Mon, 30 Nov 2026 at 09:00\nSubject: Reminder\nTo: <anna@kund.example>\n\nPlease pay',
  'Please see below, paid already.',
  'Fwd: Reminder',
);
p('no body', '\n\nOn 30/11/2026 09:00, ACME wrote:\n> Is F-1 paid?\n', '');
p(
  're with fwd subject deeper',
  'ok\n\nFrom: ACME <r@acme.example>\nSent: Monday\nTo: Anna\nSubject: FW: x\n\nPlease',
  'ok',
);
h(
  'color inline',
  '<p>See answers below</p><p>Anna</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> ACME &lt;r@acme.example&gt;<br><b>Sent:</b> Monday, November 30, 2026<br><b>To:</b> Anna<br><b>Subject:</b> x</p></div><p>Is F-1 paid?</p><p><span style="color:red">Yes, on 3 Nov.</span></p><p>And F-2?</p>',
  'See answers below',
);

const read = (raw: string | Buffer) =>
  readMail(readMime(Buffer.from(raw as string)), { receivedOn: '2026-12-01' });

describe('the words of a writer', () => {
  it.each(cases)('R-5 %s', (_, raw, text) => {
    expect(read(raw)).toMatchObject({ kind: 'human', text });
  });
});

const away = (headers: string, body: string) =>
  read(
    `From: Anna Berg <anna@kund.example>\nTo: r@in.acme.example\n${headers}\nContent-Type: text/plain; charset=utf-8\n\n${body}`,
  );

describe('automatic answers', () => {
  it.each([
    [
      'I am out of the office until 14 December. Please contact Joan Lee at joan@kund.example.',
      '2026-12-14',
      'joan@kund.example',
      'Joan Lee',
    ],
    [
      'Ich bin bis zum 11.12.2026 nicht im Büro. Bitte wenden Sie sich an Petra Kolb (kolb@kund.example).',
      '2026-12-11',
      'kolb@kund.example',
      'Petra Kolb',
    ],
    [
      'Je suis absent jusqu’au 5 janvier. En cas d’urgence : marie.blanc@kund.example',
      '2027-01-05',
      'marie.blanc@kund.example',
      null,
    ],
    ['Estoy fuera de la oficina hasta el 15 de diciembre.', '2026-12-15', null, null],
    ['I am currently away.', null, null, null],
  ])('R-4 %s', (body, returnsOn, address, name) => {
    const { kind, autoReply } = away('Subject: Automatic reply\nAuto-Submitted: auto-replied', body);
    expect(kind).toBe('auto_reply');
    expect(autoReply?.returnsOn ?? null).toBe(returnsOn);
    expect(autoReply?.substitute?.address ?? null).toBe(address);
    if (name !== null) expect(autoReply?.substitute?.name).toBe(name);
  });

  it.each([
    ['asks others not to answer', 'Subject: Re: F-1\nX-Auto-Response-Suppress: All', 'We pay on Friday.'],
    ['says that nothing is automatic', 'Subject: Re: F-1\nAuto-Submitted: no', 'We pay on Friday.'],
    [
      'was away and pays',
      'Subject: Re: F-1',
      'I am out of the office until Monday, we pay the invoice then.',
    ],
  ])('R-4 a person who %s is a person', (_, headers, body) => {
    expect(away(headers, body).kind).toBe('human');
  });
});

it.each([
  [
    'Subject: [Request received] F-1\nX-Auto-Response-Suppress: All',
    'Your request (1234) has been received and is being reviewed.',
  ],
  [
    'Subject: Wir haben Ihre Anfrage erhalten (Vorgang 12345)',
    'Bitte antworten Sie nicht auf diese E-Mail, sie wurde automatisch erstellt.',
  ],
  ['Subject: Abwesend', 'Ich bin bis 11.12. nicht da.'],
])('R-4 a desk that confirms and a note of absence are automatic: %s', (headers, body) => {
  expect(away(headers, body).kind).toBe('auto_reply');
});

describe('what comes with a mail', () => {
  it.each([
    ['ISO-2022-JP that says nothing of it', 'text/plain', '\x1b$B$7$O$i$$$^$9\x1b(B', 'しはらいます'],
    [
      'bytes of windows-1252 that call themselves UTF-8',
      'text/plain; charset=utf-8',
      'r\xe9gl\xe9 vendredi',
      'réglé vendredi',
    ],
    ['UTF-8 that calls itself ISO-8859-1', 'text/plain; charset=iso-8859-1', 'r\xc3\xa9gl\xc3\xa9', 'réglé'],
    ['Polish of windows-1250', 'text/plain; charset=windows-1250', 'zap\xb3acimy', 'zapłacimy'],
    ['an unknown character set', 'text/plain; charset=x-none', 'paid', 'paid'],
  ])('R-5 %s', (_, type, body, text) => {
    const raw = Buffer.from(`From: a@b.example\nContent-Type: ${type}\n\n${body}`, 'latin1');
    expect(read(raw).text).toBe(text);
  });

  it('R-5 a text in HTML with a file beside it is read', () => {
    const raw =
      'From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Paid.</p>\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="=?utf-8?q?re=C3=A7u=2Epdf?="\nContent-Transfer-Encoding: base64\n\nQUJD\n--x--';
    expect(read(raw)).toMatchObject({
      text: 'Paid.',
      attachments: [{ name: 'reçu.pdf', type: 'application/pdf', size: 3 }],
    });
  });

  it('R-5 a forward as an attachment gives the note and the words of the customer', () => {
    const raw =
      'From: ben@acme.example\nTo: r@in.acme.example\nSubject: Fwd: F-1\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nPlease file.\n--x\nContent-Type: message/rfc822\n\nFrom: Anna Berg <anna@kund.example>\nSubject: F-1\nDate: Sun, 29 Nov 2026 10:00:00 +0100\n\nWe pay Friday.\n\nRegards\nAnna\n--x--';
    expect(read(raw)).toMatchObject({
      text: 'Please file.\n\nWe pay Friday.',
      signature: 'Regards\nAnna',
      forwarded: { from: 'anna@kund.example', name: 'Anna Berg', date: '2026-11-29', note: 'Please file.' },
    });
  });

  it('R-5 files hidden in winmail.dat are listed', () => {
    const attribute = (id: number, data: Buffer) => {
      const head = Buffer.alloc(9);
      head.writeUInt8(2);
      head.writeUInt32LE(id, 1);
      head.writeUInt32LE(data.length, 5);
      return Buffer.concat([head, data, Buffer.alloc(2)]);
    };
    const tnef = Buffer.concat([
      Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
      attribute(0x0002800c, Buffer.from('We pay Friday.\0')),
      attribute(0x00069002, Buffer.alloc(14)),
      attribute(0x00018010, Buffer.from('advice.pdf\0')),
      attribute(0x0006800f, Buffer.from('ABC')),
    ]);
    const raw = `From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64')}`;
    expect(read(raw)).toMatchObject({
      text: 'We pay Friday.',
      attachments: [{ name: 'advice.pdf', size: 3 }],
    });
    expect(read(Buffer.from(raw).subarray(0, raw.length - 20)).kind).toBe('human');
  });
});
