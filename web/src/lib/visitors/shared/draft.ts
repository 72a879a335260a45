/** What was typed into a plain form that was refused. */
export interface Draft {
  /** Values by the name of their field. */
  fields: Record<string, string[]>;
  /** Codes of refusals with the field that each is about; null: none, or the code says it. */
  faults: { field: string | null; code: string }[];
  /** Files came with it: they have to be chosen again. */
  hadFiles: boolean;
}

export function typedIn(draft: Draft | null, name: string): string {
  return draft?.fields[name]?.[0] ?? '';
}
