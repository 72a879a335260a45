/** What a sentence sets against each other, in any language: pieces received and invoiced, prices agreed and charged, all and one. */
import type { Cue } from './cues.ts';
import type { AccountItem } from './types.ts';

interface Place {
  from: number;
  to: number;
}

const received =
  /receiv|\bgot\b|deliver|arriv|\bcame\b|\bkamen\b|venian|llegaron|habia|zaten|turned up|on site|actually|recus?\b|livr|en realite|erhalt|bekomm|geliefert|angekommen|vor ort|tatsachlich|lieferschein|recib|lleg|entreg|ricevut|consegn|bolla|ddt|effettiv|ontvang|geleverd|gekregen|otrzym|dostal|przysz|dostarcz|receb|cheg|geldi|teslim|aldik|primi|ajuns|dobil|stigl|isporuc|\bfick\b|\bfatt\b|leverera|届|納品|收到|送到|到货|到貨|实收/;
const invoiced =
  /invoic|bill|charg|order|factur|berechn|fakturier|abgerechnet|in rechnung|bestell|cobr|pedid|fattur|ordinat|addebit|gefactureerd|berekend|besteld|faktur|policz|nalicz|zamow|fatur|encomend|siparis|kesil|comand|naruc|naplac|fakturera|debitera|bestall|注文|請求|订|訂|開|开/;

const ordered =
  /(?<!\p{L})(?:ordered|command(?:e|es|ions|ons)|bestellt(?:en)?|pedimos|ordinat\p{L}*|besteld(?:en)?|zamowi\p{L}*|encomend\p{L}*|siparis ver\p{L}*|comandat|narucil\p{L}*|bestallde|bestallt)(?!\p{L})|注文し|订了|訂了/u;

/** *We got 8, you invoiced 10*: two numbers of pieces, one of them received, the other ordered or invoiced. */
export function countedTwice(text: string, facts: readonly Place[]): Cue[] {
  const isOrderedAndBilled = ordered.test(text) && billed.test(text);
  if (!isOrderedAndBilled && (!received.test(text) || !invoiced.test(text))) return [];
  const numbers = [
    ...without(text, facts).matchAll(
      /(?<![\p{L}\d.,/-])\d{1,4}(?![\d%]|[.,/-]\d|\s?(?:%|days|weeks|tage|jours|dias))/gu,
    ),
  ];
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined || first[0] === last[0]) return [];
  return [{ from: first.index, to: last.index + last[0].length, intent: 'dispute', reason: 'quantity' }];
}

const price =
  /(?<!\p{L})(?:prices?|rates?|unit cost|prix|tarifs?|taux|\p{L}{0,12}preise?s?|\p{L}{0,10}tarif|stundensatz|precios?|tarifas?|prezz[oi]|tariff[ae]|\p{L}{0,8}prijs|tarief|uurtarief|cen[aey]|stawk\p{L}|precos?|fiyat\p{L}*|pret\p{L}{0,3}|tarif\p{L}{0,3}|cijen\p{L}|\p{L}{0,8}pris(?:et)?|timpris)(?!\p{L})|単価|価格|单价|價格|价格|单價|單價/u;
const against =
  /(?<!\p{L})(?:instead of|rather than|should|agreed|quoted?|contract|not|but|au lieu|et non|convenus?|contre|devis|statt|vereinbart|und nicht|laut|angebot|en lugar|en vez|acordad\p{L}*|pactad\p{L}*|y no|eran?|anziche|invece|concordat\p{L}*|pattuit\p{L}*|e non|afgesproken|overeengekomen|in plaats|en niet|offerte|zamiast|uzgodnion\p{L}*|mial\p{L}*|a nie|wedlug|combinad\p{L}*|acordad\p{L}*|em vez|e nao|yerine|gerekirken|anlas\p{L}*|degil|in loc|convenit\p{L}*|stabilit\p{L}*|si nu|umjesto|ugovoren\p{L}*|dogovoren\p{L}*|a ne|istallet|i stallet|avtala\p{L}*|overenskomm\p{L}*|inte)(?!\p{L})|見積|契約|应为|應為|合同|约定|約定|本来|而不是/u;

