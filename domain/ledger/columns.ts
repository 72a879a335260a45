import type { ImportKind } from '../vocabulary.ts';
import { fieldsNamed, fieldsOf, plainHeader, requiredFields, type LedgerField } from './headers.ts';

export interface ColumnMapping {
  /** Field to index of the column. */
  columns: Partial<Record<LedgerField, number>>;
  ignored: string[];
  /** Required fields without a column, or with several that claim it: what the file may mean. */
  open: { field: LedgerField; candidates: string[] }[];
  /** Required fields that were recognised; a header row is found by it. */
  recognised: number;
}

/**
 * Which column is which field: what was declared or remembered first, then names in seven languages, strong ones
 * before weak ones. Two columns that claim a field equally strongly leave it open.
 */
export function mapColumns(
  kind: ImportKind,
  headers: string[],
  declared: Record<string, string> = {},
): ColumnMapping {
  const columns: Partial<Record<LedgerField, number>> = {};
  const taken = new Set<number>();
  const contested: { field: LedgerField; candidates: string[] }[] = [];
  const take = (field: LedgerField, index: number) => {
    columns[field] = index;
    taken.add(index);
  };
  for (const field of fieldsOf[kind]) {
    const header = declared[field];
    if (header === undefined) continue;
    const index = headers.findIndex((candidate) => plainHeader(candidate) === plainHeader(header));
    if (index !== -1) take(field, index);
  }
  for (const strength of ['strong', 'weak'] as const) {
    for (const field of fieldsOf[kind]) {
      if (columns[field] !== undefined || contested.some((open) => open.field === field)) continue;
      const claims = headers.flatMap((header, index) =>
        !taken.has(index) && claimsField(kind, header, field, strength) ? [index] : [],
      );
      const [only] = claims;
      if (only === undefined) continue;
      if (claims.length === 1) take(field, only);
      else contested.push({ field, candidates: claims.map((index) => headers[index] ?? '') });
    }
  }
  const missing = requiredFields[kind].filter((field) => columns[field] === undefined);
  return {
    columns,
    ignored: headers.filter((header, index) => !taken.has(index) && header.trim() !== ''),
    open: missing.map((field) => contested.find((open) => open.field === field) ?? { field, candidates: [] }),
    recognised: requiredFields[kind].length - missing.length,
  };
}

function claimsField(
  kind: ImportKind,
  header: string,
  field: LedgerField,
  strength: 'strong' | 'weak',
): boolean {
  return fieldsNamed(kind, header).some((claim) => claim.field === field && claim.strength === strength);
}

/** The mapping in the form in which it is remembered: field to header. */
export function mappingToRemember(mapping: ColumnMapping, headers: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping.columns).map(([field, index]) => [field, headers[index] ?? '']),
  );
}
