/**
 * Text that a database and every other reader can hold: without NUL, which PostgreSQL refuses in text and in JSON,
 * and without halves of surrogate pairs, which no encoding of Unicode has. Doors refuse such text, because nobody
 * writes it on purpose; what is read out of files and mails is mended, because their sender is not there to ask.
 */

/** Whether it can be stored as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Without NUL, and U+FFFD for what is half a character. */
export function storable(text: string): string {
  return isStorable(text) ? text : text.replaceAll('\0', '').toWellFormed();
}

/** Far deeper than anything that is asked for; readers that follow a value in turn would run out of stack. */
const deepest = 64;

/**
 * Where in a value of JSON something stands that cannot be stored: `lines.0.note`; undefined when there is nothing.
 * That is text, names of fields included (some records have free ones), and anything that lies deeper than anybody reads.
 */
export function unstorablePath(value: unknown, path = '', depth = 0): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path;
  if (value === null || typeof value !== 'object') return undefined;
  if (depth >= deepest) return path;
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? storable(name) : `${path}.${storable(name)}`;
    const found = isStorable(name) ? unstorablePath(inner, at, depth + 1) : at;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same for all text in a value of JSON: names, texts, lists. Other values stay as they are. */
export function storableValue<T>(value: T): T {
  if (unstorablePath(value) === undefined) return value;
  if (typeof value === 'string') return storable(value) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => storableValue(inner)) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [storable(name), storableValue<unknown>(inner)]),
  ) as T;
}
