/** Filters that a person named, kept in this browser for each company and list. */
export interface SavedFilter {
  name: string;
  /** Query of the page, without the page number. */
  search: string;
}

const key = (scope: string) => `relance.filters.${scope}`;

export function readSavedFilters(scope: string): SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(scope)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSavedFilter) : [];
  } catch {
    return [];
  }
}

export function writeSavedFilters(scope: string, filters: SavedFilter[]): void {
  localStorage.setItem(key(scope), JSON.stringify(filters));
}

function isSavedFilter(value: unknown): value is SavedFilter {
  const { name, search } = Object(value) as Partial<SavedFilter>;
  return typeof name === 'string' && typeof search === 'string';
}
