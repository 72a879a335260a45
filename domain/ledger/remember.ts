import type { LedgerReading, LedgerWords } from '../model/ledger.ts';
import { fileEncodings } from '../vocabulary/imports.ts';
import { mappingToRemember } from './columns.ts';
import type { Profile } from './profile.ts';

interface ToRemember {
  declared: LedgerReading;
  remembered: LedgerReading;
  profile: Profile;
  /** How the file turned out to be encoded. */
  encoding: string | undefined;
}

/** Encodings that every file shows by itself; the others are worth remembering. */
const shownByFile: readonly string[] = fileEncodings.slice(0, 3);

/**
 * What the next file of the source is read with: what was answered and declared, what this file showed, and which
 * column was which. That rows with errors are left out is decided for each file anew.
 */
export function readingToRemember({ declared, remembered, profile, encoding }: ToRemember): LedgerReading {
  const { leaveOutErrors: _, delimiter: __, encoding: ___, columns, words, ...lasting } = declared;
  const known = fileEncodings.find((name) => name === encoding && !shownByFile.includes(name));
  const chosen = profile.resolved?.openAmount;
  return {
    ...remembered,
    ...profile.detected,
    ...lasting,
    // A column that a person chose stays chosen, also against the arithmetic of a later file.
    ...(columns?.['openAmount'] && chosen === 'column' ? { openAmount: chosen } : {}),
    ...(known === undefined ? {} : { encoding: known }),
    columns: {
      ...remembered.columns,
      ...mappingToRemember(profile.mapping, profile.headers),
      ...withoutColumn(columns),
    },
    ...(words === undefined && remembered.words === undefined
      ? {}
      : { words: joinWords(remembered.words, words) }),
  };
}

/** Answers by word are added to earlier ones, field by field. */
export function joinWords(before: LedgerWords = {}, added: LedgerWords = {}): LedgerWords {
  const joined: LedgerWords = { ...before };
  for (const [field, words] of Object.entries(added) as [keyof LedgerWords, Record<string, string>][]) {
    joined[field] = { ...joined[field], ...words };
  }
  return joined;
}

/** "No column is that" is an answer too. */
function withoutColumn(columns: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).filter(([, header]) => header === ''));
}
