import { describe, expect, it } from 'vitest';
import { channels } from '../vocabulary/channels.ts';
import { channelsThat, traitsOf, usualTaskChannel } from './traits.ts';

describe('traits of channels', () => {
  it.each(channels)('L-1 I-4 what %s says of itself fits together', (channel) => {
    const { sentByUs, mayBeAutomatic, written, spoken, audience, countsAsContact } = traitsOf(channel);
    // Nothing leaves unattended that we do not send, and nothing is sent that says nothing.
    if (mayBeAutomatic) expect(sentByUs).toBe(true);
    if (sentByUs) expect(written).toBe(true);
    if (spoken) expect(written).toBe(false);
    // The customer has heard from us exactly where it is the customer who is reached.
    expect(countsAsContact).toBe(audience === 'customer');
  });

  it('A-6 the channels of a trait come in the order of the vocabulary', () => {
    expect(channelsThat(({ sentByUs }) => sentByUs)).toEqual(['email', 'letter', 'internal_email']);
    expect(channelsThat(({ byConnector }) => byConnector)).toEqual(['letter']);
    expect(channelsThat(({ written }) => written)).toEqual(['email', 'letter', 'internal_email']);
    expect(channelsThat(() => true)).toEqual([...channels]);
    expect(traitsOf(usualTaskChannel).spoken).toBe(true);
  });
});
