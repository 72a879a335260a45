/**
 * What a case carries in memory, and the only code that changes it. Plain JSON at the edges: `carry` is what
 * travels through continue-as-new.
 */
import type { CaseCommand, CaseStart, CommandAnswer, LookResult } from '../messages.ts';

/** Commands whose answers are remembered; a client repeats within minutes, not after two hundred others. */
const rememberedAnswers = 200;

export class CaseState {
  readonly start: CaseStart;
  look: LookResult | undefined;
  /** Set by facts and by time: what was decided may no longer hold. */
  mustLook = true;
  readonly inbox: CaseCommand[] = [];
  private answered: { key: string; answer: CommandAnswer }[];

  constructor(start: CaseStart) {
    this.start = start;
    this.answered = [...(start.answered ?? [])];
  }

  answerOf(key: string): CommandAnswer | undefined {
    return this.answered.find((entry) => entry.key === key)?.answer;
  }

  take(command: CaseCommand): void {
    if (
      this.answerOf(command.key) === undefined &&
      !this.inbox.some((queued) => queued.key === command.key)
    ) {
      this.inbox.push(command);
    }
  }

  answer(command: CaseCommand, answer: CommandAnswer): void {
    this.answered.push({ key: command.key, answer });
    this.answered = this.answered.slice(-rememberedAnswers);
  }

  /** Nothing is left that a continued run would not know of. */
  get idle(): boolean {
    return this.inbox.length === 0 && !this.mustLook;
  }

  carry(): CaseStart {
    return { ...this.start, v: 1, answered: this.answered, runs: (this.start.runs ?? 0) + 1 };
  }
}
