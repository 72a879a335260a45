import { describe, expect, it } from 'vitest';
import { documentFromHtml } from '../document/from-template.ts';
import { resolve, type ResolveOptions } from '../document/resolve.ts';
import { documentText } from '../document/write-text.ts';
import { missingPolicies } from '../vocabulary/documents.ts';
import { checkMissing, type MissingRules } from './missing.ts';
import { tagDefinition, tagNames } from './tags.ts';

function said(html: string, rules: MissingRules, values: object = {}): string {
  const body = documentFromHtml(html);
  if (!body.ok) throw new Error(body.code);
  const options: ResolveOptions = { language: 'en', audience: 'customer', ...rules };
  const resolved = resolve<{ text: string }>(body.value, values, options);
  return resolved.ok ? documentText(resolved.value, (part) => part.text) : resolved.code;
}

describe('E-1 where a value is missing, the text follows its own rule before that of the tag', () => {
  const html = '<p>Above</p><p>Due since #oldest_due_date.</p>';

  it('E-1 each of the three rules does what it says', () => {
    expect(said(html, {})).toBe('tag_value_missing');
    expect(said(html, { missing: { oldest_due_date: 'block' } })).toBe('tag_value_missing');
    expect(said(html, { missing: { oldest_due_date: 'hide' } })).toBe('Above');
    const placeholders = { oldest_due_date: ' some time ' };
    expect(said(html, { missing: { oldest_due_date: 'placeholder' }, placeholders })).toBe(
      'Above\n\nDue since some time.',
    );
  });

  it('E-1 what is said instead may differ from what the tag says, and is not read as a tag', () => {
    const rules: MissingRules = { placeholders: { contact_name: '#total_due <b>' } };
    expect(said('<p>Dear #contact_name</p>', {})).toBe('Dear Sir or Madam');
    expect(said('<p>Dear #contact_name</p>', rules)).toBe('Dear #total_due <b>');
    expect(said('<p>Dear #contact_name</p>', rules, { contact_name: 'Ada' })).toBe('Dear Ada');
  });

  it('E-1 something is to be said wherever something is said instead', () => {
    for (const name of tagNames) {
      for (const policy of missingPolicies) {
        const needs = policy === 'placeholder' && tagDefinition(name).placeholder === undefined;
        const missing = { [name]: policy };
        expect([name, policy, checkMissing({ missing }).ok]).toEqual([name, policy, !needs]);
        expect(checkMissing({ missing, placeholders: { [name]: 'x' } }).ok).toBe(true);
      }
    }
    expect(
      checkMissing({ missing: { total_due: 'placeholder' }, placeholders: { total_due: ' ' } }),
    ).toMatchObject({
      code: 'template_invalid',
      params: { reason: 'no_placeholder', tag: '#total_due' },
    });
  });
});
