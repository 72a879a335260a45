/**
 * Remembers the answers of a pure function for the texts it was given last. The same value of a file is looked at
 * several times (in each reading, and once more when its row is read), and dates and words repeat from row to row.
 */
export function remembering<T>(
  answer: (text: string, variant: string) => T,
): (text: string, variant?: string) => T {
  const known = new Map<string, T>();
  return (text, variant = '') => {
    const key = `${variant}|${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(text, variant);
    if (known.size >= kept) known.clear();
    known.set(key, found);
    return found;
  };
}

const kept = 2_000;
