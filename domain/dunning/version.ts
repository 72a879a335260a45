/** Raised whenever the same input may give another decision; stored with every decision record (S-16). */
export const engineVersion = 2;