/** A price that was offered or agreed, and the one on the invoice. */
const offered =
  /(?<!\p{L})(?:agreed|quoted?|quotation|convenus?|devis|vereinbart|angebot|angeboten|acordad\p{L}*|pactad\p{L}*|presupuest\p{L}*|concordat\p{L}*|pattuit\p{L}*|preventiv\p{L}*|afgesproken|overeengekomen|geoffreerd|offerte|uzgodnion\p{L}*|ofercie|combinad\p{L}*|orcament\p{L}*|teklif\p{L}*|anlas\p{L}*|convenit\p{L}*|ofert\p{L}*|ugovoren\p{L}*|dogovoren\p{L}*|ponud\p{L}*|avtalat|offert\p{L}*)(?!\p{L})|見積|报价|報價|合同价|合同價/u;
const billed =
  /(?<!\p{L})(?:billed|charged|invoiced?|factur\p{L}*|berechnet|fakturiert|in rechnung|cobr\p{L}*|fattur\p{L}*|addebitat\p{L}*|bereken\p{L}*|gefactureerd|faktur\p{L}*|policzon\p{L}*|obracunal\p{L}*|naplatil\p{L}*|fatura\p{L}*|fakturerat|debiterat)(?!\p{L})|請求|开票|开的|開的/u;

/** *12.40 apiece instead of 11.90*: two prices, one of them agreed. `facts` are places that are no prices. */
function pricedTwice(text: string, facts: readonly Place[]): Cue[] {
  const named = price.exec(text) ?? (billed.test(text) ? offered.exec(text) : null);
  if (named === null || !(against.test(text) || billed.test(text))) return [];
  const numbers = new Set(
    [
      ...without(text, facts).matchAll(
        /(?<![\p{Script=Latin}\d.,/-])\d{1,6}(?:[.,]\d{1,3})?(?![\d%]|\s?%)/gu,
      ),
    ].map(([number]) => number),
  );
  if (numbers.size < 2) return [];
  return [{ from: named.index, to: named.index + named[0].length, intent: 'dispute', reason: 'price' }];
}

const discount =
  /(?<!\p{L})(?:discounts?|rebates?|remises?|ristournes?|\p{L}{0,8}rabatt?\p{L}{0,3}|nachlass|descuentos?|rappel|scont[oi]|korting|upust\p{L}*|descontos?|iskonto\p{L}*|indirim\p{L}*|reducer\p{L}*|popust\p{L}*)(?!\p{L})|値引|割引|折扣|优惠|優惠/u;
const mismatch =
  /(?<!\p{L})(?:match|agree|tally|correspond\p{L}*|stimmt|stimmen|passt|weicht|coincid\p{L}*|cuadra|corrispond\p{L}*|quadra|klopt|komt niet overeen|wijkt|zgadza\p{L}*|odpowiada|confere|bate|uyusm\p{L}*|tutm\p{L}*|uymuyor|corespund\p{L}*|odgovara|slaze|stammer|overensstammer)(?!\p{L})|不符|不一致|異な|違|相違/u;
const lesser: ReadonlySet<string> = new Set(['quantity', 'missing_order', 'quality', 'other']);

/** Does not match, without saying in what. */
const vague = /niezgodn|nicht uberein|non conform|neconform|nu coresp|ne odgovar|stammer inte|overeen/;

