import type { Schemas } from '../../api/client.ts';

export type Statement = Schemas['PortalStatement'];
export type Item = Schemas['PortalItem'];
export type Comment = Schemas['PortalComment'];
export type Company = Schemas['PortalCompany'];
export type SentFile = Schemas['PortalFile'];
export type Sent = Schemas['PortalSubmitted'];
export type Transfer = Schemas['PortalTransfer'];
export type Offer = Schemas['PortalPaymentOffer'];

/** How an item is called where its number alone could mean two lines. */
export function itemName({ number, instalment }: Pick<Item, 'number' | 'instalment'>): string {
  return instalment > 0 ? `${number}/${instalment}` : number;
}
