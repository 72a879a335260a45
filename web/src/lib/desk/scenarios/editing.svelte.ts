/** A scenario while it is edited: what is typed, what is saved, and what the server says against publishing it. */
import { answer, apiClient, type Answer, type Problem, type Schemas } from '../../api/client.ts';
import {
  duplicatedStep,
  freshKey,
  isSameScenario,
  movedStep,
  newStep,
  traitsOf,
  type Channel,
  type ScenarioDefinition,
} from '../../vocabulary.ts';

export type Finding = Schemas['ScenarioFindings']['problems'][number];
type Scenario = Schemas['Scenario'];
type Version = Scenario['versions'][number];

/** Where it comes from: the scenario it is a version of, null for a new one, and its draft where there is one. */
export interface Source {
  entityId: string;
  scenario: Scenario | null;
  draft: Version | null;
  /** What a draft that is not saved yet begins with. */
  start: ScenarioDefinition;
}

/** What was just done to the ladder, and the steps before it. */
interface Done {
  text: string;
  before: ScenarioDefinition['steps'];
}

const pauseMs = 250;

export class ScenarioEditing {
  definition = $state<ScenarioDefinition>()!;
  /** Keys of steps that are folded out. */
  open = $state<string[]>([]);
  /** What stands against publishing, as of the last answer. */
  findings = $state<Finding[]>([]);
  /** What cannot even be saved: values that the form does not take. */
  shape = $state<Problem>();
  /** Kinds of letters that a provider carries, as of the last answer; undefined before the first. */
  carriedKinds = $state.raw<Schemas['ScenarioFindings']['carriedKinds']>();
  isChecking = $state(false);
  isSaving = $state(false);
  problem = $state<Problem>();
  done = $state<Done>();
  #saved = $state.raw<ScenarioDefinition | null>(null);
  #scenario = $state.raw<Scenario | null>(null);
  #draft = $state.raw<Version | null>(null);
  #entityId: string;
  #turn = 0;

  constructor({ entityId, scenario, draft, start }: Source) {
    this.#entityId = entityId;
    this.#scenario = scenario;
    this.carriedKinds = scenario?.carriedKinds;
    this.#draft = draft;
    this.#saved = draft?.definition ?? null;
    this.definition = structuredClone(draft?.definition ?? start);
  }

  get scenario(): Scenario | null {
    return this.#scenario;
  }

  /** The draft as it is stored; null: nothing is yet. */
  get draft(): Version | null {
    return this.#draft;
  }

  /** The version that a new one follows. */
  get published(): Version | null {
    return this.#scenario?.versions.find(({ state }) => state === 'published') ?? null;
  }

