import { describe, expect, it } from 'vitest';
import { answerAddresses, messageIdsIn, replyAsCustomer, type AnsweredMail } from './customer-reply.ts';

const mail: AnsweredMail = {
  from: 'Acme SAS <receivables@acme.example>',
  replyTo: 'Acme SAS <replies-abc@in.acme.example>',
  subject: 'Rappel : facture F-21041',
  messageId: '<two@acme.example>',
  references: ['<one@acme.example>'],
  sentAt: new Date('2026-11-30T09:05:00Z'),
  language: 'fr',
  text: 'Bonjour,\n\nF-21041 est échue.\n> plus ancien\n',
};
const options = { text: 'Bonjour,\n\nvirement vendredi.\n', quotes: true, timeZone: 'Europe/Paris' };

describe('R-3 an answer as the mail program of a customer writes it', () => {
  it('R-3 names the message that it answers, and quotes it with its marks', () => {
    const reply = replyAsCustomer(mail, options);
    expect(reply).toMatchObject({
      subject: 'Re: Rappel : facture F-21041',
      inReplyTo: '<two@acme.example>',
      references: ['<one@acme.example>', '<two@acme.example>'],
    });
    expect(reply.text).toBe(
      'Bonjour,\n\nvirement vendredi.\n\n' +
        'Le 30 novembre 2026 à 10:05, Acme SAS <receivables@acme.example> a écrit :\n' +
        '> Bonjour,\n>\n> F-21041 est échue.\n>> plus ancien\n',
    );
  });

  it('R-3 without quotation it is the words alone; Re: is not piled up', () => {
    const reply = replyAsCustomer({ ...mail, subject: 'RE: x' }, { ...options, quotes: false });
    expect(reply).toMatchObject({ subject: 'RE: x', text: 'Bonjour,\n\nvirement vendredi.\n' });
  });

  it('R-3 a long thread keeps its first message and the latest', () => {
    const references = Array.from({ length: 60 }, (_, n) => `<${n}@acme.example>`);
    const kept = replyAsCustomer({ ...mail, references }, options).references;
    expect(kept).toHaveLength(20);
    expect([kept[0], kept.at(-1)]).toEqual(['<0@acme.example>', '<two@acme.example>']);
  });

  it.each([
    [mail.replyTo, ['replies-abc@in.acme.example']],
    [null, ['receivables@acme.example']],
    ['"A, B" <A@x.example>, b@x.example', ['a@x.example', 'b@x.example']],
  ])('R-2 answers to %s go to %j', (replyTo, addresses) => {
    expect(answerAddresses({ from: mail.from, replyTo })).toEqual(addresses);
  });

  it('a message without identity and date is answered all the same', () => {
    const reply = replyAsCustomer({ ...mail, messageId: null, references: [], sentAt: null }, options);
    expect(reply).toMatchObject({ inReplyTo: null, references: [] });
    expect(messageIdsIn('<a@b> junk <c@d>')).toEqual(['<a@b>', '<c@d>']);
  });
});
