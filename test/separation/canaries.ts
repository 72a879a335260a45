/**
 * Words that stand in the data and nowhere else, each naming whose it is and what. What an answer holds of them
 * is found by their shape, so that a field nobody thought of is found too.
 */

/**
 * `a`, `b`: what an entity tells its customers of itself. `ae`, `be`: what only its own people see. The others are
 * customers, two of entity A and one of entity B.
 */
export type Owner = 'a' | 'ae' | 'a1' | 'a2' | 'b' | 'be' | 'b1';

/** What a customer's page is made of: its own name and items, what it said, and what it was answered. */
export const customerKinds = [
  'company',
  'name',
  'number',
  'contact',
  'itemone',
  'itemtwo',
  'document',
  'said',
  'saidtwo',
  'deletedsaid',
  'author',
  'filename',
  'filebytes',
  'answer',
] as const;

/** What stands in a letter: its reader's alone, and the house's. */
export const letterKinds = ['letter', 'letterbytes'] as const;

/** What only colleagues read. */
export const internalKinds = [
  'entity',
  'qsubject',
  'qtext',
  'qtwo',
  'mailed',
  'internalsaid',
  'internaltwo',
  'colleague',
  'internalname',
  'internalbytes',
  'note',
  'hold',
  'pause',
  'attribute',
  'promise',
  'dispute',
  'resolver',
  'qualified',
  'followup',
  'waived',
  'rate',
  'status',
  'history',
  'decided',
  'sent',
] as const;

export type Kind =
  (typeof customerKinds)[number] | (typeof internalKinds)[number] | (typeof letterKinds)[number];

/** `a1:note`. */
export type Canary = `${Owner}:${Kind}`;

export function canary(owner: Owner, kind: Kind): string {
  return `zq${owner}x${kind}qz`;
}

const shape = /zq([ab](?:[12e])?)x([a-z]+)qz/gi;
const uuidShape = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** All that a text gives away: words planted, and ids of rows that somebody owns. */
export function givenAway(text: string, idOwners: ReadonlyMap<string, Canary>): Set<Canary> {
  const found = new Set<Canary>();
  for (const [, owner, kind] of text.matchAll(shape))
    found.add(`${owner!.toLowerCase() as Owner}:${kind!.toLowerCase() as Kind}`);
  for (const [id] of text.matchAll(uuidShape)) {
    const owned = idOwners.get(id.toLowerCase());
    if (owned !== undefined) found.add(owned);
  }
  return found;
}
