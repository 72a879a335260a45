/** What people do with a reply. Each click has a key of its own, so that a repeat repeats nothing. */
import { answer, apiClient, type Answer, type Schemas } from '../../api/client.ts';
import { newKey } from '../../new-key.ts';
import type { QualifyBody } from './qualify-draft.svelte.ts';

interface Where {
  entityId: string;
  replyId: string;
}

/** What the customer is told, with the files that go along. */
export type GivenAnswer = Pick<Schemas['AnswerReply'], 'answer' | 'documentItemIds'>;

/** A drafted answer, or what was made of it. */
export interface AnswerParts {
  text: string;
  documents: { id: string; number: string }[];
}

/** Gives items their status from what was said; `completes` ends the reply, else more items may follow. */
export function qualifyReply(
  { entityId, replyId }: Where,
  customerId: string,
  body: QualifyBody,
  more: Pick<Schemas['NewQualification'], 'completes' | 'replyState' | 'answer' | 'documentItemIds'>,
): Promise<Answer<Schemas['QualificationAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/customers/{customerId}/qualifications', {
      params: { path: { entityId, customerId } },
      body: { ...body, ...more, key: newKey(), replyId },
    }),
  );
}

/** Read and shown on its items, without a status. */
export function validateReply(
  path: Where,
  given: Partial<GivenAnswer>,
): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/validate', {
      params: { path },
      body: { key: newKey(), ...given },
    }),
  );
}

/** What would be answered without a person is not sent. */
export function stopAnswer(path: Where): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/stop-answer', {
      params: { path },
      body: { key: newKey() },
    }),
  );
}

/** `state` is what the screen shows: another one means that a colleague was faster. */
export function deleteReply(
  path: Where,
  state: Exclude<Schemas['Reply']['state'], 'deleted'>,
): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/delete', {
      params: { path },
      body: { key: newKey(), state },
    }),
  );
}

export function restoreReply(path: Where): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/restore', {
      params: { path },
      body: { key: newKey() },
    }),
  );
}

export function answerReply(path: Where, given: GivenAnswer): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/answer', {
      params: { path },
      body: { key: newKey(), ...given },
    }),
  );
}

/** Takes a qualification back: what it made goes, what it took the place of stands again. */
export function undoQualification(
  path: { entityId: string; customerId: string },
  qualificationId: string,
): Promise<Answer<Schemas['Done']>> {
  return answer(
    apiClient().POST(
      '/api/entities/{entityId}/customers/{customerId}/qualifications/{qualificationId}/undo',
      { params: { path: { ...path, qualificationId } }, body: { key: newKey() } },
    ),
  );
}

/** The reply is unread again; the answer that was given with it does not leave. */
export function undoValidation(
  path: Where,
  answerId: string | null,
): Promise<Answer<Schemas['ReplyAnswer']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/replies/{replyId}/undo-validation', {
      params: { path },
      body: { key: newKey(), answerId },
    }),
  );
}
