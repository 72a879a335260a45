/** What was typed, for LIKE and ILIKE: its `%`, `_` and `\` mean themselves. */
export function literal(typed: string): string {
  return typed.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** The same, wherever it stands. */
export function containing(typed: string): string {
  return `%${literal(typed)}%`;
}
