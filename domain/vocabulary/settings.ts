/** Setting up a company and trying its connections. */

/** Steps of setting up a company, in their order. */
export const setUpSteps = [
  'account',
  'company',
  'sender',
  'terms',
  'users',
  'ledger',
  'scenario',
  'pages',
  'preview',
  'switch_on',
] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** What a first reminder lacks for its reader to answer: a collector who signs, the customer's page. */
export const previewRemarks = ['no_collector', 'no_page'] as const;
export type PreviewRemark = (typeof previewRemarks)[number];

/** `optional`: open, and nobody need do it. */
export const setUpStates = ['done', 'open', 'optional'] as const;
export type SetUpState = (typeof setUpStates)[number];

/** What can be tried from the settings. */
export const connectionKinds = ['mail', 'journal', 'documents'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** How far a trial came: the last step that was begun. */
export const connectionSteps = ['connect', 'sign_in', 'folder', 'request'] as const;
export type ConnectionStep = (typeof connectionSteps)[number];

/** How a connection is encrypted: from the first byte, by STARTTLS, by STARTTLS where offered, not at all. */
export const connectionSecurities = ['tls', 'starttls', 'starttls_if_offered', 'none'] as const;
export type ConnectionSecurity = (typeof connectionSecurities)[number];

/** What came of trying a connection. */
export const connectionResults = [
  'works', 'name_not_found', 'nobody_listens', 'timeout', 'not_verified', 'not_secure',
  'sign_in_refused', 'folder_missing', 'refused', 'cut', 'unclear',
] as const; // prettier-ignore
export type ConnectionResult = (typeof connectionResults)[number];
