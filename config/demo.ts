/** Password of the accounts of the demo company; it stands in README and must open nothing real. */
export const demoPassword = 'relance-demo';
