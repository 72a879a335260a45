import { describe, expect, it } from 'vitest';
import { createFormat } from '../../format.ts';
import { withQuery } from '../../paths.ts';
import {
  criteriaChanges,
  criteriaQuery,
  isNarrowed,
  readCriteria,
  without,
  type Criteria,
} from './criteria.ts';
import { typedCriteria } from './typed-criteria.ts';

const full: Criteria = {
  search: 'Borel & Fils',
  collector: ['none', '018f0000-0000-7000-8000-000000000001'],
  caseState: ['active', 'paused'],
  country: ['FR', 'DE'],
  attribute: ['segment=a=b', 'region=north'],
  currency: 'USD',
  overdueFromMinor: 100_000,
  overdueOnly: true,
  daysLateFrom: 30,
  bucket: ['over_90'],
  itemStatus: ['held'],
  pages: false,
  createdSince: '2026-01-01',
  parent: 'HQ 1',
};

describe('criteria of customers', () => {
  it('A-7 stand in the address and come back from it', () => {
    const address = withQuery('/customers', criteriaChanges(full));
    expect(readCriteria(new URL(address, 'http://relance.test').searchParams)).toEqual(full);
    expect(criteriaQuery(full)).toMatchObject({ overdueOnly: 'true', pages: 'false', daysLateFrom: 30 });
  });

  it('A-7 misspelt parts of an address are left out', () => {
    const search = new URLSearchParams(
      'country=Germany&overdueFromMinor=1e9&bucket=x&pages=maybe&attribute=a&collector=me',
    );
    expect(readCriteria(search)).toEqual({});
    expect(isNarrowed(readCriteria(search))).toBe(false);
  });

  it('A-7 one value of a list is taken away, the currency with the last amount', () => {
    expect(without(full, 'country', 'FR').country).toEqual(['DE']);
    expect(without({ country: ['FR'] }, 'country', 'FR')).toEqual({});
    expect(without({ currency: 'USD', balanceToMinor: 1 }, 'balanceToMinor')).toEqual({});
  });

  it('A-7 what is typed becomes criteria, or says which field is wrong', () => {
    const form = new FormData();
    form.set('country', 'fr, de');
    form.set('overdueFrom', '1,000.50');
    form.set('attribute', ' segment = key accounts ; region=north');
    form.append('bucket', 'd1_30');
    form.set('pages', '');
    expect(typedCriteria(form, 'EUR', createFormat('en'))).toEqual({
      ok: true,
      criteria: {
        country: ['FR', 'DE'],
        currency: 'EUR',
        overdueFromMinor: 100_050,
        attribute: ['segment=key accounts', 'region=north'],
        bucket: ['d1_30'],
      },
    });
    form.set('country', 'France');
    form.set('overdueFrom', 'much');
    form.set('attribute', 'key');
    expect(typedCriteria(form, 'EUR', createFormat('en'))).toEqual({
      ok: false,
      problems: { country: 'code', overdueFrom: 'amount', attribute: 'attribute' },
    });
  });
});
