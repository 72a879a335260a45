/** A small part of an XML document: element names without their prefix, text, and the one attribute that banks use. */
export interface XmlNode {
  name: string;
  /** `Ccy` of an amount. */
  currency: string;
  text: string;
  children: XmlNode[];
}

/** The first element on a path such as `Acct/Id/IBAN`. */
export function at(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let found = node;
  for (const name of path.split('/')) found = found?.children.find((child) => child.name === name);
  return found;
}

/** Every element on a path. */
export function all(node: XmlNode | undefined, path: string): XmlNode[] {
  let found = node === undefined ? [] : [node];
  for (const name of path.split('/'))
    found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

export function textAt(node: XmlNode | undefined, path: string): string {
  return at(node, path)?.text.trim() ?? '';
}
