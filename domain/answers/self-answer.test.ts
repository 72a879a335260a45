import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MailPart } from '../mail-reading/mail-part.ts';
import { machineMarks, ownMarkHeader, saysMachine } from '../mail-reading/machine-marks.ts';
import { authentications, mailKinds } from '../vocabulary/mail.ts';
import { selfAnswerBar, selfAnswersADay, type ReceivedMail } from './self-answer.ts';

type Headers = Record<string, string>;
const part = (headers: Headers): MailPart => ({
  headers: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
  type: 'text/plain',
  parameters: {},
  disposition: null,
  fileName: null,
  size: 0,
  text: '',
  parts: [],
});
const marksOf = (headers: Headers) =>
  machineMarks(part({ From: 'Paula <paula@customer.example>', ...headers }));
const human: ReceivedMail = {
  kind: 'human',
  marks: marksOf({}),
  envelopeFrom: 'paula@customer.example',
  isOwn: false,
  isSenderKnown: true,
  authentication: 'passed',
};
const open = { isSwitchedOn: true, needsPerson: false, today: { address: 0, customer: 0 } };

describe('R-4 marks of programs', () => {
  test.each([
    [{ 'Auto-Submitted': 'auto-replied' }, true],
    [{ 'Auto-Submitted': 'auto-generated; owner-email="x@y.example"' }, true],
    [{ 'Auto-Submitted': 'No' }, false],
    [{ [ownMarkHeader]: 'abc' }, true],
    [{ Precedence: 'bulk' }, true],
    [{ Precedence: 'first-class' }, false],
    [{ 'List-Id': '<all.customer.example>' }, true],
    [{ 'X-Auto-Response-Suppress': 'OOF, AutoReply' }, true],
    [{ 'X-Auto-Response-Suppress': 'DR, RN' }, false],
    [{ 'X-Loop': 'anything' }, true],
    [{ From: 'No-Reply <noreply@customer.example>' }, true],
    [{ From: 'Ne pas répondre <ne-pas-repondre@customer.example>' }, true],
    [{ From: 'Nora Reply <nora.reply@customer.example>' }, false],
    [{}, false],
  ])('R-4 %o', (headers, machine) => {
    expect(saysMachine(marksOf(headers as Headers))).toBe(machine);
  });
});

describe('R-10 what may leave by itself', () => {
  test('R-10 an authenticated known sender is answered where the kind is switched on', () => {
    expect(selfAnswerBar(human, open)).toBeNull();
    expect(selfAnswerBar(human, { ...open, isSwitchedOn: false })).toBe('not_switched_on');
    expect(selfAnswerBar({ ...human, isSenderKnown: false }, open)).toBe('sender_unknown');
    for (const authentication of [...authentications.filter((one) => one !== 'passed'), null])
      expect(selfAnswerBar({ ...human, authentication }, open)).toBe('not_authenticated');
    expect(selfAnswerBar(human, { ...open, needsPerson: true })).toBe('needs_person');
  });

  test('R-4 the null path, machines and our own mail are never answered, whatever else is so', () => {
    for (const kind of mailKinds.filter((one) => one !== 'human'))
      expect(selfAnswerBar({ ...human, kind }, open)).toBe('machine_mail');
    expect(selfAnswerBar({ ...human, envelopeFrom: '' }, open)).toBe('machine_mail');
    expect(selfAnswerBar({ ...human, isOwn: true }, open)).toBe('own_mail');
    expect(selfAnswerBar({ ...human, marks: marksOf({ 'Auto-Submitted': 'auto-replied' }) }, open)).toBe(
      'machine_mail',
    );
  });

  test('R-4 so many to an address and to a customer in a day, and no more', () => {
    const at = (address: number, customer: number) =>
      selfAnswerBar(human, { ...open, today: { address, customer } });
    expect(at(selfAnswersADay.address - 1, 0)).toBeNull();
    expect(at(selfAnswersADay.address, 0)).toBe('too_many');
    expect(at(0, selfAnswersADay.customer)).toBe('too_many');
  });

  test('R-4 two systems that answer each other fall silent, whatever servers between them take away', () => {
    const ours: Headers = {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      [ownMarkHeader]: 'abcdefgh',
    };
    const names = Object.keys(ours);
    fc.assert(
      fc.property(fc.array(fc.subarray(names), { minLength: 1, maxLength: 40 }), (kept) => {
        const sent = [0, 0];
        let mail: Headers | null = {};
        for (let turn = 0; mail !== null && turn < 1_000; turn += 1) {
          const who = turn % 2;
          const received = { ...human, marks: marksOf(mail) };
          const bar = selfAnswerBar(received, {
            ...open,
            today: { address: sent[who]!, customer: sent[who]! },
          });
          if (bar === null) sent[who]! += 1;
          const passes: string[] = kept[turn % kept.length]!;
          mail = bar === null ? Object.fromEntries(passes.map((name) => [name, ours[name]!])) : null;
        }
        expect(Math.max(...sent)).toBeLessThanOrEqual(selfAnswersADay.address);
        // With a single mark left on the way the first answer is the last.
        if (kept.every((names) => names.length > 0)) expect(sent).toEqual([1, 0]);
      }),
    );
  });
});
