/** What a new scenario begins with. */
import type { Schemas } from '../../api/client.ts';
import type { ScenarioDefinition } from '../../vocabulary.ts';

interface Sources {
  readyMade: Schemas['ReadyMadeScenarios']['rows'];
  scenarios: Schemas['Scenario'][];
}

/** @param from `ready:<key>` or `copy:<scenario>`; everything else begins with nothing */
export function startOfNew(from: string | null, { readyMade, scenarios }: Sources): ScenarioDefinition {
  const [kind, name] = from?.split(':') ?? [];
  const ready = readyMade.find(({ key }) => kind === 'ready' && key === name);
  const copied = scenarios.find(({ id }) => kind === 'copy' && id === name);
  const published = copied?.versions.find(({ state }) => state === 'published') ?? copied?.versions[0];
  return ready?.definition ?? published?.definition ?? nothing;
}

const nothing: ScenarioDefinition = {
  version: 1,
  name: '',
  catchUp: 'next',
  contactGapDays: 5,
  replyGapDays: 3,
  afterLastStep: 'hold',
  promiseGraceDays: 2,
  escalateAfterDays: 3,
  minimumAmountMinor: {},
  steps: [],
};

/** The name itself, or as a copy, until no other scenario has it. */
export function freeName(name: string, taken: readonly string[], copyOf: (name: string) => string): string {
  return name !== '' && taken.includes(name) ? freeName(copyOf(name), taken, copyOf) : name;
}
