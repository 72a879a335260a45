/** What visitors of pages without account may upload; sent to the pages, enforced by `receiveFile` (I6, B11). */
const mib = 1024 * 1024;

export const uploadLimits = {
  maxFileBytes: 10 * mib,
  /** Of one link in 24 hours. */
  maxDayBytes: 50 * mib,
  /** Of one customer in 24 hours, over all links. */
  maxCustomerDayBytes: 200 * mib,
  /** Files of one link that wait to be sent with a comment. */
  maxWaiting: 40,
} as const;
