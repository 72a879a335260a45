import { describe, expect, test } from 'vitest';
import { statusOf } from '../../api/plugins/errors.ts';
import { errorCodes } from '../../domain/errors.ts';
import { errors as english } from '../../web/src/lib/text/desk/errors/en.ts';
import { errors as french } from '../../web/src/lib/text/desk/errors/fr.ts';

describe('every refusal', () => {
  test.each(errorCodes)('%s has a status and a sentence in each language', (code) => {
    expect(statusOf(code)).toBeGreaterThanOrEqual(400);
    for (const sentences of [english, french]) expect(sentences[code]({}).length).toBeGreaterThan(10);
  });
});
