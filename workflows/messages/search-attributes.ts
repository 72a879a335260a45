import { defineSearchAttributeKey } from '@temporalio/common';

/** Registered by code at boot on every backend; compared by type. No personal data in any of them. */
export const searchAttributes = {
  entity: defineSearchAttributeKey('RelanceEntity', 'KEYWORD'),
  stage: defineSearchAttributeKey('RelanceStage', 'KEYWORD'),
  nextActionAt: defineSearchAttributeKey('RelanceNextActionAt', 'DATETIME'),
  needsPerson: defineSearchAttributeKey('RelanceNeedsPerson', 'BOOL'),
} as const;

/** Those that a server does not have; it keeps types as numbers, which are not compared here. */
export function missingSearchAttributes(existing: Readonly<Record<string, unknown>>): string[] {
  return Object.values(searchAttributes)
    .map(({ name }) => name)
    .filter((name) => existing[name] === undefined);
}
