/** Works on all entries, at most `width` at the same time; results in the order of the entries. */
export async function inParallel<T, R>(
  entries: readonly T[],
  width: number,
  work: (entry: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < entries.length; index = next++)
      results[index] = await work(entries[index]!);
  };
  await Promise.all(Array.from({ length: Math.min(width, entries.length) }, lane));
  return results;
}
