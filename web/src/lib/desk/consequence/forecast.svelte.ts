/** Asks what would follow while a form is filled in: after a pause in typing, the newest question wins. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';

export type Intention = Schemas['AskConsequenceInput']['intention'];

const pauseMs = 350;

/** Call `ask` from an effect: it answers what takes the question back. */
export class ConsequenceForecast<A> {
  answer = $state<A>();
  problem = $state<Problem>();
  busy = $state(false);
  #turn = 0;

  ask(
    question: () => Promise<{ ok: true; data: A } | { ok: false; problem: Problem }>,
    waitMs = pauseMs,
  ): () => void {
    const turn = ++this.#turn;
    this.busy = true;
    const timer = setTimeout(async () => {
      const got = await question();
      if (turn !== this.#turn) return;
      this.busy = false;
      this.problem = got.ok ? undefined : got.problem;
      this.answer = got.ok ? got.data : undefined;
    }, waitMs);
    return () => clearTimeout(timer);
  }

  clear(): void {
    this.#turn += 1;
    this.busy = false;
    this.answer = undefined;
    this.problem = undefined;
  }
}

export function askConsequence(path: { entityId: string; customerId: string }, intention: Intention) {
  return answer(
    apiClient().POST('/api/entities/{entityId}/customers/{customerId}/consequence', {
      params: { path },
      body: { intention },
    }),
  );
}

export function askConsequences(entityId: string, body: Schemas['AskConsequencesInput']) {
  return answer(
    apiClient().POST('/api/entities/{entityId}/actions/consequence', {
      params: { path: { entityId } },
      body,
    }),
  );
}
