/** Which customers are chosen: single ones, or all that the filter finds on any page, less some. */
import { SvelteSet } from 'svelte/reactivity';
import type { Schemas } from '#lib/api/client.ts';
import type { Criteria } from './criteria.ts';

export class Selection {
  readonly #ids = new SvelteSet<string>();
  /** Ids are then those that are left out. */
  isEverybody = $state(false);

  has(id: string): boolean {
    return this.#ids.has(id) !== this.isEverybody;
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** All of a page, or none of it when all were. */
  togglePage(ids: string[]): void {
    const isAll = ids.every((id) => this.has(id));
    for (const id of ids) if (this.has(id) === isAll) this.toggle(id);
  }

  selectEverybody(): void {
    this.#ids.clear();
    this.isEverybody = true;
  }

  clear(): void {
    this.#ids.clear();
    this.isEverybody = false;
  }

  count(total: number): number {
    return this.isEverybody ? Math.max(0, total - this.#ids.size) : this.#ids.size;
  }

  /** As the API takes it: the filter itself, where everybody is meant. */
  asked(criteria: Criteria): Schemas['StartBulkRun']['selection'] {
    return this.isEverybody ? { criteria, exceptIds: [...this.#ids] } : { customerIds: [...this.#ids] };
  }
}
