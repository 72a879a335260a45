import { expect, it } from 'vitest';
import { shortened } from './audit-values.ts';

const start = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';

it('X-1 a long text is shown where it differs, a short one whole', () => {
  expect(shortened('Dear all', 'Dear you')).toEqual(['Dear all', 'Dear you']);
  expect(shortened(`${start} old ${start}`, `${start} new ${start}`)).toEqual([
    '… twelve thirteen fourteen fifteen old one two three four …',
    '… twelve thirteen fourteen fifteen new one two three four …',
  ]);
  expect(shortened(start, `${start} more`)).toEqual([
    '… eleven twelve thirteen fourteen fifteen',
    '… eleven twelve thirteen fourteen fifteen more',
  ]);
  expect(shortened('', start)).toEqual(['', start]);
});
