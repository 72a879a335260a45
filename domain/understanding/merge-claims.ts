/** Sentences that say one thing become one claim; what says nothing beside a stronger one is left out. */
import { daysBetween } from '../calendar/iso-date.ts';
import type { SettledClaim } from './settled-claim.ts';

const sameItems = (one: SettledClaim, other: SettledClaim) =>
  one.items.length === other.items.length && one.items.every((item) => other.items.includes(item));

export function merge(claims: readonly SettledClaim[]): SettledClaim[] {
  const merged: SettledClaim[] = [];
  for (const claim of claims) {
    const index = merged.findLastIndex((one) => isOneClaim(one, claim));
    if (index === -1) merged.push(claim);
    else merged[index] = united(merged[index]!, claim);
  }
  return withoutWeaker(merged);
}

function isOneClaim(one: SettledClaim, next: SettledClaim): boolean {
  if (one.intent !== next.intent || one.answer !== next.answer) return false;
  if (one.hasRest || next.hasRest || one.isOthers !== next.isOthers) return false;
  if (one.intent === 'question' || withoutOwnItems(one)) return true;
  const sameReason = one.reason === next.reason || one.reason === 'other' || next.reason === 'other';
  if (!sameReason) return false;
  const sameDay = one.date === next.date;
  if (one.amountMinor !== null && next.amountMinor !== null && one.intent !== 'payment_plan')
    return sameItems(one, next) && sameDay && one.amountMinor === next.amountMinor;
  if (sameItems(one, next) && !one.isWhole === !next.isWhole) {
    if (
      one.intent === 'promise' &&
      next.intent === 'promise' &&
      one.date !== null &&
      next.date !== null &&
      !sameDay
    )
      return (
        one.amountMinor === null &&
        next.amountMinor === null &&
        daysBetween(one.date, next.date) <= 5 &&
        next.sentence !== one.sentence &&
        one.items.length > 0
      );
    return true;
  }
  const isOpen = (claim: SettledClaim) => claim.items.length === 0 && !claim.isWhole && !claim.isOthers;
  if (isOpen(next))
    return (
      (next.date === null || sameDay || one.date === null) &&
      next.sentence - one.sentence <= 2 &&
      next.amountMinor === null &&
      !next.isConditional
    );
  if (isOpen(one) && one.intent !== 'promise')
    return next.sentence - one.sentence <= 2 && (one.date === null || sameDay);
  // The same of other items
  const hasAmount = one.amountMinor !== null || next.amountMinor !== null;
  if (one.items.length === 0 || next.items.length === 0) return false;
  if (one.isConditional !== next.isConditional) return false;
  return sameDay && !hasAmount && one.reason === next.reason;
}

function withoutOwnItems({ intent }: SettledClaim): boolean {
  return (
    intent === 'contact_change' ||
    intent === 'bank_details' ||
    intent === 'insolvency' ||
    intent === 'payment_plan'
  );
}

/** Of a plan the first instalment, where the first sentence only has what is to be split. */
function instalmentOf(one: SettledClaim, next: SettledClaim): Partial<SettledClaim> {
  const isWhole =
    one.intent === 'payment_plan' && one.items.some(({ openMinor }) => openMinor === one.amountMinor);
  return isWhole && next.amountMinor !== null
    ? { amountMinor: next.amountMinor, currency: next.currency }
    : {};
}

function united(one: SettledClaim, next: SettledClaim): SettledClaim {
  const reason = one.reason === 'other' ? next.reason : one.reason;
  return {
    ...one,
    items: [...new Set([...one.items, ...next.items])],
    reason,
    date: one.intent === 'payment_plan' ? (one.date ?? next.date) : (next.date ?? one.date),
    amountMinor: one.amountMinor ?? next.amountMinor,
    currency: one.currency ?? next.currency,
    amounts: [...one.amounts, ...next.amounts],
    ...instalmentOf(one, next),
    dayAt: next.date === null ? one.dayAt : next.dayAt,
    amountAt: one.amountMinor === null ? next.amountAt : one.amountAt,
    isConditional: one.isConditional && (next.isConditional || next.date === null),
    hasDoubtfulDate: one.hasDoubtfulDate && next.hasDoubtfulDate,
    isWhole: one.isWhole || next.isWhole,
    ...(one.sentence === next.sentence ? { to: Math.max(one.to, next.to) } : {}),
  };
}

