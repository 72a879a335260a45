import { describe, expect, it } from 'vitest';
import { chargesToAdd, type AddedCharge } from './charges.ts';

const compensation = { amountMinor: 4_000, currency: 'EUR' };
const accrued = { interestMinor: 1_250, compensation };
const interest = (level: number, amountMinor: number): AddedCharge => ({
  charge: 'interest', level, amountMinor, currency: 'EUR',
}); // prettier-ignore
const once: AddedCharge = { charge: 'compensation', level: 1, amountMinor: 4_000, currency: 'EUR' };

describe('chargesToAdd', () => {
  it('M-1 the first level adds what has accrued, and the compensation', () => {
    expect(chargesToAdd({ level: 2, added: [], waived: [], accrued })).toEqual({
      interestMinor: 1_250,
      compensation,
    });
  });

  it('M-1 the same level adds nothing again', () => {
    const added = [interest(2, 1_000), once];
    expect(chargesToAdd({ level: 2, added, waived: [], accrued })).toEqual({
      interestMinor: 0,
      compensation: null,
    });
  });

  it('M-1 a later level adds what has accrued since, and no second compensation', () => {
    const added = [interest(2, 1_000), once];
    expect(chargesToAdd({ level: 3, added, waived: [], accrued })).toEqual({
      interestMinor: 250,
      compensation: null,
    });
  });

  it('M-1 what is waived is not added, and the other is', () => {
    expect(chargesToAdd({ level: 2, added: [], waived: ['interest'], accrued })).toEqual({
      interestMinor: 0,
      compensation,
    });
    expect(chargesToAdd({ level: 2, added: [], waived: ['compensation'], accrued })).toEqual({
      interestMinor: 1_250,
      compensation: null,
    });
  });

  it('M-1 a payment that was entered late takes nothing back that was added', () => {
    const added = [interest(2, 2_000)];
    expect(chargesToAdd({ level: 3, added, waived: [], accrued }).interestMinor).toBe(0);
  });
});
