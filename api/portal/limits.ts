/** What a visitor may fetch at once; sent to the page in `acts`, enforced by the routes. */
export const documentLimits = {
  maxDocuments: 500,
  maxDocumentBytes: 200 * 1024 * 1024,
} as const;
