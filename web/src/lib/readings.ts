/**
 * A reading that begins while another is under way, for news, takes its place and reads for both; the first one then
 * ends at once, and has shown nothing. Anyone who looks at the properties of the page after it would see old ones.
 */
export class Readings {
  readonly #underWay = new Set<Promise<unknown>>();

  /** Resolves when this reading has ended and none is under way that has taken its place. */
  async ended(reading: Promise<unknown>): Promise<void> {
    this.#underWay.add(reading);
    try {
      await reading;
    } finally {
      this.#underWay.delete(reading);
    }
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }
}
