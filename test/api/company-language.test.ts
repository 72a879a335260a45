import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { placeholderEmail } from '../../domain/company/placeholder.ts';
import { seedFirstCompany } from '../../prisma/seed/first-company.ts';
import { password, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let cookie: string;
let base: string;

beforeAll(async () => {
  api = await startTestApi();
  const passwordHash = await hashPassword(password);
  const first = { administratorEmail: placeholderEmail, passwordHash, timeZone: 'Europe/Paris' };
  await seedFirstCompany(api.db, first);
  cookie = await api.signIn(placeholderEmail);
  base = `/api/entities/${(await api.db.legalEntity.findFirstOrThrow()).id}`;
});
afterAll(() => api.close());

const get = async (url: string) => (await api.ask({ url: `${base}/${url}`, as: cookie })).json();
const choose = async (language: string) => {
  const answer = await api.ask({
    method: 'PATCH',
    url: `${base}/settings`,
    as: cookie,
    body: { language },
  });
  expect(answer.statusCode, answer.body).toBe(200);
};
const stepNames = async () => {
  const [scenario] = (await get('scenarios')).rows;
  const [newest] = scenario.versions;
  return newest.definition.steps.map(({ name }: { name: string }) => name);
};
const statusNames = async () => (await get('item-statuses')).rows.map(({ name }: { name: string }) => name);

it('D-13 A-10 what is made ready takes its names from the language that the company chooses', async () => {
  const { id: customerId } = await api.db.customer.create({
    data: {
      legalEntityId: base.split('/').at(-1)!,
      number: 'C-1',
      name: 'Borel',
      country: 'FR',
      timeZone: 'Europe/Paris',
    },
  });
  const version = await api.db.scenarioVersion.findFirstOrThrow();
  const { id: caseId } = await api.db.collectionCase.create({
    data: { customerId, legalEntityId: base.split('/').at(-1)!, scenarioVersionId: version.id },
  });

  await choose('fr');
  expect(await stepNames()).toEqual([
    'Relance amicale',
    'Deuxième relance',
    'Relance ferme',
    'Mise en demeure',
  ]);
  expect(await statusNames()).toContain('Promesse de paiement');
  const sets = (await get('templates')).rows.map(({ name }: { name: string }) => name);
  expect(sets).toContain('Mise en demeure');
  // The published version is as it was; a case that follows already goes on under the new names.
  const old = await api.db.scenarioVersion.findUniqueOrThrow({ where: { id: version.id } });
  expect(old).toEqual(version);
  const followed = await api.db.collectionCase.findUniqueOrThrow({
    where: { id: caseId },
    include: { scenarioVersion: true },
  });
  expect(followed).toMatchObject({ scenarioRun: 1, scenarioVersion: { version: 2, state: 'published' } });

  const { rows } = await get('audit');
  const kinds = rows.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['settings_changed', 'scenario_published', 'status_changed']));
  const renamed = rows.find(({ kind }: { kind: string }) => kind === 'status_changed');
  expect(renamed.data.changed.name.from).not.toBe(renamed.data.changed.name.to);

  await choose('es');
  expect(await stepNames()).toContain('Requerimiento formal');
  expect((await get('scenarios')).rows[0].name).toBe('Estándar');
});

it('D-13 what somebody has changed keeps its name, and so does everything once sending was switched on', async () => {
  const [status] = (await get('item-statuses')).rows;
  const url = `${base}/item-statuses/${status.id}`;
  await api.ask({ method: 'PATCH', url, as: cookie, body: { name: 'Palabra dada' } });
  const [scenario] = (await get('scenarios')).rows;
  const [newest] = scenario.versions;
  const body = { ...newest.definition, steps: newest.definition.steps.slice(0, 3) };
  const drafted = await api.ask({
    method: 'POST',
    url: `${base}/scenarios/${scenario.id}/versions`,
    as: cookie,
    body,
  });
  expect(drafted.statusCode, drafted.body).toBe(200);
  await choose('de');
  expect(await statusNames()).toEqual(expect.arrayContaining(['Palabra dada', 'Zahlung unterwegs']));
  expect(await stepNames()).toContain('Recordatorio firme');

  await api.db.legalEntity.updateMany({ data: { switchedOnAt: new Date() } });
  await choose('en');
  expect(await statusNames()).toEqual(expect.arrayContaining(['Palabra dada', 'Zahlung unterwegs']));
});
