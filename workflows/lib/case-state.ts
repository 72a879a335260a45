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
  /** Commands that could not be carried out: told to whoever waits, and tried anew when they are sent again. */
  private readonly failed = new Map<string, CommandAnswer>();

  constructor(start: CaseStart) {
    this.start = start;
    // Runs of before remembered failures, too.
    this.answered = (start.answered ?? []).filter(
      ({ answer }) => answer.ok || answer.code !== 'service_unavailable',
    );
  }

  answerOf(key: string): CommandAnswer | undefined {
    return this.answered.find((entry) => entry.key === key)?.answer ?? this.failed.get(key);
  }

  take(command: CaseCommand): void {
    this.failed.delete(command.key);
    if (
      this.answerOf(command.key) === undefined &&
      !this.inbox.some((queued) => queued.key === command.key)
    ) {
      this.inbox.push(command);
    }
  }

  /** @param code of domain/errors.ts */
  fail(command: CaseCommand, code: string): void {
    this.failed.set(command.key, { ok: false, code, params: {} });
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
    return { v: 1, customerId: this.start.customerId, answered: this.answered };
  }
}
