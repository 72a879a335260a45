/** Links, and the pages they open for customers and colleagues. */

/** What a link opens: the customer's page, the internal page of a colleague, one comment's integration, or one letter. */
export const linkKinds = ['customer', 'internal', 'integration', 'letter'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Who seems to have opened a link: mail scanners open many, a person moves and types. */
export const viewVerdicts = ['unknown', 'scanner', 'person'] as const;
export type ViewVerdict = (typeof viewVerdicts)[number];

export const portalCodeRules = ['never', 'acts'] as const;
export type PortalCodeRule = (typeof portalCodeRules)[number];

/** What a customer reads about an item on the page; never more than was agreed with the customer. */
export const portalItemStates = ['none', 'received', 'promised', 'disputed', 'ongoing', 'paying'] as const;
export type PortalItemState = (typeof portalItemStates)[number];

/** What the transfer on the customer's page pays; `rest`: all that was not answered, `nothing`: nothing is asked for. */
export const paymentCovers = ['chosen', 'overdue', 'promised', 'open', 'rest', 'nothing'] as const;
export type PaymentCover = (typeof paymentCovers)[number];

/** How far a customer's comment has come, as the customer sees it. */
export const portalCommentStates = ['received', 'answered', 'accepted', 'closed'] as const;
export type PortalCommentState = (typeof portalCommentStates)[number];

/** By what the statement of the customer's page is put in order. */
export const statementSorts = [
  'dueOn',
  'issuedOn',
  'number',
  'type',
  'openAmount',
  'originalAmount',
  'daysOverdue',
  'status',
  'purchaseOrder',
] as const;
export type StatementSort = (typeof statementSorts)[number];

export const sortDirections = ['ascending', 'descending'] as const;
export type SortDirection = (typeof sortDirections)[number];
