/** What stands in the form of a reply when it is opened, and when a proposal is changed. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import { QualifyDraft, type DraftItem } from './qualify-draft.svelte.ts';

type Reply = Schemas['Reply'];

/** What its author chose; items that have a status from it are not ticked again. */
export function draftOfReply(reply: Reply, format: Format): QualifyDraft {
  const { qualifications, proposal } = reply;
  const done = new Set(qualifications.flatMap((one) => one.items.map(({ itemId }) => itemId)));
  const chosen = proposal.items.filter(({ itemId }) => !done.has(itemId));
  return draftOf(reply, { ...proposal, items: chosen }, itemsOf(reply), format);
}

/** Nothing but the items. */
export function emptyDraft(reply: Reply, format: Format): QualifyDraft {
  const nothing = { statusId: null, items: [], promisedOn: null, reason: null, nextAction: null };
  return draftOf(reply, nothing, itemsOf(reply), format);
}

/** What accepting a proposal would give, among the items that stand in the form. */
export function draftOfProposal(
  reply: Reply,
  becomes: NonNullable<Schemas['Proposal']['becomes']>,
  items: DraftItem[],
  format: Format,
): QualifyDraft {
  return draftOf(reply, becomes, items, format);
}

function draftOf(
  { statuses, today }: Reply,
  { items: chosen, statusId, promisedOn, reason, nextAction }: Reply['proposal'],
  items: DraftItem[],
  format: Format,
): QualifyDraft {
  return new QualifyDraft(
    { items, chosen, statuses, statusId, promisedOn, reason, nextAction, today },
    format,
  );
}

function itemsOf({ items }: Reply): DraftItem[] {
  return items.map(({ item, openThenMinor }) => ({ item, thenMinor: openThenMinor }));
}
