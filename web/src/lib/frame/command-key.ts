/** How the keys of the search are written on the reader's keyboard; servers and unknown systems write Ctrl. */
export function searchKeys(platform: string | undefined): string {
  return /mac|iphone|ipad/i.test(platform ?? '') ? '⌘K' : 'Ctrl K';
}
