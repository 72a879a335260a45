/** Addresses of the pages without account. The base comes from the settings, never from a request (B8). */
import type { LinkKind } from '../vocabulary/visitors.ts';

const folders: Record<LinkKind, string> = { customer: 'p', internal: 'i', integration: 'r', letter: 'l' };

/** The customer's page. */
export function portalUrl(publicUrl: string, token: string): string {
  return linkUrl(publicUrl, 'customer', token);
}

/**
 * What may be printed where it is kept: it opens nothing, and offers to send the way to the customer's page to the
 * address that the link was made for.
 */
export function wayInUrl(publicUrl: string, linkId: string): string {
  return `${withoutSlash(publicUrl)}/${folders.customer}?way=${encodeURIComponent(linkId)}`;
}

/** The page of a colleague. */
export function internalUrl(publicUrl: string, token: string): string {
  return linkUrl(publicUrl, 'internal', token);
}

/** Shows one answer of a colleague with the button that integrates it. */
export function integrationUrl(publicUrl: string, token: string): string {
  return linkUrl(publicUrl, 'integration', token);
}

/** Where a tracked electronic letter is read, and signed for or refused. */
export function trackedLetterUrl(publicUrl: string, token: string): string {
  return linkUrl(publicUrl, 'letter', token);
}

/** The page of a letter, for a user of the entity. */
export function letterUrl(publicUrl: string, entityCode: string, letterId: string): string {
  return `${withoutSlash(publicUrl)}/e/${encodeURIComponent(entityCode)}/letters/${encodeURIComponent(letterId)}`;
}

/** Where a password is chosen. The token stands behind the `#`: it is sent to no server, logged and referred nowhere. */
export function accountUrl(publicUrl: string, token: string): string {
  return `${withoutSlash(publicUrl)}/account#${token}`;
}

/** The same page, opened at one item. */
export function itemUrl(pageUrl: string, itemId: string): string {
  return `${pageUrl}?item=${encodeURIComponent(itemId)}`;
}

/** The same page, opened where it is paid. */
export function paymentUrl(pageUrl: string): string {
  return `${pageUrl}#pay`;
}

/** The processing page of what a customer or colleague said, for a user of the entity. */
export function replyUrl(publicUrl: string, entityCode: string, commentId: string): string {
  return `${withoutSlash(publicUrl)}/e/${encodeURIComponent(entityCode)}/replies/${encodeURIComponent(commentId)}`;
}

function linkUrl(publicUrl: string, kind: LinkKind, token: string): string {
  return `${withoutSlash(publicUrl)}/${folders[kind]}/${token}`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
