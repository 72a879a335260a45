import { expect, test } from 'vitest';
import { Places } from './limits.ts';

test('B11 places are counted for each and for all, and given back once', () => {
  const places = new Places({ each: 2, all: 3, retryAfterSeconds: 7 });
  const refused = expect.objectContaining({ code: 'too_many_attempts', params: { retryAfterSeconds: 7 } });
  const back = places.take('ann');
  places.take('ann');
  expect(() => places.take('ann')).toThrow(refused);
  places.take('bob');
  expect(() => places.take('cem')).toThrow(refused);
  back();
  back();
  places.take('cem');
  expect(() => places.take('dan')).toThrow(refused);
});
