/** Whom a step of channel `internal_email` asks (I-4): addresses, the collector, or who stands in an attribute. */
import { parseEmailAddress } from '../contact/email-address.ts';

export type StepRecipient =
  { kind: 'address'; address: string } | { kind: 'collector' } | { kind: 'attribute'; name: string };

const attributePrefix = 'attribute:';

/** Undefined: neither an address nor one of the words. */
export function stepRecipient(text: string): StepRecipient | undefined {
  const written = text.trim();
  if (written === 'collector') return { kind: 'collector' };
  if (written.startsWith(attributePrefix)) {
    const name = written.slice(attributePrefix.length).trim();
    return name === '' ? undefined : { kind: 'attribute', name };
  }
  const parsed = parseEmailAddress(written);
  return parsed.ok ? { kind: 'address', address: parsed.value.address } : undefined;
}

export interface AddressSources {
  attributes: Record<string, string>;
  /** The collector, or the administrators where the customer has none. */
  collectors: readonly string[];
}

/**
 * The addresses that a step means for one customer, each once, not checked yet. An attribute that the customer does
 * not have names nobody.
 */
export function addressesOfStep(colleagues: readonly string[], sources: AddressSources): string[] {
  const addresses = colleagues.flatMap((written) => {
    const recipient = stepRecipient(written);
    switch (recipient?.kind) {
      case 'address':
        return [recipient.address];
      case 'collector':
        return sources.collectors;
      case 'attribute':
        return [sources.attributes[recipient.name]?.trim() ?? ''].filter((address) => address !== '');
      case undefined:
        return [];
    }
  });
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}
