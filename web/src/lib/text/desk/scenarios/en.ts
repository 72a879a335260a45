import type * as lists from '../../../vocabulary.ts';
import { counting } from '../../plural.ts';

const count = counting('en-GB');
const customers = (n: number) => count(n, { one: '# customer', other: '# customers' });
type Params = Record<string, string | number>;

/** Scenarios as they are written: steps, rules, publishing, moving customers. */
export const scenarioEditor = {
  newTitle: 'New scenario',
  title: (name: string) => `Edit ${name}`,
  lead: 'Nothing changes for customers before it is published.',
  draftOf: (n: number) => `Draft of version ${n}`,
  notSavedYet: 'Not saved yet',
  name: 'Name of the scenario',
  noSteps: 'No steps yet',
  noStepsText: 'A step says what is sent or done, how long after the due date, and who confirms it.',
  addFirst: 'Add the first step',
  add: 'Add a step',
  full: 'A scenario has at most 30 steps.',
  optional: 'optional',
  wholeNumber: 'Write a whole number.',
  notSet: 'not set',
  toMend: (n: number) => count(n, { one: '# thing to correct', other: '# things to correct' }),
  bar: 'Save and publish',
  save: 'Save draft',
  saved: 'Draft saved.',
  publish: 'Publish …',
  discard: 'Discard draft …',
  unsaved: 'Not saved yet. Nothing stands against publishing.',
  nothingStands: 'Saved. Nothing stands against publishing.',
  cannotSave: 'Something cannot be saved as it is. Correct what is marked.',
  stands: (n: number) =>
    count(n, { one: '# thing stands against publishing', other: '# things stand against publishing' }),
  draftBegun: 'Another person has begun a draft of this scenario meanwhile.',
  draftBegunText: 'What you typed is still here. Load their draft and give yours up, or save yours over it.',
  edit: 'Edit',
  editDraft: 'Edit draft',
  newFrom: 'New draft from this version',
  create: 'New scenario',
  step: {
    name: 'Name of the step',
    unnamed: (n: number) => `Step ${n}`,
    letterKind: 'Kind of letter',
    kindsLeftOut: 'Electronic kinds are offered where a connected provider carries them.',
    preview: 'Preview',
    hidePreview: 'Hide the preview',
    previewOf: (name: string) => `Preview of ${name}`,
    previewLanguage: 'Language',
    previewEmpty: 'The template has no text yet.',
    when: 'When',
    days: 'Days',
    counts: 'Counted',
    countings: {
      after: 'after the due date',
      before: 'before the due date',
      previous: 'after the step before',
    },
    threshold: (days: number) =>
      count(days, { one: 'at # day late at the earliest', other: 'at # days late at the earliest' }),
    minGap: 'Days since any contact, at least',
    minGapHint: 'Waits longer when the customer was written to or called shortly before.',
    deadline: 'Deadline that it gives, in days',
    deadlineHint: 'Nothing more leaves before it has passed; #deadline_date prints its last day.',
    mode: 'Who sends it',
    automatic: 'Automatic reminder',
    toConfirm: 'Automatic reminder to be confirmed',
    modeText: {
      manual: 'It stands in the agenda on its day; a person carries it out and says so.',
      to_confirm: 'It is prepared and stands in the agenda; it leaves once a person has confirmed it.',
      automatic: 'It leaves by itself on its day, without anybody looking at it.',
    } satisfies Record<lists.StepMode, string>,
    nothingSends: {
      email: 'Nothing sends e-mails here.',
      letter:
        'No connected provider carries this kind of letter: a person prints and posts it from the agenda. To have it sent, connect a provider that does.',
      phone: 'A person calls; it stands in the agenda on its day.',
      internal_email: 'Nothing sends e-mails here.',
      manual: 'A person does it; it stands in the agenda on its day.',
    } satisfies Record<lists.Channel, string>,
    connect: 'Connect a provider in Settings',
    fallsBack: 'No provider carries it at the moment: it waits to be confirmed, and is posted by hand.',
    waitsByHand: 'No provider carries it at the moment: it is posted by hand.',
    chooseTemplate: 'Choose a template …',
    openTemplate: 'Look at this template and edit it',
    newTab: 'opens in a new tab',
    colleagues: 'Colleagues',
    colleaguesHint:
      'One a line: an address of your own domains, collector, or attribute:name for an address kept with the customer.',
    recipients: 'Recipients',
    noRecipient: 'Tick at least one.',
    more: 'Level and conditions',
    level: 'Level',
    levelHint: (n: string) =>
      `${n} where nothing is set. A level that was reached is not repeated when a customer changes the scenario.`,
    onlyReminded: 'Lists only items that were reminded before',
    addsCharges: 'Adds to each late item',
    addsChargesHint:
      'Once for an item and level. It is part of the sum that is asked for, with its computation beside it, and can be waived on the item’s page.',
    drag: 'Drag to another place',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    duplicate: (name: string) => `Duplicate ${name}`,
    remove: (name: string) => `Remove ${name}`,
    added: 'Step added.',
    duplicated: (name: string) => `${name} duplicated.`,
    moved: (name: string, place: number, of: number) => `${name} is step ${place} of ${of} now.`,
    removed: (name: string) => `${name} removed.`,
    removedOpen: (n: number) =>
      count(n, {
        one: '# action of it stands open: it stays until its customer is moved to the new version, and is taken back then.',
        other:
          '# actions of it stand open: they stay until their customers are moved to the new version, and are taken back then.',
      }),
  },
  condition: {
    title: 'Only if',
    text: 'A step whose condition is not met on its day is passed over.',
    minimum: (currency: string) => `Total of at least, in ${currency}`,
    others: (amounts: string) => `Also: ${amounts}`,
    attributes: 'Attributes of the customer',
    attributesHint: 'One a line, with the values that meet it, such as segment: gold, silver.',
  },
  rules: {
    contactGap: 'Days between contacts, at least',
    replyGap: 'Days of quiet after a handled reply',
    capMax: 'Contacts, at most',
    capDays: 'within so many days',
    promiseGrace: 'Sending days of grace after a promise',
    escalate: 'Sending days until an unconfirmed step escalates',
    minimum: (currency: string) => `Minimum amount in ${currency}`,
  },
  letterKinds: {
    standard: 'Standard letter',
    registered: 'Registered letter with acknowledgement of receipt',
    electronic_registered: 'Electronic registered letter',
    electronic_qualified: 'Qualified electronic registered letter',
    tracked_electronic: 'Tracked electronic letter',
  } satisfies Record<lists.LetterKind, string>,
  findings: {
    name_taken: () => 'Another scenario has this name already.',
    first_step_without_previous: () => 'The first step has none before it: count from the due date.',
    thresholds_fall: (p: Params) =>
      `It would come at ${p.threshold} days late, earlier than the step before it (${p.before}). Count more days, or move it up.`,
    step_key_twice: (p: Params) => `It has the key of step ${p.first}. Remove it and add it anew.`,
    levels_fall: (p: Params) =>
      `Level ${p.level} is lower than that of the step before it. Raise it, or leave it empty.`,
    template_missing: () => 'Choose the template that it sends.',
    template_unknown: (p: Params) =>
      `The template ${p.template} does not exist any more. Choose another one.`,
    template_audience: () => 'This template is written for other readers. Choose another one.',
    mode_impossible: () => 'Nothing sends this unattended. Take the tick of the automatic reminder away.',
    letter_needs_person: () =>
      'A qualified letter leaves only with a one-time code that a person types: keep the tick “to confirm”.',
    letter_not_carried: () =>
      'No letter provider carries this kind here. Connect one in Settings, or take the tick of the automatic reminder away.',
    deadline_missing: () => 'The template prints a deadline: say how many days it gives.',
    colleagues_missing: () => 'Name at least one colleague.',
    colleague_unreadable: (p: Params) => `${p.colleague} is no address, nor collector, nor attribute:name.`,
    colleague_outside: (p: Params) => `${p.colleague} is in none of your own domains.`,
  },
  fields: {
    name: 'Name',
    channel: 'Channel',
    mode: 'Mode',
    trigger: 'When',
    minGapDays: 'Since any contact',
    deadlineDays: 'Deadline',
    onlyReminded: 'Only items reminded before',
    addsCharges: 'Adds',
    template: 'Template',
    letterKind: 'Kind of letter',
    recipientRoles: 'Recipients',
    colleagues: 'Colleagues',
    level: 'Level',
    when: 'Only if',
  } satisfies Record<lists.StepField, string>,
  ruleFields: {
    name: 'Name of the scenario',
    catchUp: 'After a delay',
    contactGapDays: 'Between contacts, at least',
    replyGapDays: 'Quiet after a handled reply',
    afterLastStep: 'After the last step',
    contactCap: 'Contacts, at most',
    promiseGraceDays: 'Grace after a promise',
    escalateAfterDays: 'Escalates when not confirmed after',
    minimumAmountMinor: 'Minimum amount',
  } satisfies Record<lists.SettingField, string>,
  difference: {
    nothing: 'Nothing differs.',
    kinds: { added: 'New', removed: 'Removed', moved: 'Moved', changed: 'Changed' },
    place: (n: number) => `step ${n}`,
    places: (before: number, after: number) => `step ${before}, now ${after}`,
    show: (n: number) => `What it changes of version ${n}`,
  },
  publishing: {
    text: 'A published version can no longer be changed. Whoever begins from now on begins with it.',
    differs: (n: number) => `What it changes of version ${n}`,
    first: 'The first version',
    firstText: (n: number) => count(n, { one: 'It has # step.', other: 'It has # steps.' }),
    question: (n: number) =>
      count(n, {
        one: '# customer runs an earlier version. What becomes of it?',
        other: '# customers run an earlier version. What becomes of them?',
      }),
    move: 'They go over to this version now; what was done is kept, and no step comes twice',
    stay: 'They stay on the version that they run',
    ifMoved: 'What follows if they go over now',
    publish: 'Publish',
    publishAndMove: (n: number) => `Publish and move ${customers(n)}`,
  },
  moving: {
    title: (n: number, version: number) => `Move ${customers(n)} to version ${version}?`,
    text: 'What was done is kept, and no step comes twice. They can be moved back in the same way.',
    move: (n: number) => `Move ${customers(n)}`,
    ask: 'Move customers to this version …',
    behind: (n: number) =>
      count(n, {
        one: '# customer still runs an earlier version.',
        other: '# customers still run an earlier version.',
      }),
    movedBack: 'Move them back …',
    done: 'Customers moved.',
    changed: 'The next step changes:',
    changes: {
      added: (n: number) => `${customers(n)} newly get one`,
      dropped: (n: number) => `none any more for ${customers(n)}`,
      sooner: (n: number) => `sooner for ${customers(n)}`,
      later: (n: number) => `later for ${customers(n)}`,
      other: (n: number) => `another one on the same day for ${customers(n)}`,
    },
    openStays: (n: number) =>
      count(n, {
        one: '# open action stays as it is: its step is the same in this version.',
        other: '# open actions stay as they are: their steps are the same in this version.',
      }),
    openWaiting: (n: number) =>
      count(n, {
        one: '# action that waits in the agenda is taken back, and proposed anew where its step is still due.',
        other:
          '# actions that wait in the agenda are taken back, and proposed anew where their step is still due.',
      }),
    openLeaving: (n: number) =>
      count(n, {
        one: '# action that is confirmed or planned is taken back; if it is still due and to be confirmed, it must be confirmed again.',
        other:
          '# actions that are confirmed or planned are taken back; those still due and to be confirmed must be confirmed again.',
      }),
    openUnderWay: (n: number) =>
      count(n, {
        one: '# message that is on its way goes on.',
        other: '# messages that are on their way go on.',
      }),
    openGone: (name: string, n: number) =>
      `${name} is gone: ${count(n, { one: '# action of it is not proposed again', other: '# actions of it are not proposed again' })}.`,
    who: (n: number) => `For whom it changes: ${customers(n)}`,
    more: (n: number) => `and ${n} more`,
    nothing: 'nothing',
    thing: (step: string, on: string, byItself: boolean) =>
      byItself ? `${step} on ${on}, by itself` : `${step} on ${on}`,
  },
  discarding: {
    title: 'Discard this draft?',
    text: 'What is published stays, and customers go on as they are.',
    wholeText: 'It has no other version: the scenario is gone with it.',
    confirm: 'Discard draft',
    anyway: 'Discard it anyway',
    done: 'Draft discarded.',
  },
  leave: {
    title: 'Leave without saving?',
    text: 'What you changed since it was last saved is lost.',
    stay: 'Stay here',
    leave: 'Leave without saving',
    save: 'Save and leave',
  },
  creating: {
    title: 'New scenario',
    from: 'Begin with',
    scratch: 'Nothing: add each step yourself',
    readyMade: (name: string, steps: number) =>
      `Ready-made: ${name} (${count(steps, { one: '# step', other: '# steps' })})`,
    copy: (name: string) => `A copy of ${name}`,
    copyName: (name: string) => `${name} (copy)`,
    go: 'Continue',
  },
};
