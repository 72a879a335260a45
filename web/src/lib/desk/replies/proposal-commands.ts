/** What people do with proposals. Each click has a key of its own, so that a repeat repeats nothing. */
import { answer, apiClient, type Answer, type Schemas } from '../../api/client.ts';
import { newKey } from '../../new-key.ts';
import type { QualifyBody } from './qualify-draft.svelte.ts';

interface Where {
  entityId: string;
  replyId: string;
}

export type ProposalsDecided = Schemas['ProposalsDecided'];

export interface Accepting {
  /** That is on the screen. */
  replyState: Exclude<Schemas['Reply']['state'], 'deleted'>;
  /** Whether it ends the reply, else others follow. */
  completes: boolean;
  answer?: string;
  /** Items whose files go along with it. */
  documentItemIds?: string[] | undefined;
  /** With `as` it is taken over with corrections. */
  proposals: { id: string; as?: QualifyBody }[];
}

/** All of them or none. */
export function acceptProposals(path: Where, body: Accepting): Promise<Answer<ProposalsDecided>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/proposals/accept', {
      params: { path },
      body: { ...body, key: newKey() },
    }),
  );
}

export function dropProposal(path: Where, id: string): Promise<Answer<ProposalsDecided>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/proposals/drop', {
      params: { path },
      body: { key: newKey(), ids: [id] },
    }),
  );
}

/** A dropped or noted one is open again. */
export function restoreProposal(path: Where, id: string): Promise<Answer<ProposalsDecided>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/proposals/restore', {
      params: { path },
      body: { key: newKey(), ids: [id] },
    }),
  );
}

/** What was accepted with one click goes; the reply is as it was. */
export function undoAccepted(path: Where, done: ProposalsDecided): Promise<Answer<Schemas['Done']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/proposals/undo', {
      params: { path },
      body: { key: newKey(), ids: done.proposals.map(({ id }) => id), answerId: done.answerId },
    }),
  );
}

/** The words are read again, by the rules of today; what was decided stays. */
export function readWordsAgain(path: Where): Promise<Answer<Schemas['Done']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/proposals/read-again', {
      params: { path },
      body: { key: newKey() },
    }),
  );
}
