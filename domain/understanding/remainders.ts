/** What is left: of an item of which a part was named, of the account where items were. */
import type { SettledClaim } from './settled-claim.ts';
import type { AccountItem } from './types.ts';

/** Half of an amount is no written amount, but what is left of it is of the same item. */
const halves =
  /(?<![\p{L}])(?:half|moitie|halfte|haelfte|mitad|meta|helft|polow\p{L}*|metade|halften|yari\p{L}*|jumatate\p{L}*|polovic\p{L}*|50 ?%)(?![\p{L}])|半分|半額|一半/u;

/** *The difference*: of the item that was spoken of, never of others. */
const remainder =
  /(?<!\p{L})(?:difference|differenza|differenz|diferencia|diferenca|verschil|roznic\p{L}*|fark\p{L}*|diferenta|razlik\p{L}*|mellanskillnad\p{L}*)(?!\p{L})|差額|差额/u;

/** An amount that is what another claim leaves of its item belongs to that item: disputed in part, the other part paid. */
export function withRemainders(
  claims: readonly SettledClaim[],
  items: readonly AccountItem[],
): SettledClaim[] {
  return claims.map((claim, at) => {
    if (claim.items.length > 0 || claim.amountMinor === null) return claim;
    const part = remainderOf(claim, claims.slice(0, at));
    if (part !== null) return { ...claim, items: [part], isOthers: false };
    const found = items.filter((item) =>
      claims.some(
        (other) =>
          other !== claim &&
          other.items.length === 1 &&
          other.items[0] === item &&
          other.amountMinor !== null &&
          other.amountMinor + claim.amountMinor! === item.openMinor,
      ),
    );
    return found.length === 1 ? { ...claim, items: found, isOthers: false } : claim;
  });
}

/** *The remaining 3,000* behind what was said of one item, on which more than that is open. */
function remainderOf(claim: SettledClaim, before: readonly SettledClaim[]): AccountItem | null {
  const last = before.findLast(({ items }) => items.length > 0);
  const [item] = last?.items.length === 1 ? last.items : [];
  const isRemainder =
    (claim.isOthers || claim.hasRest) &&
    item !== undefined &&
    (last!.amountMinor === null ? last!.intent === 'dispute' : last!.amountMinor < item.openMinor) &&
    claim.sentence - last!.sentence <= 1 &&
    claim.amountMinor! < item.openMinor &&
    claim.amountMinor! * 2 > item.openMinor - (last!.amountMinor ?? 0);
  return isRemainder ? item : null;
}

/** *The rest*: of the item of which a part was named, by subtraction; else of the account. */
export function withRests(claims: readonly SettledClaim[], items: readonly AccountItem[]): SettledClaim[] {
  const left = new Map<AccountItem, number>(items.map((item) => [item, item.openMinor]));
  let last: SettledClaim | undefined;
  let subject: SettledClaim | undefined;
  return claims.map((claim) => {
    const [item] = claim.items.length === 1 ? claim.items : [];
    if (!claim.hasRest || claim.amountMinor !== null) {
      if (item !== undefined && claim.amountMinor !== null)
        left.set(item, left.get(item)! - claim.amountMinor);
      if (claim.amountMinor !== null || claim.items.length > 0) last = claim;
      if (claim.items.length > 0) subject = claim;
      return claim;
    }
    const isPaidInPart = last !== undefined && (last.intent !== 'dispute' || last.reason !== 'price');
    const partOf =
      isPaidInPart && last?.items.length === 1 && last.amountMinor !== null ? last.items[0] : undefined;
    const open = partOf === undefined ? 0 : left.get(partOf)!;
    const half =
      last?.items.length === 1 && last.amountMinor === null && halves.test(last.text)
        ? last.items[0]
        : undefined;
    if (half !== undefined) return { ...claim, items: [half], isOthers: false };
    // *We wait for the credit note, then we pay the difference*
    if (!claim.isNamed && partOf === undefined && subject?.items.length === 1 && remainder.test(claim.text))
      return { ...claim, items: subject.items, isOthers: false };
    const fits = partOf !== undefined && open > 0 && (item === undefined || item === partOf);
    if (!fits) return { ...claim, items: claim.isNamed ? claim.items : [], isOthers: !claim.isNamed };
    return { ...claim, items: [partOf], amountMinor: open, currency: partOf.currency, isOthers: false };
  });
}

/** *The others*: the invoices that no other claim names. */
export function withOthers(claims: readonly SettledClaim[], items: readonly AccountItem[]): SettledClaim[] {
  const named = new Set(claims.flatMap((claim) => claim.items));
  if (named.size === 0) return [...claims];
  const others = items.filter((item) => item.openMinor > 0 && !named.has(item));
  return claims.map((claim) =>
    claim.isOthers && claim.items.length === 0 ? { ...claim, items: others } : claim,
  );
}
