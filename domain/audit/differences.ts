/** What somebody changed, as the log keeps it. */
import { canonicalJson } from '../text/canonical-json.ts';

/** By field; values as JSON. */
export type Differences = Record<string, { from: never; to: never }>;

/** What was and what is, of what differs. */
export function differences<T extends object>(before: T, after: Partial<T>): Differences {
  const names = Object.keys(after) as (keyof T & string)[];
  // Names may come from outside: what every object inherits is no value of a field.
  const held = (name: keyof T & string) => (Object.hasOwn(before, name) ? before[name] : undefined);
  return Object.fromEntries(
    names
      .filter((name) => after[name] !== undefined && !isSame(held(name), after[name]))
      .map((name) => [name, { from: (held(name) ?? null) as never, to: after[name] as never }]),
  );
}

/** In any order of keys: JSON of the database comes back in another one. */
function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
