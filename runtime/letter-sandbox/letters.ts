/** What the sandbox keeps: sendings with their documents and recipient. A file each, written whole before it answers. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { writeWhole } from './write-whole.ts';

export const services = [
  'mail/v2',
  'registered_mail/v4',
  'secured_electronic_mail/v1',
  'electronic_qualified_registered_mail/v1',
] as const;
export type Service = (typeof services)[number];

export function isElectronic(service: Service): boolean {
  return service === 'secured_electronic_mail/v1' || isQualified(service);
}

/** Behind a one-time code of a person. */
export function isQualified(service: Service): boolean {
  return service === 'electronic_qualified_registered_mail/v1';
}

export interface StatusEntry {
  code: string;
  date: string;
  details?: string;
}

export interface DeliveryEntry {
  code: string;
  label: string;
  date: string;
  location?: string;
  /** Why an electronic letter was not delivered. */
  detail?: string;
}

export interface SandboxRecipient {
  id: string;
  fields: Record<string, unknown>;
  status: string;
  statuses: StatusEntry[];
  delivery: DeliveryEntry[];
  main: (DeliveryEntry & { category: string })[];
  /** Download by name, with when it came to be. */
  proofs: Record<string, { date: string; type: string }>;
  undeliveredReason?: string;
  registeredNumber?: string;
}

export interface SandboxSending {
  id: string;
  service: Service;
  fields: Record<string, unknown>;
  status: string;
  statusDetail?: string;
  statuses: StatusEntry[];
  createdAt: string;
  submittedAt?: string;
  processedAt?: string;
  /** How often `submit` took effect: more than once would be two letters. */
  submissions: number;
  documents: { id: string; name: string; priority: number; size: number; sha256: string; pages: number }[];
  recipients: SandboxRecipient[];
  plan?: SandboxPlan;
  /** The newest code that was sent for it; a real provider sends it to a telephone. */
  otp?: { code: string; until: string; tries: number };
  /** Requests about it are answered with 503: it was taken, and nobody can ask. */
  isSilent?: boolean;
}

/**
 * What was settled for a letter before it came. `held`: nothing becomes of it by itself, it waits until it is steered;
 * `doubtful`: held, and its submission takes effect without an answer.
 */
export type SandboxPlan = 'held' | 'doubtful';

const plansFile = 'plans';

export class SandboxLetters {
  readonly #folder: string | undefined;
  readonly #all = new Map<string, SandboxSending>();
  readonly #plans = new Map<string, SandboxPlan>();
  readonly #documents = new Map<string, Uint8Array>();

  /** @param folder absent: kept in memory only */
  constructor(folder: string | undefined) {
    this.#folder = folder;
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const plans = path.join(folder, plansFile);
    if (existsSync(plans))
      for (const [reference, plan] of JSON.parse(readFileSync(plans, 'utf8')) as [string, SandboxPlan][])
        this.#plans.set(reference, plan);
    const kept = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SandboxSending)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
    for (const sending of kept) this.#all.set(sending.id, sending);
  }

  /** The newest first. */
  all(): SandboxSending[] {
    return [...this.#all.values()].reverse();
  }

  get(id: string): SandboxSending | undefined {
    return this.#all.get(id);
  }

  /** By the reference that the client will give. */
  plan(reference: string, plan: SandboxPlan): void {
    this.#plans.set(reference, plan);
    this.#write(plansFile, Buffer.from(JSON.stringify([...this.#plans])));
  }

  /** As if nothing had ever come. */
  clear(): void {
    for (const sending of this.all()) this.remove(sending);
    this.#plans.clear();
    this.#write(plansFile, Buffer.from('[]'));
  }

  create(service: Service, fields: Record<string, unknown>, at: Date): SandboxSending {
    const plan = this.#plans.get(String(fields['custom_id'] ?? ''));
    const sending: SandboxSending = {
      id: randomUUID(),
      service,
      fields,
      status: 'DRAFT',
      statuses: [{ code: 'DRAFT', date: at.toISOString() }],
      createdAt: at.toISOString(),
      submissions: 0,
      documents: [],
      recipients: [],
      ...(plan && { plan }),
    };
    this.save(sending);
    return sending;
  }

  save(sending: SandboxSending): void {
    this.#all.set(sending.id, sending);
    this.#write(`${sending.id}.json`, Buffer.from(JSON.stringify(sending)));
  }

  saveDocument(documentId: string, bytes: Uint8Array): void {
    if (this.#folder === undefined) this.#documents.set(documentId, bytes);
    this.#write(`${documentId}.pdf`, bytes);
  }

  document(documentId: string): Uint8Array | undefined {
    if (this.#folder === undefined) return this.#documents.get(documentId);
    try {
      return readFileSync(path.join(this.#folder, `${documentId}.pdf`));
    } catch {
      return undefined;
    }
  }

  remove(sending: SandboxSending): void {
    this.#all.delete(sending.id);
    for (const { id } of sending.documents) this.#documents.delete(id);
    if (this.#folder === undefined) return;
    for (const { id } of sending.documents) rmSync(path.join(this.#folder, `${id}.pdf`), { force: true });
    rmSync(path.join(this.#folder, `${sending.id}.json`), { force: true });
  }

  #write(name: string, bytes: Uint8Array): void {
    if (this.#folder !== undefined) writeWhole(path.join(this.#folder, name), bytes);
  }
}
