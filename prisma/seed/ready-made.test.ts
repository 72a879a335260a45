import { expect, it } from 'vitest';
import { defaultCatalogue } from '../../domain/qualification/catalogue.ts';
import { readyMade, readyMadeScenario } from './ready-made.ts';

it.each(readyMade)(
  'A-10 D-13 the ready-made scenario %s has names in the language of the company',
  async (name) => {
    const english = await readyMadeScenario(name, 'en');
    for (const language of ['fr', 'de', 'es']) {
      const own = await readyMadeScenario(name, language);
      for (const [index, step] of own.steps.entries())
        expect(step.name, `${language} ${step.key}`).not.toBe(english.steps[index]!.name);
      // names only
      expect({ ...own, name: '', steps: own.steps.map((step) => ({ ...step, name: '' })) }).toEqual({
        ...english,
        name: '',
        steps: english.steps.map((step) => ({ ...step, name: '' })),
      });
    }
    expect((await readyMadeScenario(name, 'it')).steps).toEqual(english.steps);
  },
);

it('A-5 D-13 statuses of a French company have French names', () => {
  const english = new Set(defaultCatalogue('en').map(({ name }) => name));
  const french = defaultCatalogue('fr').map(({ name }) => name);
  expect(french.filter((name) => english.has(name))).toEqual([]);
});
