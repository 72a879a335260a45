/** Somebody whom a mail names becomes a contact of its customer. */
import { answer, apiClient, type Answer } from '../../api/client.ts';

export interface NamedPerson {
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** For collection, by mail and telephone as far as they are known. */
export function addContact(
  path: { entityId: string; customerId: string },
  { name, email, phone }: NamedPerson,
): Promise<Answer<unknown>> {
  const url = '/api/entities/{entityId}/customers/{customerId}/contacts' as const;
  const rest = { language: null, roles: ['collection' as const], postal: false };
  return answer(
    apiClient().POST(url, { params: { path }, body: { name: name ?? '', email, phone, ...rest } }),
  );
}