/** *Being checked* beside what will come of it, a complaint without reason beside its reason, says nothing more. */
function withoutWeaker(claims: readonly SettledClaim[]): SettledClaim[] {
  const covers = (strong: SettledClaim, weak: SettledClaim) =>
    weak.items.length === 0 ? !weak.isOthers : weak.items.every((item) => strong.items.includes(item));
  return claims.filter((claim) => {
    const others = claims.filter((other) => other !== claim);
    if (claim.intent === 'ongoing' || (claim.intent === 'question' && !claim.isQuestion))
      return !others.some(
        (other) => other.intent !== claim.intent && other.intent !== 'question' && covers(other, claim),
      );
    // *Paid on the 4th! Why do you go on chasing?*, *Can we split it? Agreed?*
    if (
      claim.intent === 'question' &&
      claim.amounts.length === 0 &&
      !claim.isNamed &&
      others.some(asksAlready(claim))
    )
      return false;
    if (claim.intent === 'dispute' && claim.reason === 'other')
      return !others.some(
        (other) => other.intent === 'dispute' && other.reason !== 'other' && covers(other, claim),
      );
    // Where invoices go from now on is no request for one
    if (claim.intent === 'copy_request' && claim.items.length === 0)
      return !others.some(
        (other) => other.intent === 'contact_change' && Math.abs(other.sentence - claim.sentence) <= 1,
      );
    // *No order number on it, send a corrected one*
    if (claim.intent === 'copy_request' && corrected.test(claim.text) && !again.test(claim.text))
      return !others.some(
        (other) =>
          other.intent === 'dispute' &&
          covers(other, claim) &&
          Math.abs(other.sentence - claim.sentence) <= 1,
      );
    if (isBare(claim) && others.some((other) => other.intent === claim.intent && other.isInherited))
      return false;
    if (claim.intent === 'refusal')
      return !others.some(
        (other) => (other.intent === 'insolvency' || other.intent === 'payment_plan') && covers(other, claim),
      );
    // *We hold it until you come with a solution*
    if (
      claim.intent === 'promise' &&
      claim.isConditional &&
      claim.items.length === 0 &&
      claim.amountMinor === null
    )
      return !others.some(({ intent, sentence }) => intent === 'refusal' && sentence === claim.sentence);
    if (claim.intent === 'promise' && claim.date === null && !claim.isConditional && claim.items.length === 0)
      return !others.some(({ intent }) => intent === 'payment_plan' || intent === 'insolvency');
    return true;
  });
}

/** An invoice that is to be written anew, for something is wrong with it. */
const corrected =
  /(?<!\p{L})(?:corrected|amended|revised|new (?:invoice|one)|with (?:the |a |our )?(?:po|order|purchase)|corrigee?s?|rectifi\p{L}*|nouvelle facture|avec (?:le |notre )?(?:numero|bon)|korrigiert\p{L}*|berichtigt\p{L}*|korrektur\p{L}*|neue rechnung|mit (?:der )?bestellnummer|rectificad\p{L}*|rectificativ\p{L}*|corregid\p{L}*|nueva factura|corrett\p{L}*|rettificat\p{L}*|nuova fattura|aangepaste?|gecorrigeerde?|nieuwe factuur|poprawion\p{L}*|skorygowan\p{L}*|korekt\p{L}*|nowa fakture|corrigid\p{L}*|retificad\p{L}*|nova fatura|duzeltil\p{L}*|yeni fatura|corectat\p{L}*|factura noua|ispravlj\p{L}*|ispravan|novi racun|rattad|korrigerad|ny faktura)(?!\p{L})|修正|訂正|更正|重开|重開|重新开|重新開/u;
const again =
  /(?<!\p{L})(?:cop[iy]\p{L}*|duplica\p{L}*|again|resend|pdf|scan|kopi\p{L}*|nochmals?|erneut|duplikat\p{L}*|a nouveau|renvoy\p{L}*|reenvi\p{L}*|opnieuw|ponown\p{L}*|ponovno|tekrar|din nou|igen|pa nytt|segunda via)(?!\p{L})|再送|再发一|再寄/u;

function asksAlready(question: SettledClaim): (other: SettledClaim) => boolean {
  return (other) =>
    (other.reason === 'already_paid' || other.intent === 'payment_plan') &&
    Math.abs(other.sentence - question.sentence) <= 1;
}

/** The head of a list. */
function isBare({ items, date, amountMinor, isWhole, isConditional }: SettledClaim): boolean {
  return items.length === 0 && date === null && amountMinor === null && !isWhole && !isConditional;
}
