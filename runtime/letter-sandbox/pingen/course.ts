/** What becomes of a letter that Pingen carries: the same steps, in its words. */
import type { Step } from '../course.ts';
import { happen, type PingenEventEntry, type PingenSandboxLetter } from './letters.ts';

export interface PingenHappening {
  /** Under which category of notifications it is told; null: nobody is told. */
  category: 'issues' | 'sent' | 'undeliverable' | 'delivered' | null;
  event: PingenEventEntry;
}

const over = ['delivered', 'undeliverable', 'rejected', 'cancelled'];

export function openPingenSteps({ status, submittedAt }: PingenSandboxLetter): Step[] {
  if (submittedAt === undefined) return [];
  if (over.includes(status)) return ['unknown_code'];
  if (status === 'awaiting_credits') return ['unblock', 'reject'];
  if (status === 'submitted') return ['accept', 'reject', 'block'];
  if (status === 'accepted') return ['print', 'reject'];
  if (status === 'printing') return ['dispatch', 'reject'];
  return ['transit', 'deliver', 'refuse', 'unclaimed', 'return', 'wrong_address', 'unknown_code'];
}

type Move = [
  status: string | null,
  code: string,
  name: string,
  category: PingenHappening['category'],
  data?: string[],
];

const moves: Partial<Record<Step, Move>> = {
  accept: ['accepted', 'accepted', 'Accepted', null],
  reject: ['rejected', 'content_failed_inspection', 'Content failed inspection', 'issues'],
  block: ['awaiting_credits', 'waiting_for_funds', 'Waiting for funds', 'issues'],
  unblock: ['submitted', 'submitted', 'Submitted', null],
  print: ['printing', 'transferred_to_printcenter', 'Handed to print centre', null],
  dispatch: ['sent', 'transferred_to_distributor', 'Handed to distributor', 'sent'],
  transit: [null, 'track_and_trace', 'Sorted', null],
  deliver: ['delivered', 'delivered', 'Delivered', 'delivered'],
  refuse: ['undeliverable', 'undeliverable', 'Undeliverable', 'undeliverable', ['refused']],
  unclaimed: ['undeliverable', 'undeliverable', 'Undeliverable', 'undeliverable', ['unclaimed']],
  return: ['undeliverable', 'undeliverable', 'Undeliverable', 'undeliverable', ['moved']],
  wrong_address: ['undeliverable', 'undeliverable', 'Undeliverable', 'undeliverable', ['unknown']],
  unknown_code: [null, 'scanned_by_drone', 'Scanned by a drone', null],
};

/** Undefined where the step is not open. */
export function takePingen(letter: PingenSandboxLetter, step: Step, at: Date): PingenHappening | undefined {
  const move = moves[step];
  if (move === undefined || !openPingenSteps(letter).includes(step)) return undefined;
  const [status, code, name, category, data = []] = move;
  const event = happen(letter, status ?? letter.status, { code, name, data }, at);
  if (step === 'dispatch' && letter.fields['delivery_product'] === 'registered')
    letter.trackingNumber = `98.01.${letter.id.replaceAll(/\D/g, '').padEnd(6, '7').slice(0, 6)}`;
  return { category, event };
}
