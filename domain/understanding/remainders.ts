/** Words for what is left of one item, in any language. */

/** Half of an amount is no written amount, but what is left of it is of the same item. */
export const halves =
  /(?<![\p{L}])(?:half|moitie|halfte|haelfte|mitad|meta|helft|polow\p{L}*|metade|halften|yari\p{L}*|jumatate\p{L}*|polovic\p{L}*|50 ?%)(?![\p{L}])|半分|半額|一半/u;

/** *The difference*: of the item that was spoken of, never of others. */
export const remainder =
  /(?<!\p{L})(?:difference|differenza|differenz|diferencia|diferenca|verschil|roznic\p{L}*|fark\p{L}*|diferenta|razlik\p{L}*|mellanskillnad\p{L}*)(?!\p{L})|差額|差额/u;
