/**
 * Writes the mails of the corpus that come from texts and clients: `node test/corpus/mail/writing/make.ts`. Each text
 * meets several clients, each client every language; what is expected is what was written, without what the client put
 * around it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { clientNames, clientOf, forwards, ours, type Answer } from './clients.ts';
import { others, type OtherMail } from './others.ts';
import { locales } from './locales.ts';
import { encodedWord, message } from './message.ts';
import { seen } from './seen.ts';
import { unseen } from './unseen.ts';
import type { Written } from './written.ts';

const folder = new URL('../', import.meta.url);

interface Expected {
  kind: string;
  language?: string;
  text: string;
  signature?: string;
  forwarded?: object | null;
  bounce?: object | null;
}

function answerHeaders(answer: Answer, from: string): string[] {
  return [
    from,
    `To: ${ours.name} <${ours.address}>`,
    `Subject: ${encodedWord(answer.subject)}`,
    'Date: Mon, 30 Nov 2026 16:42:10 +0100',
    `Message-ID: <${answer.address}>`,
    'In-Reply-To: <r-118@acme.example>',
  ];
}

function expectedOf(answer: Answer): Expected {
  return {
    kind: 'human',
    language: answer.locale.tag,
    text: [answer.greeting, ...answer.paragraphs].filter((one) => one !== '').join('\n\n'),
    signature: [answer.closing, answer.name].filter((one) => one !== '').join('\n'),
    forwarded: null,
    bounce: null,
  };
}

function write(half: string, name: string, mail: Buffer, expected: Expected): void {
  writeFileSync(new URL(`${half}/${name}.eml`, folder), mail);
  writeFileSync(new URL(`${half}/${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

/** Clients that show a text as the writer's only by its closing or by a greeting below: not for texts without. */
function fits(client: string, [greeting, , closing, name]: Written): boolean {
  if (client === 'marksLost') return closing !== '' && name !== '';
  if (client === 'card' || client === 'signatureDashes') return closing !== '' || greeting !== '';
  return true;
}

function answers(half: string, texts: Record<string, Written[]>, shift: number): void {
  let index = shift;
  for (const [language, written] of Object.entries(texts)) {
    const locale = locales[language]!;
    for (const [at, one] of written.entries()) {
      const [greeting, paragraphs, closing, name] = one;
      const latin = /^[\p{Script=Latin}\s.’-]+$/u.test(name) && name !== '';
      const local = latin
        ? name
            .normalize('NFKD')
            .replaceAll(/[^A-Za-z ]/g, '')
            .toLowerCase()
            .trim()
            .replaceAll(/ +/g, '.')
        : `kunde${at}`;
      const answer: Answer = {
        locale,
        greeting,
        paragraphs,
        closing,
        name,
        address: `${local}@customer.example`,
        subject: `${locale.reply}: F-21041`,
      };
      for (let again = 0; again < 2; again++) {
        index += 1;
        while (!fits(clientNames[index % clientNames.length]!, one)) index += 1;
        const client = clientNames[index % clientNames.length]!;
        const from = `From: ${encodedWord(name === '' ? 'Accounts' : name)} <${answer.address}>`;
        const bodies = clientOf[client](answer);
        const mail = message(answerHeaders(answer, from), bodies, index, index % 4 === 0 ? 'avis.pdf' : null);
        const expected = expectedOf(answer);
        // What stands in the card and below the dashes is signature as well; only the words are asked for.
        const { signature, ...rest } = expected;
        const isPlain = client !== 'card' && client !== 'signatureDashes' && client !== 'marksLost';
        write(
          half,
          `${language}-${at + 1}-${client.toLowerCase()}`,
          mail,
          isPlain ? { ...rest, signature } : rest,
        );
      }
      if (at === 2 && closing !== '') forward(half, language, answer, index);
    }
  }
}

const notes: Record<string, string> = {
  en: 'Please take care of this.',
  fr: 'Pour info, à traiter.',
  de: 'Bitte darum kümmern.',
  es: 'Para tu información.',
  it: 'Per competenza.',
  nl: 'Graag afhandelen.',
  pl: 'Proszę o zajęcie się tym.',
  pt: 'Para tratar, por favor.',
  tr: 'İlgilenir misiniz?',
  ro: 'Vă rog să vă ocupați.',
  hr: 'Molim riješiti.',
  sv: 'Kan du ta hand om detta?',
  ja: 'ご対応お願いします。',
  zh: '请处理。',
};

function forward(half: string, language: string, answer: Answer, index: number): void {
  const names = Object.keys(forwards);
  const client = names[index % names.length]!;
  const note = notes[language]!;
  const prefix = client === 'outlook' ? answer.locale.forward : 'Fwd';
  const headers = [
    'From: Ben Sales <ben@acme.example>',
    `To: <${ours.address}>`,
    `Subject: ${encodedWord(`${prefix}: ${answer.subject}`)}`,
    'Date: Tue, 1 Dec 2026 08:30:00 +0100',
  ];
  const expected = expectedOf(answer);
  write(
    half,
    `${language}-forward-${client}`,
    message(headers, forwards[client]!(answer, note), index, null),
    {
      ...expected,
      text: `${note}\n\n${expected.text}`,
      forwarded: { from: answer.address, date: '2026-11-30' },
    },
  );
}

function otherKinds(half: string, mails: readonly OtherMail[]): void {
  for (const { name, raw, expected } of mails)
    write(half, name, Buffer.from(raw.replaceAll('\n', '\r\n')), { bounce: null, ...expected });
}

for (const half of ['own-1', 'own-2']) mkdirSync(new URL(half, folder), { recursive: true });
answers('own-2', unseen, 0);
answers('own-1', seen, 7);
otherKinds('own-2', others.unseen);
otherKinds('own-1', others.seen);
