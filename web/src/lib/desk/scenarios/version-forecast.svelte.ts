/** Asks what would follow if the customers of a scenario ran a version, stretch by stretch, and adds the answers up. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';
import { nextChanges } from '../../vocabulary.ts';
import { added } from '../consequence/set-forecast.svelte.ts';

export type VersionAnswer = Schemas['VersionConsequence'];

/** The service evaluates no more. */
const mostEvaluated = 1_000;

export class VersionForecast {
  found = $state.raw<VersionAnswer>();
  /** Customers that will have been evaluated when it is complete. */
  most = $state(0);
  problem = $state<Problem>();
  busy = $state(true);
  #isOver = false;

  /** Call once, from an effect: it answers what ends it. */
  ask(path: { entityId: string; scenarioId: string; versionId: string }): () => void {
    void this.#work(path);
    return () => {
      this.#isOver = true;
    };
  }

  async #work(path: { entityId: string; scenarioId: string; versionId: string }): Promise<void> {
    let from: number | null = 0;
    while (from !== null) {
      const got: Awaited<ReturnType<typeof askStretch>> = await askStretch(path, from);
      if (this.#isOver) return;
      if (!got.ok) {
        this.problem = got.problem;
        break;
      }
      this.found = this.found === undefined ? got.data : addedVersions(this.found, got.data);
      this.most = Math.min(this.found.customers, mostEvaluated);
      from = got.data.next;
    }
    this.busy = false;
  }
}

function askStretch(path: { entityId: string; scenarioId: string; versionId: string }, from: number) {
  return answer(
    apiClient().POST('/api/entities/{entityId}/scenarios/{scenarioId}/versions/{versionId}/consequence', {
      params: { path },
      body: { from },
    }),
  );
}

function addedVersions(one: VersionAnswer, other: VersionAnswer): VersionAnswer {
  const changes = Object.fromEntries(
    nextChanges.map((kind) => [kind, one.changes[kind] + other.changes[kind]]),
  ) as VersionAnswer['changes'];
  const open = Object.fromEntries(
    Object.entries(one.open).map(([name, count]) => [
      name,
      count + other.open[name as keyof typeof one.open],
    ]),
  ) as VersionAnswer['open'];
  return { ...added(one, other), open, changes, changed: [...one.changed, ...other.changed] };
}
