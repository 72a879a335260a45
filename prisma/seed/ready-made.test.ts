import { expect, it } from 'vitest';
import { defaultCatalogue } from '../../domain/qualification/catalogue.ts';
import { readyMade, readyMadeScenario } from './ready-made.ts';
import { readyMadeSetNames } from './template-sets.ts';

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

it.each(['fr', 'de', 'es'])('A-5 D-13 statuses of a company have names in its language: %s', (language) => {
  const words = (of: string) =>
    defaultCatalogue(of).flatMap(({ name, followUpText }) => [name, followUpText ?? name]);
  const english = new Set(words('en'));
  expect(words(language).filter((name) => english.has(name))).toEqual([]);
});

it.each(['fr', 'de', 'es'])(
  'E-4 D-13 template sets have names in the language of a company: %s',
  (language) => {
    const english = new Set(Object.values(readyMadeSetNames('en')));
    expect(Object.values(readyMadeSetNames(language)).filter((name) => english.has(name))).toEqual([]);
  },
);
