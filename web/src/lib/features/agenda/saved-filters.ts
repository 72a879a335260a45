/** Filters that a person named, kept in this browser for each company. */
export interface SavedFilter {
  name: string;
  /** Query of the page, without the page number. */
  search: string;
}

const key = (entity: string) => `relance.filters.${entity}`;

export function readSavedFilters(entity: string): SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(entity)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSavedFilter) : [];
  } catch {
    return [];
  }
}

export function writeSavedFilters(entity: string, filters: SavedFilter[]): void {
  localStorage.setItem(key(entity), JSON.stringify(filters));
}

function isSavedFilter(value: unknown): value is SavedFilter {
  const { name, search } = Object(value) as Partial<SavedFilter>;
  return typeof name === 'string' && typeof search === 'string';
}
