/**
 * A faster calendar in front of the activities of a case: the workflow waits in real time, the engine sees one in which
 * a day lasts as long as the bench says. So a case of several steps runs on a real server within seconds.
 */
import type { Activities } from '../activities/index.ts';
import type { Evaluation } from '../workflows/messages/collection-case.ts';

const dayMs = 24 * 3600_000;

export interface Calendar {
  /** Instant of the engine, ms since the epoch, that falls on … */
  virtualAt: number;
  /** … this real one. Before it both clocks run alike. */
  realAt: number;
  /** Real milliseconds that a day lasts after it. */
  dayLastsMs: number;
}

export class FastCalendar {
  #calendar: Calendar = { virtualAt: 0, realAt: 0, dayLastsMs: dayMs };
  /** Customers whose case has evaluated, and answers of `perform`, since `set`. */
  evaluated = new Set<string>();
  performed = 0;
  lastPerformedAt = 0;

  set(calendar: Calendar): void {
    this.#calendar = calendar;
    this.evaluated = new Set();
    this.performed = 0;
    this.lastPerformedAt = 0;
  }

  virtualOf(real: number): number {
    const { virtualAt, realAt, dayLastsMs } = this.#calendar;
    const passed = real - realAt;
    return virtualAt + (passed <= 0 ? passed : Math.floor((passed * dayMs) / dayLastsMs));
  }

  /** Rounded up, so that who waits until then is never too early. */
  realOf(virtual: number): number {
    const { virtualAt, realAt, dayLastsMs } = this.#calendar;
    const passed = virtual - virtualAt;
    return realAt + (passed <= 0 ? passed : Math.ceil((passed * dayLastsMs) / dayMs));
  }

  /** The same activities, on the fast calendar. */
  over(inner: Activities): Activities {
    return {
      ...inner,
      evaluate: async ({ now, ...rest }) => {
        const evaluation = await inner.evaluate({ ...rest, now: this.virtualOf(now) });
        this.evaluated.add(rest.customerId);
        return this.#real(evaluation);
      },
      perform: async ({ now, ...rest }) => {
        const step = await inner.perform({ ...rest, now: this.virtualOf(now) });
        if ('messages' in step) {
          const { leaveBefore } = step;
          return { ...step, leaveBefore: leaveBefore === null ? null : this.realOf(leaveBefore) };
        }
        return this.#performed(step);
      },
      dispatch: async ({ now, leaveBefore, ...rest }) => {
        const { isStale, wakeAt } = await inner.dispatch({
          ...rest,
          now: this.virtualOf(now),
          leaveBefore: leaveBefore === null ? null : this.virtualOf(leaveBefore),
        });
        return { isStale, wakeAt: wakeAt === null ? null : this.realOf(wakeAt) };
      },
      settle: async ({ now, wakes, ...rest }) =>
        this.#performed(
          await inner.settle({
            ...rest,
            now: this.virtualOf(now),
            wakes: wakes.map((wake) => this.virtualOf(wake)),
          }),
        ),
    };
  }

  #performed(evaluation: Evaluation): Evaluation {
    this.performed += 1;
    this.lastPerformedAt = Date.now();
    return this.#real(evaluation);
  }

  #real(evaluation: Evaluation): Evaluation {
    const { nextEvaluationAt, nextActionAt } = evaluation;
    return {
      ...evaluation,
      nextEvaluationAt: nextEvaluationAt === null ? null : this.realOf(nextEvaluationAt),
      nextActionAt: nextActionAt === null ? null : this.realOf(nextActionAt),
    };
  }
}
