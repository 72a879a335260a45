/**
 * What two copies of one mail have in common, whichever ways they came by: servers on the way add headers and fold them
 * anew, and leave what the writer's program made.
 */

/** Headers that the writer's program makes and nobody changes. */
const written = ['message-id', 'date', 'from', 'subject'] as const;
const mostHeaderBytes = 256 * 1024;

export interface MailIdentity {
  /** Each header on a line, without folds; empty where the mail has none. */
  headers: string;
  /** Where the body begins. */
  bodyAt: number;
}

export function mailIdentity(raw: Uint8Array): MailIdentity {
  // Bytes as characters: nothing is decoded, so that nothing can be decoded differently.
  const head = new TextDecoder('latin1').decode(raw.subarray(0, mostHeaderBytes));
  const end = /\r?\n\r?\n/.exec(head);
  const lines = (end === null ? head : head.slice(0, end.index))
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers = written.map((name) => {
    const line = lines.find((one) => one.slice(0, name.length + 1).toLowerCase() === `${name}:`);
    return line === undefined
      ? ''
      : line
          .slice(name.length + 1)
          .replaceAll(/\s+/g, ' ')
          .trim();
  });
  return { headers: headers.join('\n'), bodyAt: end === null ? head.length : end.index + end[0].length };
}
