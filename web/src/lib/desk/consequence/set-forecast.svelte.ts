/** Asks what would follow for a set of customers, stretch by stretch, and adds the answers up. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';
import { addedUntouched } from './untouched-text.ts';

export type AskedSet =
  | { kind: 'run'; body: Omit<Schemas['AskRunConsequenceInput'], 'from'> }
  | { kind: 'import'; importId: string }
  | { kind: 'company'; change: Schemas['AskCompanyConsequenceInput']['change'] };
export type SetConsequence = Schemas['SetConsequence'];

const pauseMs = 350;

/** Call `ask` from an effect: it answers what takes the question back. */
export class SetForecast {
  /** What is known so far; complete once it is not busy. */
  answer = $state<SetConsequence>();
  /** Customers that will have been evaluated when it is complete. */
  most = $state(0);
  problem = $state<Problem>();
  busy = $state(false);
  #turn = 0;

  ask(entityId: string, asked: AskedSet): () => void {
    const turn = ++this.#turn;
    this.busy = true;
    this.answer = undefined;
    this.problem = undefined;
    const timer = setTimeout(() => void this.#work(turn, entityId, asked), pauseMs);
    return () => {
      clearTimeout(timer);
      this.#turn += 1;
    };
  }

  async #work(turn: number, entityId: string, asked: AskedSet): Promise<void> {
    let from: number | null = 0;
    let sum: SetConsequence | undefined;
    while (from !== null) {
      const got = await askStretch(entityId, asked, from);
      if (turn !== this.#turn) return;
      if (!got.ok) {
        this.problem = got.problem;
        break;
      }
      if (got.data.refusal !== null) {
        this.problem = { status: 409, errors: [], ...got.data.refusal };
        break;
      }
      sum = sum === undefined ? got.data : added(sum, got.data);
      this.answer = sum;
      this.most = Math.min(sum.customers, mostEvaluated);
      from = got.data.next;
    }
    this.busy = false;
  }

  clear(): void {
    this.#turn += 1;
    this.busy = false;
    this.answer = undefined;
    this.problem = undefined;
  }
}

/** The service evaluates no more. */
const mostEvaluated = 1_000;

function askStretch(entityId: string, asked: AskedSet, from: number) {
  const params = { path: { entityId } };
  if (asked.kind === 'import')
    return answer(
      apiClient().POST('/api/entities/{entityId}/imports/{importId}/consequence', {
        params: { path: { entityId, importId: asked.importId } },
        body: {},
      }),
    );
  return asked.kind === 'run'
    ? answer(
        apiClient().POST('/api/entities/{entityId}/bulk-runs/consequence', {
          params,
          body: { ...asked.body, from },
        }),
      )
    : answer(
        apiClient().POST('/api/entities/{entityId}/settings/consequence', {
          params,
          body: { change: asked.change, from },
        }),
      );
}

/** Two stretches of one set. */
export function added(one: SetConsequence, other: SetConsequence): SetConsequence {
  return {
    customers: other.customers,
    evaluated: one.evaluated + other.evaluated,
    next: other.next,
    leaves: {
      ...between(one.leaves, other.leaves),
      totals: addedTotals(one.leaves.totals, other.leaves.totals),
    },
    leavesToday: {
      count: one.leavesToday.count + other.leavesToday.count,
      totals: addedTotals(one.leavesToday.totals, other.leavesToday.totals),
    },
    asks: { ...between(one.asks, other.asks), totals: addedTotals(one.asks.totals, other.asks.totals) },
    held: {
      count: one.held.count + other.held.count,
      totals: addedTotals(one.held.totals, other.held.totals),
    },
    nothing: one.nothing + other.nothing,
    unchanged: one.unchanged + other.unchanged,
    refused: one.refused + other.refused,
    untouched: addedUntouched(one.untouched, other.untouched),
    refusal: null,
  };
}

interface Ends {
  count: number;
  first: string | null;
  last: string | null;
}

function between(one: Ends, other: Ends): Ends {
  const known = [one.first, one.last, other.first, other.last].filter((value) => value !== null).sort();
  return { count: one.count + other.count, first: known[0] ?? null, last: known.at(-1) ?? null };
}

function addedTotals(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const sum = { ...one };
  for (const [currency, minor] of Object.entries(other)) sum[currency] = (sum[currency] ?? 0) + minor;
  return sum;
}
