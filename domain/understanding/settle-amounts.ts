/** Which of the amounts a claim is about, and the item that an amount names. */
import type { AmountSpan } from './amounts.ts';
import type { Claim } from './claims.ts';
import type { SettledClaim } from './settled-claim.ts';
import type { AccountItem } from './types.ts';

const withMoney = new Set<Claim['intent']>([
  'promise',
  'paid',
  'payment_plan',
  'dispute',
  'question',
  'refusal',
  'copy_request',
  'ongoing',
]);

/** The amount of a claim; none where the words name several. */
export function withAmount(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  if (claim.intent === 'payment_plan') return withInstalment(claim, items);
  if (claim.reason === 'price') return withDifference(claim);
  if (!withMoney.has(claim.intent)) return claim;
  const chosen = partOfItem(claim, items) ?? oneAmount(claim.amounts);
  // A bare figure in a complaint counts pieces
  if (chosen === null || (claim.intent === 'dispute' && claim.reason !== 'already_paid' && !chosen.isCertain))
    return claim;
  return { ...claim, amountMinor: chosen.amountMinor, currency: chosen.currency };
}

/** Beside a price that was agreed the figure is that price, unless the words say what is too much. */
const agreedPrice =
  /(?<!\p{L})(?:should (?:be|have been|read)|agreed|quoted?|quotation|instead of|rather than|geoffreerd|afgesproken|overeengekomen|angeboten|teklif\p{L}*|convenit\p{L}*|ugovoren\p{L}*|ponud\p{L}*|convenus?|devis|au lieu de|et non|vereinbart|abgemacht|statt|angebot|acordad\p{L}*|pactad\p{L}*|presupuesto|en lugar de|en vez de|concordat\p{L}*|pattuit\p{L}*|preventivo|anziche|invece di|afgesproken|offerte|in plaats van|zamiast|uzgodnion\p{L}*|combinad\p{L}*|orcamento|em vez de|yerine|in loc de|umjesto|dogovoren\p{L}*|istallet for|avtalat|overenskomm\p{L}*|in oferta|ofert\p{L}*)(?!\p{L})|合同价|合同價|報価|見積/u;
const difference =
  /(?<!\p{L})(?:difference|too much|over ?charged|in dispute|of it|part of|trop|ecart|differen\p{L}*|differenz|zu ?viel|teil|de mas|diferencia|in piu|scheelt|verschil|te veel|teveel|roznic\p{L}*|za duzo|a mais|diferenc\p{L}*|fark|fazla|in plus|razlik\p{L}*|u dijelu|previse|skillnad\p{L}*|for mycket)(?!\p{L})|差額|差额|多/u;

const tooMuch =
  /(?<!\p{L})(?:too (?:much|high)|over ?charged|(?:charged|billed) extra|en trop|de trop|zu ?viel|de mas|in piu|di troppo|te ?veel|za duzo|a mais|demais|fazla|in plus|mai mult|previse|for mycket|difference (?:of|is)|differenza di|ecart de)(?!\p{L})|多く|多收|多开|多算|多計|過大/u;

/** In a dispute about prices most amounts are prices; the disputed part is what weighs beside the item. */
function withDifference(claim: SettledClaim): SettledClaim {
  const [item] = claim.items.length === 1 ? claim.items : [];
  if (item === undefined || (agreedPrice.test(claim.text) && !difference.test(claim.text))) return claim;
  const parts = claim.amounts.filter(
    ({ isCertain, amountMinor }) =>
      isCertain && amountMinor * 20 >= item.openMinor && amountMinor < item.openMinor,
  );
  // *90 euros too much*: the only amount, however small
  const [only] = claim.amounts.filter(({ isCertain }) => isCertain);
  if (
    claim.amounts.length === 1 &&
    only !== undefined &&
    only.amountMinor < item.openMinor &&
    tooMuch.test(claim.text)
  )
    parts.splice(0, parts.length, only);
  const [part] = parts;
  return parts.length === 1 && part !== undefined
    ? { ...claim, amountMinor: part.amountMinor, currency: part.currency }
    : claim;
}

/** Of a plan the first instalment: the first amount that is not the whole of an item. */
function withInstalment(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  const whole = ({ amountMinor }: AmountSpan) => items.some(({ openMinor }) => openMinor === amountMinor);
  const chosen = claim.amounts.find((one) => !whole(one)) ?? claim.amounts[0];
  return chosen === undefined
    ? claim
    : { ...claim, amountMinor: chosen.amountMinor, currency: chosen.currency };
}

/** *Of the 9,800 we pay 5,000*: the smaller of two, where the other is the whole of one item. */
function partOfItem({ intent, amounts }: SettledClaim, items: readonly AccountItem[]): AmountSpan | null {
  const [one, other] = amounts;
  if ((intent !== 'promise' && intent !== 'paid') || amounts.length !== 2) return null;
  const [part, whole] = one!.amountMinor < other!.amountMinor ? [one!, other!] : [other!, one!];
  const isWhole = items.some(({ openMinor }) => openMinor === whole.amountMinor);
  const isPart = items.every(({ openMinor }) => openMinor !== part.amountMinor);
  const isMoney = part.isCertain || part.amountMinor * 20 >= whole.amountMinor;
  return isWhole && isPart && isMoney && part.amountMinor < whole.amountMinor ? part : null;
}

/** The only amount, or the one that is the sum of the others. */
function oneAmount(amounts: readonly AmountSpan[]): AmountSpan | null {
  const certain = amounts.some(({ isCertain }) => isCertain)
    ? amounts.filter(({ isCertain }) => isCertain)
    : amounts;
  const values = new Set(certain.map(({ amountMinor, currency }) => `${amountMinor} ${currency}`));
  if (values.size === 1) return certain[0]!;
  const sum = certain.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return certain.length > 2 ? (certain.find(({ amountMinor }) => amountMinor * 2 === sum) ?? null) : null;
}

/** An amount that is owed on one item alone names it. */
export function byAmount(claim: SettledClaim, items: readonly AccountItem[]): SettledClaim {
  const narrowed = narrowedBy(claim);
  if (narrowed !== null) return { ...claim, items: [narrowed] };
  if (claim.isNamed || claim.isWhole) return claim;
  const owed = ({ amountMinor, currency }: AmountSpan) =>
    items.filter((item) => Math.abs(item.openMinor) === amountMinor && item.currency === currency);
  const found = new Set(claim.amounts.map(owed).flatMap((fitting) => (fitting.length === 1 ? fitting : [])));
  if (found.size === 0) return claim;
  // *The other 412.35*
  return { ...claim, items: [...found], isOthers: false };
}

/** *The one of September (860.40)*: of several that a description fits, the one with the amount. */
function narrowedBy(claim: SettledClaim): AccountItem | null {
  const amount = oneAmount(claim.amounts);
  if (!claim.isDescribed || claim.items.length < 2 || amount === null) return null;
  const found = claim.items.filter(({ openMinor }) => openMinor === amount.amountMinor);
  return found.length === 1 ? found[0]! : null;
}
