/** Which messages of ours a note of a server is about: those that it gives back, whole, by their headers, or in words. */
import { headersOf, isMessage, partsOfMessage, type MailPart } from './mail-part.ts';
import { ownMarkHeader } from './machine-marks.ts';

export interface Returned {
  /** Message-IDs with angle brackets. */
  messages: string[];
  /** What messages of Relance carry besides, for servers that change the Message-ID. */
  marks: string[];
}

const most = 20;
const textRead = 100_000;

export function returnedMessages(mail: MailPart): Returned {
  const texts: string[] = [];
  for (const part of partsOfMessage(mail)) {
    if (isMessage(part)) {
      const original = part.parts[0];
      if (original !== undefined) texts.push(headerLines(original));
    }
    // Of a plain note the original stands below the words of the server.
    if (part !== mail || part.text !== null) texts.push((part.text ?? '').slice(0, textRead));
  }
  const all = texts.join('\n').replaceAll(/\r?\n[ \t]+/g, ' ');
  return {
    messages: found(all, /^[>\s]*(?:message-id|original-message-id)\s*:\s*(<[^<>\s]{1,500}>)/gim),
    marks: found(all, new RegExp(`^[>\\s]*${ownMarkHeader}\\s*:\\s*([a-z2-7]{10,64})\\s*$`, 'gim')),
  };
}

function headerLines(part: MailPart): string {
  return ['message-id', ownMarkHeader.toLowerCase()]
    .flatMap((name) => headersOf(part, name).map((value) => `${name}: ${value}`))
    .join('\n');
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].slice(0, most);
}
