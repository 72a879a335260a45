/** Asks what chosen letters would cost, stretch by stretch, and adds the answers up. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';

export type LetterPrices = Schemas['LetterPrices'];

/** The service lays out no more for one answer. */
const stretch = 20;
const pauseMs = 350;

/** Call `ask` from an effect: it answers what takes the question back. */
export class LetterSums {
  /** What is known so far; complete once it is not busy. */
  answer = $state<LetterPrices>();
  /** Letters asked about so far. */
  asked = $state(0);
  problem = $state<Problem>();
  busy = $state(false);
  #turn = 0;

  ask(entityId: string, actionIds: readonly string[]): () => void {
    const turn = ++this.#turn;
    this.busy = true;
    this.asked = 0;
    this.answer = undefined;
    this.problem = undefined;
    const timer = setTimeout(() => void this.#work(turn, entityId, actionIds), pauseMs);
    return () => {
      clearTimeout(timer);
      this.#turn += 1;
    };
  }

  async #work(turn: number, entityId: string, actionIds: readonly string[]): Promise<void> {
    for (let from = 0; from < actionIds.length; from += stretch) {
      const got = await answer(
        apiClient().POST('/api/entities/{entityId}/actions/letter-prices', {
          params: { path: { entityId } },
          body: { actionIds: actionIds.slice(from, from + stretch) },
        }),
      );
      if (turn !== this.#turn) return;
      if (!got.ok) {
        this.problem = got.problem;
        break;
      }
      this.answer = this.answer === undefined ? got.data : added(this.answer, got.data);
      this.asked = Math.min(from + stretch, actionIds.length);
    }
    this.busy = false;
  }
}

/** Two stretches of one selection. */
export function added(one: LetterPrices, other: LetterPrices): LetterPrices {
  const prices = Map.groupBy([...one.prices, ...other.prices], ({ currency }) => currency);
  const caps = Map.groupBy([...one.caps, ...other.caps], ({ provider }) => provider);
  return {
    prices: [...prices].map(([currency, of]) => ({
      currency,
      minor: sum(of.map(({ minor }) => minor)),
      letters: sum(of.map(({ letters }) => letters)),
      ofList: sum(of.map(({ ofList }) => ofList)),
    })),
    unknown: one.unknown + other.unknown,
    free: one.free + other.free,
    refused: one.refused + other.refused,
    caps: [...caps.values()].map((of) => ({
      ...of.at(-1)!,
      plannedMinor: sum(of.map(({ plannedMinor }) => plannedMinor)),
    })),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
