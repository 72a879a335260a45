/** Row errors that are kept with an import; the rest is counted. */
export const importMaxErrors = 1_000;
