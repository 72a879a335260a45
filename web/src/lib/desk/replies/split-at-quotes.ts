/** Where the words that proposals rest on stand in what was written. */

export interface Quoted {
  id: string;
  /** In UTF-16 code units; null: it rests on no words. */
  quoteAt: { from: number; to: number } | null;
}

export interface QuotedPart {
  text: string;
  /** The proposals that rest on these words; empty: none does. */
  ids: string[];
}

/** The text in pieces; where two quotes overlap, the words that both rest on carry both. */
export function splitAtQuotes(text: string, quotes: readonly Quoted[]): QuotedPart[] {
  const within = (at: number) => Math.min(text.length, Math.max(0, at));
  const found = quotes.flatMap(({ id, quoteAt }) =>
    quoteAt === null ? [] : [{ id, from: within(quoteAt.from), to: within(quoteAt.to) }],
  );
  const bounds = [...new Set([0, text.length, ...found.flatMap(({ from, to }) => [from, to])])].sort(
    (one, other) => one - other,
  );
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index]!;
    const ids = found.filter((one) => one.from <= from && to <= one.to).map(({ id }) => id);
    return { text: text.slice(from, to), ids };
  });
}
