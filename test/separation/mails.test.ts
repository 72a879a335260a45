import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { customerKinds, givenAway, type Canary, type Kind } from './canaries.ts';
import { everyMail, type Mail } from './mails.ts';
import { seedWorld, type World } from './world.ts';

let database: TestDatabase;
let world: World;
let mails: Mail[];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedWorld(database.db);
  mails = await everyMail({ db: database.db, renderer, publicUrl: 'http://relance.test' }, world);
}, 60_000);
afterAll(async () => {
  await database.drop();
});

const inside: Kind[] = ['qsubject', 'qtext', 'internalsaid', 'colleague', 'internalname'];
const readers: Record<Mail['to'], (one: Canary) => boolean> = {
  customer: (one) =>
    ['a', 'a1'].includes(one.split(':')[0]!) && customerKinds.includes(one.split(':')[1] as never),
  // What the letter is about; what it says stands behind the code.
  reader: (one) => readers.customer(one) || one === 'a1:letter',
  // Of the question's items, and what was asked.
  colleague: (one) =>
    readers.collector(one) && !['a1:itemtwo', 'a1:saidtwo', 'a1:qtwo', 'ae:entity'].includes(one),
  collector: (one) =>
    readers.reader(one) || inside.includes(one.split(':')[1] as Kind) || one === 'ae:entity',
};

test('I-5 B13 C3 no message to a customer holds a word of colleagues, of other customers or of other entities', () => {
  expect(mails.filter(({ to }) => to === 'customer').length).toBeGreaterThan(15);
  const leaks = mails.flatMap(({ name, to, text }) =>
    [...givenAway(text, world.idOwners)]
      .filter((one) => !readers[to](one))
      .map((one) => `${name} holds ${one}`),
  );
  expect(leaks).toEqual([]);
});

test('I-5 E-3 what a message is about stands in it', () => {
  const held = (name: string) => [
    ...givenAway(mails.find((mail) => mail.name === name)!.text, world.idOwners),
  ];
  expect(held('friendly_reminder/en')).toEqual(expect.arrayContaining(['a:company', 'a1:itemone']));
  expect(held('answer_to_customer to customer')).toEqual(expect.arrayContaining(['a1:answer', 'a1:said']));
  expect(held('internal_question to colleague')).toEqual(expect.arrayContaining(['a1:qtext']));
});

test('I-5 B2 a message to a customer links to the customer’s page only, one about a letter to that letter too, one to a colleague to the internal page only', () => {
  const folders = (to: Mail['to']) =>
    new Set(
      mails
        .filter((mail) => mail.to === to)
        .flatMap(({ text }) => [...text.matchAll(/relance\.test\/(\w)\/\w\w_/g)].map(([, folder]) => folder)),
    );
  expect(folders('customer')).toEqual(new Set(['p']));
  expect(folders('reader')).toEqual(new Set(['l', 'p']));
  expect(folders('colleague')).toEqual(new Set(['i']));
  expect(folders('collector')).toEqual(new Set(['r']));
});
