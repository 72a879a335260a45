import type { ImportKind } from '../vocabulary/imports.ts';
import { fieldsOf, requiredFields, type LedgerField } from './fields.ts';
import { fieldsNamed, nameStrengths, plainHeader, type NameStrength } from './headers.ts';

export interface ColumnMapping {
  /** Field to index of the column. */
  columns: Partial<Record<LedgerField, number>>;
  /** How sure the name of the column is; `declared`: only a person's word says it. */
  strength: Partial<Record<LedgerField, NameStrength | 'declared'>>;
  ignored: string[];
  /** Required fields without a column, or with several that claim it: what the file may mean. */
  open: { field: LedgerField; candidates: string[] }[];
  /** Required fields that were recognised; a header row is found by it. */
  recognised: number;
}

/**
 * Which column is which field: what was declared or remembered first (an empty text: none is), then names in seven
 * languages, sure ones before strong and weak ones. Two columns that claim a field equally strongly leave it open.
 */
export function mapColumns(
  kind: ImportKind,
  headers: string[],
  declared: Record<string, string> = {},
): ColumnMapping {
  const columns: Partial<Record<LedgerField, number>> = {};
  const taken = new Set<number>();
  const strengths: ColumnMapping['strength'] = {};
  const contested: { field: LedgerField; candidates: string[] }[] = [];
  const take = (field: LedgerField, index: number, strength: NameStrength | 'declared') => {
    columns[field] = index;
    strengths[field] = strength;
    taken.add(index);
  };
  for (const field of fieldsOf[kind]) {
    const header = declared[field];
    if (header === undefined || header === '') continue;
    const index = headers.findIndex((candidate) => plainHeader(candidate) === plainHeader(header));
    if (index !== -1) take(field, index, nameStrength(kind, headers[index] ?? '', field) ?? 'declared');
  }
  for (const strength of nameStrengths) {
    for (const field of fieldsOf[kind]) {
      if (columns[field] !== undefined || declared[field] === '') continue;
      if (contested.some((open) => open.field === field)) continue;
      const claims = headers.flatMap((header, index) =>
        !taken.has(index) && claimsField(kind, header, field, strength) ? [index] : [],
      );
      const [only] = claims;
      if (only === undefined) continue;
      if (claims.length === 1) take(field, only, strength);
      else contested.push({ field, candidates: claims.map((index) => headers[index] ?? '') });
    }
  }
  const open = openFields(kind, columns, headers, contested);
  return {
    columns,
    strength: strengths,
    ignored: headers.filter((header, index) => !taken.has(index) && header.trim() !== ''),
    open,
    recognised: requiredFields[kind].length - open.length,
  };
}

/** Required fields that no column gives, and what they may be: the columns that claim them, or are near to them. */
export function openFields(
  kind: ImportKind,
  columns: ColumnMapping['columns'],
  headers: string[],
  contested: ColumnMapping['open'],
): ColumnMapping['open'] {
  return requiredFields[kind]
    .filter((field) => !isThere(field, columns))
    .map((field) => {
      const claimed = contested.find((open) => open.field === field && open.candidates.length > 0);
      const near = () => likelyColumns(field, columns).map((index) => headers[index] ?? '');
      return claimed ?? { field, candidates: near() };
    });
}

/** An open amount may also stand in two columns, one for each side, or be the amount less what is paid. */
function isThere(field: LedgerField, columns: ColumnMapping['columns']): boolean {
  if (columns[field] !== undefined) return true;
  if (field !== 'openAmount') return false;
  const { debitAmount, creditAmount, originalAmount, paidAmount } = columns;
  return (
    (debitAmount !== undefined && creditAmount !== undefined) ||
    (originalAmount !== undefined && paidAmount !== undefined)
  );
}

/** What a missing column may be: offered first, never taken by itself. */
function likelyColumns(field: LedgerField, columns: ColumnMapping['columns']): number[] {
  const near: Partial<Record<LedgerField, LedgerField[]>> = {
    openAmount: ['originalAmount'],
    customerNumber: ['customerName', 'contactName'],
  };
  return (near[field] ?? []).flatMap((other) => columns[other] ?? []);
}

function claimsField(kind: ImportKind, header: string, field: LedgerField, strength: NameStrength): boolean {
  return nameStrength(kind, header, field) === strength;
}

function nameStrength(kind: ImportKind, header: string, field: LedgerField): NameStrength | undefined {
  return fieldsNamed(kind, header).find((claim) => claim.field === field)?.strength;
}

/** The mapping in the form in which it is remembered: field to header. */
export function mappingToRemember(mapping: ColumnMapping, headers: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping.columns).map(([field, index]) => [field, headers[index] ?? '']),
  );
}
