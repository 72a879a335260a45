import { z } from 'zod';

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Ids that a changed field was or is, also within lists and records of a setting. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(idsIn);
}

/** The same with names in place of the ids that are known. */
export function withNames(value: unknown, names: Record<string, string>): unknown {
  if (typeof value === 'string') return Object.hasOwn(names, value) ? names[value] : value;
  if (Array.isArray(value)) return value.map((one) => withNames(one, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withNames(one, names)]));
}
