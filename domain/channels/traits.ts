/**
 * What is true of each channel: rules, agenda, gates and pages ask here instead of naming channels. A channel that is
 * added to the vocabulary must be described here, or nothing compiles.
 */
import { channels, type Channel } from '../vocabulary/channels.ts';
import type { TemplateAudience, TemplateForm } from '../vocabulary/scenarios.ts';

export interface ChannelTraits {
  /** The product sends it: once confirmed it leaves by itself. Otherwise a person carries it out and says so. */
  sentByUs: boolean;
  /** It may leave without anybody looking at it first. */
  mayBeAutomatic: boolean;
  /** It leaves only where a provider is connected that carries it; otherwise a person does it by hand. */
  byConnector: boolean;
  /** There is a text to look at, made from a template. */
  written: boolean;
  /** Two people talk: who completes it has reached somebody, unless they say otherwise. */
  spoken: boolean;
  /** Whose texts it may use, and whom it reaches. */
  audience: TemplateAudience;
  /** What it needs to know of the customer's contacts; null: nothing, or the person who does it finds the way. */
  contactAddress: 'email' | 'postal' | null;
  /** Counts for gaps and caps: the customer has heard from us. */
  countsAsContact: boolean;
}

const traits: Record<Channel, ChannelTraits> = {
  email: {
    sentByUs: true,
    mayBeAutomatic: true,
    byConnector: false,
    written: true,
    spoken: false,
    audience: 'customer',
    contactAddress: 'email',
    countsAsContact: true,
  },
  // By a provider where one is connected; otherwise printed and posted by hand.
  letter: {
    sentByUs: true,
    mayBeAutomatic: true,
    byConnector: true,
    written: true,
    spoken: false,
    audience: 'customer',
    contactAddress: 'postal',
    countsAsContact: true,
  },
  phone: {
    sentByUs: false,
    mayBeAutomatic: false,
    byConnector: false,
    written: false,
    spoken: true,
    audience: 'customer',
    contactAddress: null,
    countsAsContact: true,
  },
  // To colleagues: the customer hears nothing of it.
  internal_email: {
    sentByUs: true,
    mayBeAutomatic: true,
    byConnector: false,
    written: true,
    spoken: false,
    audience: 'colleague',
    contactAddress: null,
    countsAsContact: false,
  },
  manual: {
    sentByUs: false,
    mayBeAutomatic: false,
    byConnector: false,
    written: false,
    spoken: false,
    audience: 'customer',
    contactAddress: null,
    countsAsContact: true,
  },
};

export function traitsOf(channel: Channel): ChannelTraits {
  return traits[channel];
}

/** The channels of which a condition on their traits holds, in the order of the vocabulary. */
export function channelsThat(holds: (traits: ChannelTraits) => boolean): Channel[] {
  return channels.filter((channel) => holds(traits[channel]));
}

/** By which a person may write to a customer outside the scenario. */
export const writableChannels = channelsThat(({ sentByUs, audience }) => sentByUs && audience === 'customer');

/** What a text for the channel is laid out as. */
export function textFormOf(channel: Channel): TemplateForm {
  return traits[channel].contactAddress === 'postal' ? 'letter' : 'message';
}

/** What a task goes by where nobody says otherwise. */
export const usualTaskChannel = 'phone' satisfies Channel;
