import type { LetterKind } from '../vocabulary/letters.ts';
import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../test/support/engine-cases.ts';
import { scenarioProblemText } from './explain.ts';
import { ladderProblems, publishProblems } from './validate.ts';

const step = (key: string, changes: object = {}) => ({
  key,
  channel: 'email',
  mode: 'automatic',
  template: 't',
  trigger: { kind: 'due', days: 5 },
  ...changes,
});
const found = (...steps: object[]) =>
  publishProblems(scenarioOf({ steps }), { templateKeys: ['t'] }).map(({ path, code }) => `${path} ${code}`);

describe('S-15 a scenario that cannot work is not published', () => {
  it('S-15 one that can has no problems', () => {
    expect(
      found(
        step('a', { trigger: { kind: 'due', days: -3 } }),
        step('b'),
        step('c'),
        step('d', { channel: 'phone', mode: 'manual', template: undefined }),
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'thresholds that fall',
      [step('a'), step('b', { trigger: { kind: 'due', days: 4 } })],
      ['steps[1].trigger thresholds_fall'],
    ],
    [
      'a first step that counts from the previous one',
      [step('a', { trigger: { kind: 'previous', days: 4 } })],
      ['steps[0].trigger first_step_without_previous'],
    ],
    ['a key twice', [step('a'), step('a')], ['steps[1].key step_key_twice']],
    [
      'no template for an e-mail',
      [step('a', { template: undefined })],
      ['steps[0].template template_missing'],
    ],
    [
      'a template that does not exist',
      [step('a', { template: 'x' })],
      ['steps[0].template template_unknown'],
    ],
    [
      'a call that is automatic',
      [step('a', { channel: 'phone', template: undefined })],
      ['steps[0].mode mode_impossible'],
    ],
    [
      'a letter that is automatic without a provider',
      [step('a', { channel: 'letter' })],
      ['steps[0].mode letter_not_carried'],
    ],
    ['levels that fall', [step('a', { level: 3 }), step('b', { level: 2 })], ['steps[1].level levels_fall']],
  ])('S-15 refuses %s', (_, steps, problems) => expect(found(...steps)).toEqual(problems));

  it('L-4 a letter that is confirmed or automatic needs a provider of its kind; by hand it needs none', () => {
    const problems = (mode: 'manual' | 'to_confirm' | 'automatic', letterKinds: LetterKind[]) =>
      publishProblems(
        scenarioOf({ steps: [step('a', { channel: 'letter', mode, letterKind: 'registered' })] }),
        {
          templateKeys: ['t'],
          letterKinds,
        },
      ).map(({ code }) => code);
    expect(problems('manual', [])).toEqual([]);
    expect(problems('to_confirm', ['standard'])).toEqual(['letter_not_carried']);
    expect(problems('automatic', ['standard'])).toEqual(['letter_not_carried']);
    expect(problems('to_confirm', ['registered'])).toEqual([]);
    expect(problems('automatic', ['registered'])).toEqual([]);
  });

  it('L-6 a qualified letter is never automatic without a person, and nobody delivers it by hand', () => {
    const problems = (mode: 'manual' | 'to_confirm' | 'automatic', letterKinds: LetterKind[]) =>
      publishProblems(
        scenarioOf({ steps: [step('a', { channel: 'letter', mode, letterKind: 'electronic_qualified' })] }),
        { templateKeys: ['t'], letterKinds },
      ).map(({ code }) => code);
    expect(problems('automatic', ['electronic_qualified'])).toEqual(['letter_needs_person']);
    expect(problems('to_confirm', ['electronic_qualified'])).toEqual([]);
    expect(problems('to_confirm', [])).toEqual(['letter_not_carried']);
    expect(problems('manual', [])).toEqual(['letter_not_carried']);
  });

  it('S-15 a letter may be automatic where something sends letters', () => {
    const scenario = scenarioOf({ steps: [step('a', { channel: 'letter' })] });
    expect(
      publishProblems(scenario, { templateKeys: ['t'], automaticChannels: ['email', 'letter'] }),
    ).toEqual([]);
  });

  it('S-15 S-18 a template that prints a deadline needs a step that gives one', () => {
    const problems = (changes: object) =>
      publishProblems(scenarioOf({ steps: [step('a', changes)] }), {
        templateKeys: ['t'],
        deadlineTemplateKeys: ['t'],
      });
    expect(problems({}).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'steps[0].deadlineDays deadline_missing',
    ]);
    expect(problems({ deadlineDays: 8 })).toEqual([]);
    expect(problems({}).map(scenarioProblemText)[0]).toContain('deadlineDays');
  });

  it('S-15 a scenario is not called like another one', () => {
    const problems = (takenNames: string[]) =>
      publishProblems(scenarioOf({ name: 'Standard', steps: [step('a')] }), {
        templateKeys: ['t'],
        takenNames,
      }).map(({ path, code }) => `${path} ${code}`);
    expect(problems(['Standard'])).toEqual(['name name_taken']);
    expect(problems(['Other'])).toEqual([]);
  });

  it('S-15 says each in a sentence', () => {
    const scenario = scenarioOf({ steps: [step('a'), step('a', { trigger: { kind: 'due', days: 1 } })] });
    expect(ladderProblems(scenario).map(scenarioProblemText)).toEqual([
      'the key "a" is already that of step 1',
      'step "a" is reached at 1 days overdue, earlier than the step before it (5)',
    ]);
  });
});
