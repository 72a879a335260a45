/** What a visitor may send and fetch; told to the page in `acts`, enforced by the routes. */
const mib = 1024 * 1024;

export const portalLimits = {
  maxFileBytes: 10 * mib,
  /** Of one link in 24 hours. */
  maxDayBytes: 50 * mib,
  /** Of one customer in 24 hours, over all links. */
  maxCustomerDayBytes: 200 * mib,
  maxDocuments: 500,
  maxDocumentBytes: 200 * mib,
} as const;
