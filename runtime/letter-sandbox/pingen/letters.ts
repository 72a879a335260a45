/** What the sandbox keeps of letters in Pingen's fields. A file each, written whole before it answers. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../write-whole.ts';

export interface PingenEventEntry {
  id: string;
  code: string;
  name: string;
  data: string[];
  at: string;
}

export interface PingenSandboxLetter {
  id: string;
  fields: Record<string, unknown>;
  status: string;
  events: PingenEventEntry[];
  createdAt: string;
  submittedAt?: string;
  /** How often it was submitted: more than once would be two letters. */
  submissions: number;
  sha256: string;
  pages: number;
  trackingNumber?: string;
  createKey?: string;
  sendKey?: string;
}

export class PingenLetters {
  readonly #folder: string | undefined;
  readonly #all = new Map<string, PingenSandboxLetter>();
  /** Which letter a key made, also one that was deleted. */
  readonly made = new Map<string, string>();
  readonly uploads = new Map<string, Uint8Array>();

  /** @param folder absent: kept in memory only */
  constructor(folder: string | undefined) {
    this.#folder = folder === undefined ? undefined : path.join(folder, 'pingen');
    if (this.#folder === undefined) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const kept = readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(path.join(this.#folder!, name), 'utf8')) as PingenSandboxLetter)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
    for (const letter of kept) this.#keep(letter);
  }

  /** The newest first. */
  all(): PingenSandboxLetter[] {
    return [...this.#all.values()].reverse();
  }

  get(id: string): PingenSandboxLetter | undefined {
    return this.#all.get(id);
  }

  find(reference: string): PingenSandboxLetter | undefined {
    return this.all().find(({ fields }) => fields['file_original_name'] === `${reference}.pdf`);
  }

  save(letter: PingenSandboxLetter): void {
    this.#keep(letter);
    if (this.#folder !== undefined)
      writeWhole(path.join(this.#folder, `${letter.id}.json`), Buffer.from(JSON.stringify(letter)));
  }

  remove({ id }: PingenSandboxLetter): void {
    this.#all.delete(id);
    if (this.#folder !== undefined) rmSync(path.join(this.#folder, `${id}.json`), { force: true });
  }

  #keep(letter: PingenSandboxLetter): void {
    this.#all.set(letter.id, letter);
    if (letter.createKey !== undefined) this.made.set(letter.createKey, letter.id);
  }
}

export function happen(
  letter: PingenSandboxLetter,
  status: string,
  event: { code: string; name: string; data?: string[] },
  at: Date,
): PingenEventEntry {
  const entry = { id: randomUUID(), data: [], ...event, at: at.toISOString() };
  letter.status = status;
  letter.events.push(entry);
  return entry;
}
