/** The name of an attribute of customers, as people read it: `salesManager` and `sales_manager` are "Sales manager". */
export function attributeLabel(name: string): string {
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(
      /(\p{Ll})(\p{Lu})(?=\p{Ll})/gu,
      (_all, end: string, start: string) => `${end} ${start.toLowerCase()}`,
    )
    .trim();
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1);
}
