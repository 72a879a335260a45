/** What people do about the filing of a mail. Each click has a key of its own, so that a repeat repeats nothing. */
import { answer, apiClient, type Answer, type Schemas } from '../../api/client.ts';
import { newKey } from '../../new-key.ts';

interface Where {
  entityId: string;
  inboundMailId: string;
}

/** `remember`: what this sender writes is filed there from now on. */
export function assignMail(
  path: Where,
  asked: { customerId: string; remember: boolean },
): Promise<Answer<Schemas['FiledMail']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/inbound-mails/{inboundMailId}/assign', {
      params: { path },
      body: { ...asked, key: newKey() },
    }),
  );
}

/** From one customer to another. */
export function moveMail(
  path: Where,
  asked: { fromCustomerId: string; toCustomerId: string },
): Promise<Answer<Schemas['FiledMail']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/inbound-mails/{inboundMailId}/move', {
      params: { path },
      body: { ...asked, key: newKey() },
    }),
  );
}

export function dismissMail(path: Where, reason: string): Promise<Answer<Schemas['Done']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/inbound-mails/{inboundMailId}/dismiss', {
      params: { path },
      body: { key: newKey(), ...(reason === '' ? {} : { reason }) },
    }),
  );
}

export function restoreMail(path: Where): Promise<Answer<Schemas['Done']>> {
  return answer(
    apiClient().POST('/api/entities/{entityId}/inbound-mails/{inboundMailId}/restore', {
      params: { path },
      body: { key: newKey() },
    }),
  );
}
