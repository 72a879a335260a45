/** Every internal link, built here and nowhere else. `entity` is the code of the legal entity. */

type Query = Record<string, string | number | boolean | string[] | undefined | null>;

export const paths = {
  home: () => '/',
  signIn: (from?: URL) => {
    const to = from === undefined ? '' : from.pathname + from.search;
    return withQuery('/sign-in', {
      to: to === '' || to === '/' || to.startsWith('/sign-in') ? undefined : to,
    });
  },
  forgotten: () => '/forgotten',
  signOut: () => '/sign-out',
  gallery: () => '/gallery',
  agenda: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/agenda`, query),
  upcoming: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/agenda/upcoming`, query),
  replies: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/replies`, query),
  reply: (entity: string, commentId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/replies/${commentId}`, query),
  unassigned: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/unassigned`, query),
  tasks: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/tasks`, query),
  customers: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/customers`, query),
  customer: (entity: string, customerId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/customers/${customerId}`, query),
  item: (entity: string, itemId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/items/${itemId}`, query),
  imports: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/imports`, query),
  import: (entity: string, importId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/imports/${importId}`, query),
  messages: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/messages`, query),
  message: (entity: string, messageId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/messages/${messageId}`, query),
  letter: (entity: string, letterId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/letters/${letterId}`, query),
  newScenario: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/scenarios/new`, query),
  editScenario: (entity: string, scenarioId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/scenarios/${scenarioId}/edit`, query),
  scenarios: (entity: string) => `${base(entity)}/scenarios`,
  scenario: (entity: string, scenarioId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/scenarios/${scenarioId}`, query),
  templates: (entity: string) => `${base(entity)}/templates`,
  template: (entity: string, key: string, query: Query = {}) =>
    withQuery(`${base(entity)}/templates/${encodeURIComponent(key)}`, query),
  workflow: (entity: string, workflow: string, subjectId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/workflows/${workflow}/${subjectId}`, query),
  mailbox: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/mailbox`, query),
  mail: (entity: string, mailId: string, query: Query = {}) =>
    withQuery(`${base(entity)}/mailbox/${mailId}`, query),
  assignment: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/assignment`, query),
  setUp: (entity: string) => `${base(entity)}/set-up`,
  account: (entity: string) => `${base(entity)}/account`,
  settings: (entity: string, query: Query = {}) => withQuery(`${base(entity)}/settings`, query),
};

function base(entity: string): string {
  return `/e/${encodeURIComponent(entity)}`;
}

/** Adds what is set; lists repeat their key. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The same page with some of its query changed; `null` removes a key. Changing anything but the page goes to page 1. */
export function changeQuery(url: { pathname: string; search: string }, changes: Query): string {
  const search = new URLSearchParams(url.search);
  if (!('page' in changes)) search.delete('page');
  for (const [key, value] of Object.entries(changes)) {
    search.delete(key);
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
