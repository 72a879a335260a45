/** Reading the address of a page; what is misspelt counts as absent. */
type Search = Pick<URLSearchParams, 'get' | 'getAll'>;

export function pageNumber(search: Search): number {
  const text = search.get('page') ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}

export function oneOf<T extends string>(search: Search, key: string, list: readonly T[]): T | undefined {
  return list.find((entry) => entry === search.get(key));
}

export function uuidOf(search: Search, key: string): string | undefined {
  const value = search.get(key);
  return value !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;
}

export function textOf(search: Search, key: string, most = 200): string | undefined {
  return search.get(key)?.trim().slice(0, most) || undefined;
}