  /** What a draft that was never saved is measured by. */
  #isLike(other: ScenarioDefinition): boolean {
    // What is no number yet is nothing in JSON.
    return isSameScenario(other, JSON.parse(JSON.stringify(this.plain())) as ScenarioDefinition);
  }

  get isChanged(): boolean {
    const saved = this.#saved ?? this.published?.definition;
    return saved === undefined || !this.#isLike(saved);
  }

  plain(): ScenarioDefinition {
    return $state.snapshot(this.definition);
  }

  /** What a provider must carry begins by hand. */
  isAutomatic = (channel: Channel): boolean => {
    const { mayBeAutomatic, byConnector } = traitsOf(channel);
    return mayBeAutomatic && !byConnector;
  };

  #freshKey(): string {
    const versions = this.#scenario?.versions ?? [];
    const all = [this.plain(), ...versions.map(({ definition }) => definition)];
    return freshKey(all.flatMap(({ steps }) => steps.map(({ key }) => key)));
  }

  /** Changes the ladder; what was there can be brought back. */
  #change(text: string, steps: ScenarioDefinition['steps']): void {
    this.done = { text, before: this.plain().steps };
    this.definition.steps = steps;
  }

  add(channel: Channel, text: string): string {
    const { steps } = this.plain();
    const key = this.#freshKey();
    this.#change(text, [...steps, newStep(steps, { channel, key, isAutomatic: this.isAutomatic })]);
    this.open = [key];
    return key;
  }

  duplicate(index: number, text: string): string {
    const key = this.#freshKey();
    this.#change(text, duplicatedStep(this.plain().steps, index, key));
    this.open = [key];
    return key;
  }

  move(from: number, to: number, text: string): void {
    this.#change(text, movedStep(this.plain().steps, from, to));
  }

  remove(index: number, text: string): void {
    this.#change(text, this.plain().steps.toSpliced(index, 1));
  }

  takeBack(): void {
    if (this.done === undefined) return;
    this.definition.steps = this.done.before;
    this.done = undefined;
  }

  toggle(key: string): void {
    this.open = this.open.includes(key) ? this.open.filter((one) => one !== key) : [...this.open, key];
  }

  /** Call from an effect: it answers what takes the question back. */
  check(): () => void {
    const turn = ++this.#turn;
    const body = this.plain();
    this.isChecking = true;
    const timer = setTimeout(async () => {
      const scenarioId = this.#scenario?.id;
      const got = await answer(
        apiClient().POST('/api/entities/{entityId}/scenarios/validate', {
          params: {
            path: { entityId: this.#entityId },
            query: scenarioId === undefined ? {} : { scenarioId },
          },
          body,
        }),
      );
      if (turn !== this.#turn) return;
      this.isChecking = false;
      this.shape = !got.ok && got.problem.code === 'validation_failed' ? got.problem : undefined;
      if (got.ok) {
        this.findings = got.data.problems;
        this.carriedKinds = got.data.carriedKinds;
      } else if (this.shape === undefined) this.problem = got.problem;
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      this.#turn += 1;
    };
  }

  /** @param anyway over what another person has saved meanwhile */
  async save({ anyway = false } = {}): Promise<boolean> {
    if (this.isSaving) return false;
    this.isSaving = true;
    const wanted = this.plain();
    const got = await this.#send(wanted, anyway);
    this.isSaving = false;
    this.problem = got.ok ? undefined : got.problem;
    if (!got.ok) {
      if (got.problem.code === 'validation_failed') {
        this.shape = got.problem;
        this.problem = undefined;
      }
      return false;
    }
    this.#scenario = got.data;
    this.#draft = got.data.versions.find(({ state }) => state === 'draft') ?? null;
    this.#saved = this.#draft?.definition ?? wanted;
    this.done = undefined;
    return true;
  }

  async #send(wanted: ScenarioDefinition, anyway: boolean): Promise<Answer<Scenario>> {
    const path = { entityId: this.#entityId };
    if (this.#scenario === null)
      return answer(
        apiClient().POST('/api/entities/{entityId}/scenarios', { params: { path }, body: wanted }),
      );
    const { id: scenarioId } = this.#scenario;
    const draftId = this.#draft?.id ?? (anyway ? await this.#theirDraft(scenarioId) : undefined);
    if (draftId === undefined)
      return answer(
        apiClient().POST('/api/entities/{entityId}/scenarios/{scenarioId}/versions', {
          params: { path: { ...path, scenarioId } },
          body: wanted,
        }),
      );
    return answer(
      apiClient().PUT('/api/entities/{entityId}/scenarios/{scenarioId}/versions/{versionId}', {
        params: { path: { ...path, scenarioId, versionId: draftId } },
        body: { ...wanted, ...(anyway || this.#saved === null ? {} : { asRead: this.#saved }) },
      }),
    );
  }

  /** The draft that another person has begun since. */
  async #theirDraft(scenarioId: string): Promise<string | undefined> {
    const got = await answer(
      apiClient().GET('/api/entities/{entityId}/scenarios/{scenarioId}', {
        params: { path: { entityId: this.#entityId, scenarioId } },
      }),
    );
    return got.ok ? got.data.versions.find(({ state }) => state === 'draft')?.id : undefined;
  }
}
