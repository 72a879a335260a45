/** Old replies read again, a part after the other, until all are read or somebody stops it. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';

type Part = Schemas['ReadingTrialAnswer'];
export type TriedReply = Part['rows'][number];

export interface TrialAsked {
  entityId: string;
  from: string;
  until: string;
  by: 'rules' | 'model';
}

type Sums = Pick<Part, 'total' | 'read' | 'same' | 'accepted' | 'dropped' | 'byRules'>;
const nothing = { before: 0, after: 0 };

export class TrialRun {
  state = $state<'idle' | 'running' | 'stopping' | 'stopped' | 'done'>('idle');
  sums = $state.raw<Sums>({ total: 0, read: 0, same: 0, accepted: nothing, dropped: nothing, byRules: 0 });
  rows = $state.raw<TriedReply[]>([]);
  /** Why the other side ended it. */
  stoppedBy = $state<Part['stoppedBy']>(null);
  problem = $state.raw<Problem>();

  get isUnderWay(): boolean {
    return this.state === 'running' || this.state === 'stopping';
  }

  /** The part under way is waited for: the server reads one part of a person at a time. */
  stop(): void {
    if (this.state === 'running') this.state = 'stopping';
  }

  async run({ entityId, ...asked }: TrialAsked): Promise<void> {
    if (this.isUnderWay) return;
    this.state = 'running';
    this.sums = { total: 0, read: 0, same: 0, accepted: nothing, dropped: nothing, byRules: 0 };
    this.rows = [];
    this.stoppedBy = null;
    this.problem = undefined;
    let after: string | undefined;
    do {
      const body = after === undefined ? asked : { ...asked, after };
      const got = await answer(
        apiClient().POST('/api/entities/{entityId}/proposals/trial', {
          params: { path: { entityId } },
          body,
        }),
      );
      if (!got.ok) {
        this.problem = got.problem;
        this.state = 'stopped';
        return;
      }
      this.#add(got.data);
      after = got.data.next ?? undefined;
      if (got.data.stoppedBy !== null) after = undefined;
      // It may have been stopped while the part was read, which the compiler does not see.
    } while (after !== undefined && (this.state as string) === 'running');
    this.state = after === undefined && this.stoppedBy === null ? 'done' : 'stopped';
  }

  #add(part: Part): void {
    const { sums } = this;
    const both = (one: typeof nothing, other: typeof nothing) => ({
      before: one.before + other.before,
      after: one.after + other.after,
    });
    this.sums = {
      total: part.total,
      read: sums.read + part.read,
      same: sums.same + part.same,
      accepted: both(sums.accepted, part.accepted),
      dropped: both(sums.dropped, part.dropped),
      byRules: sums.byRules + part.byRules,
    };
    this.rows = [...this.rows, ...part.rows];
    this.stoppedBy = part.stoppedBy;
  }
}
