/** The ready-made scenarios and the names of what is made ready, in the language of the company. */
import { readFile } from 'node:fs/promises';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';

export const readyMade = ['standard', 'with-sales-manager'] as const;
export type ReadyMade = (typeof readyMade)[number];

/** English stands in the files. */
const names: Record<string, Record<string, string>> = {
  fr: {
    Standard: 'Standard',
    'Key accounts': 'Grands comptes',
    'Friendly reminder': 'Relance amicale',
    'Second reminder': 'Deuxième relance',
    'Firm reminder': 'Relance ferme',
    'Formal notice': 'Mise en demeure',
    'Ask the sales manager': 'Interroger le responsable commercial',
  },
  de: {
    Standard: 'Standard',
    'Key accounts': 'Großkunden',
    'Friendly reminder': 'Zahlungserinnerung',
    'Second reminder': 'Zweite Erinnerung',
    'Firm reminder': 'Mahnung',
    'Formal notice': 'Letzte Mahnung',
    'Ask the sales manager': 'Vertrieb fragen',
  },
  es: {
    Standard: 'Estándar',
    'Key accounts': 'Grandes cuentas',
    'Friendly reminder': 'Recordatorio amistoso',
    'Second reminder': 'Segundo recordatorio',
    'Firm reminder': 'Recordatorio firme',
    'Formal notice': 'Requerimiento formal',
    'Ask the sales manager': 'Preguntar al responsable comercial',
  },
};

/** A ready-made name in the language of the company; in English where there is none. */
export function readyMadeName(english: string, language: string): string {
  return names[language]?.[english] ?? english;
}

/** `language`: of the company; one that has no names of its own gets the English ones. */
export async function readyMadeScenario(name: ReadyMade, language: string): Promise<ScenarioDefinition> {
  const file = new URL(`./scenarios/${name}.json`, import.meta.url);
  const definition = scenarioDefinition.parse(JSON.parse(await readFile(file, 'utf8')));
  const named = (english: string) => readyMadeName(english, language);
  return {
    ...definition,
    name: named(definition.name),
    steps: definition.steps.map((step) => ({ ...step, name: named(step.name ?? step.key) })),
  };
}
