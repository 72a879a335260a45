import { expect, test, vi } from 'vitest';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { ProviderError, type LetterProvider, type Price } from './provider.ts';
import { quoteOf } from './quote.ts';

const settings = letterConnectionSettings.parse({
  prices: { standard: { baseMinor: 130, extraSheetMinor: 10 } },
  duplex: false,
});
const options = {
  colour: false,
  duplex: false,
  envelope: 'auto',
  speed: 'standard',
  archiveYears: 3,
} as const;
const letter = { kind: 'standard', pages: 2, country: 'FR', options } as const;
const said = vi.fn<() => Promise<Price | null>>();
const withPrices = () => ({ quote: () => said() }) as unknown as LetterProvider;
const ask = (provider: LetterProvider) => quoteOf(provider, settings, letter);
const ofList = { minor: 140, currency: 'EUR', source: 'own_list' };

test('L-6 the price of the provider counts, asked once for letters that cost the same', async () => {
  said.mockReset().mockResolvedValue({ minor: 155, currency: 'EUR' });
  const provider = withPrices();
  const quote = { minor: 155, currency: 'EUR', source: 'provider', isSilent: false };
  expect(await ask(provider)).toEqual(quote);
  expect(await ask(provider)).toEqual(quote);
  expect(said).toHaveBeenCalledTimes(1);
});

test('L-6 a provider without prices has the own list, and nothing is called silent', async () => {
  expect(await ask({} as LetterProvider)).toEqual({ ...ofList, isSilent: false });
  expect(await quoteOf({} as LetterProvider, settings, { ...letter, kind: 'registered' })).toBeNull();
});

test('L-6 a provider that is away or slow has the own list stand in for it, said so', async () => {
  said.mockReset().mockRejectedValue(new ProviderError('unreachable', 'ECONNREFUSED'));
  expect(await ask(withPrices())).toEqual({ ...ofList, isSilent: true });
  vi.useFakeTimers();
  said.mockReset().mockReturnValue(new Promise(() => undefined));
  const slow = ask(withPrices());
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await slow).toEqual({ ...ofList, isSilent: true });
  vi.useRealTimers();
});
