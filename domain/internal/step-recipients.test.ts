import { describe, expect, test } from 'vitest';
import { scenarioDefinition, type ScenarioStep } from '../model/scenario.ts';
import { publishProblems } from '../scenario/validate.ts';
import { addressesOfStep, stepRecipient } from './step-recipients.ts';

describe('I-4 whom a step asks', () => {
  test.each([
    ['collector', { kind: 'collector' }],
    ['attribute:salesManager', { kind: 'attribute', name: 'salesManager' }],
    [' Paul@Acme.example ', { kind: 'address', address: 'Paul@acme.example' }],
    ['attribute:', undefined],
    ['sales manager', undefined],
    ['collectors', undefined],
  ])('I-4 %j', (written, meant) => expect(stepRecipient(written)).toEqual(meant));

  test('I-4 each address once, regardless of what names it; an attribute that is not there names nobody', () => {
    const sources = {
      attributes: { salesManager: 'PAUL@acme.example', empty: ' ' },
      collectors: ['c@acme.example'],
    };
    const written = [
      'paul@acme.example',
      'attribute:salesManager',
      'attribute:empty',
      'attribute:none',
      'collector',
    ];
    expect(addressesOfStep(written, sources).map((address) => address.toLowerCase())).toEqual([
      'paul@acme.example',
      'c@acme.example',
    ]);
  });

  const problemsOf = (step: Partial<ScenarioStep>) =>
    publishProblems(
      scenarioDefinition.parse({
        name: 'One step',
        steps: [
          {
            key: 'ask',
            channel: 'internal_email',
            mode: 'automatic',
            trigger: { kind: 'due', days: 5 },
            ...step,
          },
        ],
      }),
      {
        templateKeys: ['inside', 'outside'],
        colleagueTemplateKeys: ['inside'],
        ownDomains: ['acme.example'],
      },
    ).map(({ path, code }) => `${path} ${code}`);

  test.each<[Partial<ScenarioStep>, string[]]>([
    [{ template: 'inside', colleagues: ['collector', 'attribute:salesManager', 'a@acme.example'] }, []],
    [{ template: 'inside' }, ['steps[0].colleagues colleagues_missing']],
    [{ template: 'inside', colleagues: ['who?'] }, ['steps[0].colleagues[0] colleague_unreadable']],
    [
      { template: 'inside', colleagues: ['a@mail.acme.example'] },
      ['steps[0].colleagues[0] colleague_outside'],
    ],
    [{ template: 'outside', colleagues: ['collector'] }, ['steps[0].template template_audience']],
    [{ colleagues: ['collector'] }, ['steps[0].template template_missing']],
    [{ channel: 'email', template: 'inside' }, ['steps[0].template template_audience']],
  ])('I-5 what stands against publishing %j', (step, problems) => expect(problemsOf(step)).toEqual(problems));
});
