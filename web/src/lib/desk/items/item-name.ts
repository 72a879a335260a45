/** How an item is called: its number, with the instalment where the document has several due lines. */
export function itemName({ number, instalment }: { number: string; instalment: number }): string {
  return instalment > 0 ? `${number}/${instalment}` : number;
}
