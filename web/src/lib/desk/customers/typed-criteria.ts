/** What somebody typed into the filter of customers, as criteria. */
import type { Format } from '../../format.ts';
import { ageingBuckets, caseStates, searchedStatuses } from '../../vocabulary.ts';
import { readCriteria, tidy, type Criteria } from './criteria.ts';

export type TypedProblem = 'amount' | 'code' | 'attribute';

export type Typed = { ok: true; criteria: Criteria } | { ok: false; problems: Record<string, TypedProblem> };

const amounts = {
  balanceFrom: 'balanceFromMinor',
  balanceTo: 'balanceToMinor',
  overdueFrom: 'overdueFromMinor',
  overdueTo: 'overdueToMinor',
} as const;
const codes = { country: /^[A-Z]{2}$/, itemCurrency: /^[A-Z]{3}$/ };
const same = [
  'search',
  'collector',
  'scenario',
  'language',
  'daysLateFrom',
  'daysLateTo',
  'overdueOnly',
  'pages',
  'capture',
  'email',
  'excluded',
  'createdSince',
  'changedSince',
  'parent',
];

export function typedCriteria(
  form: FormData,
  entityCurrency: string,
  format: Pick<Format, 'readAmount'>,
): Typed {
  const search = new URLSearchParams();
  const problems: Record<string, TypedProblem> = {};
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const currency = text('currency').toUpperCase() || entityCurrency;
  if (!/^[A-Z]{3}$/.test(currency)) problems['currency'] = 'code';
  for (const name of same) for (const value of form.getAll(name)) search.append(name, String(value).trim());
  for (const [name, list] of Object.entries({
    caseState: caseStates,
    bucket: ageingBuckets,
    itemStatus: searchedStatuses,
  }))
    for (const value of list) if (form.getAll(name).includes(value)) search.append(name, value);
  for (const [name, key] of Object.entries(amounts)) {
    if (text(name) === '') continue;
    const minor = problems['currency'] === undefined ? format.readAmount(text(name), currency) : undefined;
    if (minor === undefined) problems[name] = 'amount';
    else search.set(key, String(minor));
  }
  for (const [name, pattern] of Object.entries(codes)) {
    for (const code of text(name)
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean)) {
      if (pattern.test(code)) search.append(name, code);
      else problems[name] = 'code';
    }
  }
  for (const pair of text('attribute')
    .split(/[;\n]/)
    .filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*([^=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (name === undefined) problems['attribute'] = 'attribute';
    else search.append('attribute', `${name}=${value}`);
  }
  search.set('currency', currency);
  return Object.keys(problems).length > 0
    ? { ok: false, problems }
    : { ok: true, criteria: tidy(readCriteria(search)) };
}
