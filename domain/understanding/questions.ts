/** Where a question begins in a sentence that says something before it asks. */

const asking =
  'can|could|may i|would|will you|what|why|when|which|how|podr\\p{L}*|pued\\p{L}*|podeis|me pod\\p{L}*|nos pod\\p{L}*|que|cual|por que|konn\\p{L}*|koenn\\p{L}*|kann\\p{L}*|durf\\p{L}*|was|wann|warum|wieso|peu\\p{L}*|pourr\\p{L}*|pouv\\p{L}*|est-ce|quel\\p{L}*|pourquoi|possiamo|posso|potr\\p{L}*|puo|potete|mi puo|mi pot\\p{L}*|cosa|quando|perche|kun\\p{L}*|mag|zou\\p{L}*|wat|waarom|wanneer|czy|moz\\p{L}*|dlaczego|kiedy|pode\\p{L}*|qual|putem|puteti|se poate|ce|cand|de ce|mozete|mozes|mogu|sto|kada|zasto|kan|skulle|vad|nar|varfor|neden|acaba';
const start = new RegExp(
  `(?:[,;]|\\s-|(?<!\\p{L})(?:and|und|et|y|e|ed|en|i|oraz|si|och|ve|but|aber|mais|pero|ma|maar|ale|mas|dar|ali|men|ama|also|ausserdem))\\s{1,2}(?=(?:also |auch |anche |tambien |aussi |ook |tez |tambem |please )?(?:${asking})(?!\\p{L}))`,
  'gu',
);

interface Place {
  from: number;
  to: number;
  kind: string;
}

/** The place; none where the whole sentence asks, or what stands before claims nothing. */
export function questionFrom(text: string, entities: readonly Place[]): number[] {
  const places = [...text.matchAll(start)].map((match) => match.index);
  const at = places.findLast((place) =>
    entities.every((entity) => entity.kind === 'cue' || entity.to <= place || entity.from >= place),
  );
  return at !== undefined && entities.some(({ kind, to }) => kind === 'cue' && to <= at) ? [at] : [];
}