/** Complaints in sentences about prices or discounts are about the price, whatever else their words may mean. */
export function aboutPrices(text: string, cues: Cue[], facts: readonly (Place & { kind: string })[]): void {
  const isOfPrice = discount.test(text) || (price.test(text) && mismatch.test(text));
  const twice = pricedTwice(
    text,
    facts.filter(({ kind }) => kind !== 'amount'),
  );
  const isQualityToo = isOfPrice && !discount.test(text);
  for (const [at, cue] of cues.entries()) {
    if (cue.intent !== 'dispute' || !lesser.has(cue.reason ?? '')) continue;
    if (cue.reason === 'quality' && !isQualityToo) continue;
    if (isOfPrice || (twice.length > 0 && cue.reason !== 'quality') || (twice.length > 0 && vague.test(text)))
      cues[at] = { ...cue, reason: 'price' };
  }
  if (cues.every(({ intent, reason }) => intent !== 'dispute' || reason === 'other')) cues.push(...twice);
}

function without(text: string, places: readonly Place[]): string {
  let rest = text;
  for (const { from, to } of places) rest = `${rest.slice(0, from)}${' '.repeat(to - from)}${rest.slice(to)}`;
  return rest;
}

const everything =
  /(?<![\p{L}])(?:all|everything|every|tout|tt|toutes|tous|totalite|alles|alle|samtliche\p{L}*|todo|todas?|todos|tutt[oaei]|alle|wszystk\p{L}*|calosc|tudo|tum|butun|hepsi\p{L}*|tot|toate|sve|svi|alla|allt|samtliga)(?![\p{L}])|すべて|全て|全部|所有|其余|其餘/u;
/** *Except* in front of an item; Turkish, Japanese and Chinese have it behind. */
const exceptBefore =
  /(?<![\p{L}])(?:except(?: for)?|but not|but|apart from|other than|excluding|bar|minus|sauf|hormis|excepte|a part|a l'exception d[eu]|ausser|bis auf|mit ausnahme (?:von|der)|ohne|excepto|salvo|menos|tranne|eccetto|salvo|a parte|behalve|uitgezonderd|op|oprocz|poza|z wyjatkiem|exceto|menos|tirando|cu exceptia|in afara de|mai putin|osim|utom|forutom|除了|除)(?:\s(?:for|the|invoice|inv|de|la|le|les|facture|der|die|das|von|rechnung|factura|fattura|quella|factuur|faktur\p{L}*|fatura|a|o|os|as|racun\p{L}*|number|no|nr|numero)\.?){0,3}\s{0,2}$/u;
const exceptBehind = /^(?:'?\p{L}{1,3})?\s(?:haric|disinda)|^(?:以外|を除|除外|之外|外)/u;

interface NamedItems extends Place {
  kind: 'items';
  items: AccountItem[];
}

/**
 * `All but F-4`: the others are meant; without a word for all of them it names nothing that is claimed of. Where
 * something is said of the one left out as well, it keeps its item and the word for all of them has the others.
 * Returns what is left out.
 */
export function excluded<Fact extends Place & { kind: string }>(
  text: string,
  facts: (Fact | NamedItems)[],
  cues: readonly Place[],
  items: readonly AccountItem[],
): AccountItem[] {
  const all = everything.exec(text);
  if (all === null) return [];
  for (const [at, fact] of facts.entries()) {
    if (fact.kind !== 'items') continue;
    const { items: left } = fact as NamedItems;
    const isLeftOut =
      exceptBefore.test(text.slice(Math.max(0, fact.from - 40), fact.from)) ||
      exceptBehind.test(text.slice(fact.to, fact.to + 12));
    const others = items.filter((item) => item.openMinor > 0 && !left.includes(item));
    if (!isLeftOut || others.length === 0) continue;
    const isTwo =
      all.index < fact.from &&
      cues.some(({ to }) => to <= fact.from) &&
      cues.some(({ from }) => from >= fact.to);
    const named = { kind: 'items' as const, items: others };
    if (isTwo) facts.push({ ...named, from: all.index, to: all.index + all[0].length });
    else facts[at] = { ...named, from: fact.from, to: fact.to };
    return left;
  }
  return [];
}
