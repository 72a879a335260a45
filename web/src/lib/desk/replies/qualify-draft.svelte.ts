/** What a person is about to say of items: which ones, which status, what next. Filled in as far as is known. */
import { SvelteSet } from 'svelte/reactivity';
import type { FieldError, Schemas } from '../../api/client.ts';
import { addDays, type Format } from '../../format.ts';
import { usualTaskChannel, type Channel, type DisputeReason, type StatusKind } from '../../vocabulary.ts';

/** A task that follows. */
type NextAction = NonNullable<Schemas['Reply']['proposal']['nextAction']>;

export interface DraftItem {
  item: Schemas['Item'];
  /** Open amount when the reply was written; null: no reply named it. */
  thenMinor: number | null;
}

/** A status that can be chosen; with the next action that it brings, where the server has said so. */
export type OfferedStatus = Schemas['ItemStatus'] & Partial<Pick<Schemas['OfferedStatus'], 'nextAction'>>;

export interface DraftStart {
  items: DraftItem[];
  /** The items that are ticked, each with the part of its amount. */
  chosen: { itemId: string; amountMinor: number | null }[];
  statuses: OfferedStatus[];
  statusId: string | null;
  promisedOn: string | null;
  reason: DisputeReason | null;
  nextAction: NextAction | null;
  today: string;
}

/** The part of a request that says how items are qualified. */
export type QualifyBody = Omit<
  Schemas['NewQualification'],
  'key' | 'replyId' | 'replyState' | 'followUpId' | 'completes' | 'answer'
>;

export class QualifyDraft {
  readonly statuses: OfferedStatus[];
  readonly today: string;
  readonly ticked = new SvelteSet<string>();
  items = $state<DraftItem[]>([]);
  /** As typed, by item. */
  amounts = $state<Record<string, string>>({});
  statusId = $state('');
  promisedOn = $state('');
  reason = $state<DisputeReason>('price');
  resolver = $state('');
  deadlineOn = $state('');
  comment = $state('');
  hasNextAction = $state(false);
  nextOn = $state('');
  nextText = $state('');
  nextChannel = $state<Channel>(usualTaskChannel);
  /** Of the last attempt, by field. */
  errors = $state<FieldError[]>([]);

  readonly status = $derived.by(() => this.statuses.find(({ id }) => id === this.statusId));
  readonly kind = $derived<StatusKind>(this.status?.kind ?? 'other');
  readonly tickedItems = $derived(this.items.filter(({ item }) => this.ticked.has(item.id)));

  readonly #format: Format;

  /** `format` writes and reads the amounts of its fields. */
  constructor(start: DraftStart, format: Format) {
    this.#format = format;
    this.statuses = start.statuses;
    this.today = start.today;
    this.items = start.items;
    for (const { itemId, amountMinor } of start.chosen) {
      const item = start.items.find((one) => one.item.id === itemId)?.item;
      if (item === undefined || !isOpen(item)) continue;
      this.ticked.add(itemId);
      if (amountMinor !== null) this.amounts[itemId] = format.amountInput(amountMinor, item.currency);
    }
    this.statusId = start.statusId ?? '';
    this.promisedOn = start.promisedOn ?? '';
    this.reason = start.reason ?? 'price';
    this.#fillNextAction(start.nextAction ?? this.#defaultOf(this.statusId));
  }

  /** Another status brings its own next action; what was typed for the last one is not carried over. */
  chooseStatus(statusId: string): void {
    this.statusId = statusId;
    this.#fillNextAction(this.#defaultOf(statusId));
  }

  toggle(itemId: string): void {
    if (!this.ticked.delete(itemId)) this.ticked.add(itemId);
  }

  /** The same items as they stand by now; what was ticked and typed is kept, except of what is over. */
  refresh(items: readonly { item: Schemas['Item'] }[]): void {
    const now = new Map(items.map(({ item }) => [item.id, item]));
    this.items = this.items.map((row) => ({ ...row, item: now.get(row.item.id) ?? row.item }));
    for (const { item } of this.items) if (!isOpen(item)) this.ticked.delete(item.id);
  }

  /** Items that no reply named, to be qualified along with the others. */
  add(items: Schemas['Item'][]): void {
    const known = new Set(this.items.map(({ item }) => item.id));
    this.items.push(...items.filter(({ id }) => !known.has(id)).map((item) => ({ item, thenMinor: null })));
  }

  /** The request, or null with `errors` saying which field cannot be read. */
  body(): QualifyBody | null {
    const { body, errors } = this.#read();
    this.errors = errors;
    return body;
  }

  /** The request as far as it can be read, for the preview; says nothing of fields. */
  peek(): QualifyBody | null {
    return this.#read().body;
  }

  #read(): { body: QualifyBody | null; errors: FieldError[] } {
    const errors: FieldError[] = [];
    const items = this.tickedItems.map(({ item }) => {
      const typed = (this.amounts[item.id] ?? '').trim();
      const takesPart = this.kind === 'promise' || this.kind === 'dispute';
      if (typed === '' || !takesPart) return { itemId: item.id };
      const amountMinor = this.#format.readAmount(typed, item.currency);
      if (amountMinor === undefined || amountMinor === 0) {
        errors.push({ path: `amount.${item.id}`, code: 'amount' });
        return { itemId: item.id };
      }
      return { itemId: item.id, amountMinor };
    });
    if (this.statusId === '') errors.push({ path: 'statusId', code: 'required' });
    if (this.kind === 'promise' && this.promisedOn === '')
      errors.push({ path: 'promisedOn', code: 'required' });
    if (this.hasNextAction && this.nextOn === '') errors.push({ path: 'nextAction.on', code: 'required' });
    if (errors.length > 0) return { body: null, errors };
    const body: QualifyBody = {
      items,
      statusId: this.statusId,
      ...(this.kind === 'promise' ? { promisedOn: this.promisedOn } : {}),
      ...(this.kind === 'dispute' ? this.#disputeFields() : {}),
      ...(this.comment.trim() === '' ? {} : { text: this.comment.trim() }),
      nextAction: this.hasNextAction
        ? { on: this.nextOn, text: this.nextText.trim(), channel: this.nextChannel }
        : null,
    };
    return { body, errors };
  }

  #disputeFields() {
    return {
      reason: this.reason,
      ...(this.resolver.trim() === '' ? {} : { resolver: this.resolver.trim() }),
      ...(this.deadlineOn === '' ? {} : { deadlineOn: this.deadlineOn }),
    };
  }

  #defaultOf(statusId: string): NextAction | null {
    const status = this.statuses.find(({ id }) => id === statusId);
    if (status === undefined) return null;
    if (status.nextAction !== undefined) return status.nextAction;
    if (status.followUpDays === null) return null;
    return {
      on: addDays(this.today, status.followUpDays),
      text: status.followUpText ?? '',
      channel: status.followUpChannel,
    };
  }

  #fillNextAction(next: NextAction | null): void {
    this.hasNextAction = next !== null;
    this.nextOn = next?.on ?? '';
    this.nextText = next?.text ?? '';
    this.nextChannel = next?.channel ?? usualTaskChannel;
  }
}

/** Only what is still asked for can be qualified. */
export function isOpen(item: Schemas['Item']): boolean {
  return item.state === 'open' && item.openMinor > 0;
}
