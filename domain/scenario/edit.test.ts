import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../test/support/engine-cases.ts';
import { channelsThat, traitsOf } from '../channels/traits.ts';
import { scenarioDefinition } from '../model/scenario.ts';
import { channels, type Channel } from '../vocabulary/channels.ts';
import { letterKinds } from '../vocabulary/letters.ts';
import { stepModes } from '../vocabulary/scenarios.ts';
import {
  duplicatedStep,
  freshKey,
  mayTickAutomatic,
  modeOf,
  movedStep,
  newStep,
  offeredLetterKinds,
  ticksOf,
  withChannel,
} from './edit.ts';
import { ladderProblems, publishProblems } from './validate.ts';

const isAutomatic = (channel: Channel) => traitsOf(channel).mayBeAutomatic && !traitsOf(channel).byConnector;
const { steps } = scenarioOf();
const keysOf = (list: { key: string }[]) => list.map(({ key }) => key).join(' ');

describe('S-1 a ladder is edited step by step', () => {
  it.each([
    [[], 'step-1'],
    [['friendly', 'firm'], 'step-3'],
    [['step-1', 'step-3'], 'step-4'],
    [['step-2'], 'step-3'],
  ])('S-1 a key is never one of %j', (taken, key) => expect(freshKey(taken)).toBe(key));

  it.each(channels)('S-2 a new step by %s is one that the model takes', (channel) => {
    const first = newStep([], { channel, key: 'step-1', isAutomatic });
    const second = newStep([first], { channel, key: 'step-2', isAutomatic });
    const scenario = scenarioDefinition.parse({ name: 'New', steps: [first, second] });
    expect(ladderProblems(scenario)).toEqual([]);
    const problems = publishProblems(scenario, { templateKeys: [], ownDomains: [] });
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set(traitsOf(channel).written ? ['template_missing'] : []),
    );
  });

  it('S-7 a new step leaves by itself only once it is confirmed, and where nothing sends it never', () => {
    const modeFor = (channel: Channel) => newStep([], { channel, key: 'a', isAutomatic }).mode;
    expect([modeFor('email'), modeFor('internal_email'), modeFor('phone'), modeFor('letter')]).toEqual([
      'to_confirm',
      'to_confirm',
      'manual',
      'manual',
    ]);
    expect(newStep([], { channel: 'letter', key: 'a', isAutomatic: () => true }).mode).toBe('to_confirm');
  });

  it.each([
    ['email', 'letter', 'template recipientRoles', 'manual'],
    ['email', 'phone', 'recipientRoles', 'manual'],
    ['email', 'internal_email', 'colleagues', 'automatic'],
    ['email', 'email', 'template recipientRoles', 'automatic'],
  ] as const)('S-2 a step by %s becomes one by %s and keeps %s', (from, to, fields, mode) => {
    const step = {
      ...steps[0]!,
      channel: from,
      template: 't',
      recipientRoles: ['escalation' as const],
      level: 4,
    };
    const { key: _key, trigger, channel, mode: nowMode, level, ...rest } = withChannel(step, to, isAutomatic);
    expect([Object.keys(rest).join(' '), channel, nowMode, trigger, level]).toEqual([
      fields,
      to,
      mode,
      step.trigger,
      4,
    ]);
  });

  it('S-2 colleagues and their text do not become those of a customer', () => {
    const step = {
      ...steps[0]!,
      channel: 'internal_email' as const,
      template: 't',
      colleagues: ['collector'],
    };
    expect(withChannel(step, 'email', isAutomatic)).not.toHaveProperty('template');
    expect(withChannel(step, 'email', isAutomatic)).not.toHaveProperty('colleagues');
  });

  it('M-1 S-2 what is asked of a colleague adds no charges; a letter adds what the mail did', () => {
    const step = { ...steps[0]!, addsCharges: ['interest' as const] };
    expect(withChannel(step, 'internal_email', isAutomatic)).not.toHaveProperty('addsCharges');
    expect(withChannel(step, 'letter', isAutomatic)).toMatchObject({ addsCharges: ['interest'] });
  });

  it.each([
    [0, 1, 'firm friendly formal'],
    [2, 0, 'formal friendly firm'],
    [1, 1, 'friendly firm formal'],
    [0, 9, 'firm formal friendly'],
    [2, -3, 'formal friendly firm'],
    [7, 0, 'friendly firm formal'],
  ])('S-1 step %i goes to place %i', (from, to, keys) =>
    expect(keysOf(movedStep(steps, from, to))).toBe(keys),
  );

  it('S-1 a copy stands after the step it is made of, under a key of its own', () => {
    const copied = duplicatedStep(steps, 0, 'step-4');
    expect(keysOf(copied)).toBe('friendly step-4 firm formal');
    expect(copied[1]).toEqual({
      ...steps[0],
      key: 'step-4',
      trigger: { kind: 'previous', days: 10 },
    });
    const first = { ...steps[0]!, level: 1 };
    expect(duplicatedStep([first], 0, 'b')[1]).not.toHaveProperty('level');
    const withThree = scenarioOf({ steps: duplicatedStep(steps.slice(0, 1), 0, 'step-4') });
    expect(ladderProblems(withThree)).toEqual([]);
  });

  it.each(stepModes)('S-7 the two ticks stand for the mode %s', (mode) =>
    expect(modeOf(ticksOf(mode))).toBe(mode),
  );

  it.each([
    ['email', undefined, [], true],
    ['phone', undefined, ['standard'], false],
    ['letter', undefined, [], false],
    ['letter', undefined, ['standard'], true],
    ['letter', 'registered', ['standard'], false],
    ['letter', 'registered', ['standard', 'registered'], true],
    ['letter', 'registered', undefined, true],
  ] as const)(
    'L-4 %s of kind %s, carried %j: automatic reminder offered %s',
    (channel, letterKind, carried, offered) =>
      expect(mayTickAutomatic({ channel, letterKind }, carried)).toBe(offered),
  );

  it.each([
    [undefined, [], ['standard', 'registered']],
    [undefined, ['electronic_registered'], ['standard', 'registered', 'electronic_registered']],
    ['electronic_qualified', [], ['standard', 'registered', 'electronic_qualified']],
    ['tracked_electronic', ['tracked_electronic'], ['standard', 'registered', 'tracked_electronic']],
    [undefined, undefined, letterKinds],
  ] as const)('L-2 a step of kind %s, with %j carried, may choose %j', (letterKind, carried, offered) =>
    expect(offeredLetterKinds(letterKind ? { letterKind } : {}, carried)).toEqual(offered),
  );

  it('S-7 to be confirmed means nothing without the first tick', () => {
    expect(modeOf({ isAutomatic: false, isToConfirm: true })).toBe('manual');
    expect(channelsThat(({ mayBeAutomatic }) => mayBeAutomatic)).toContain('email');
  });
});
