/** By whom the sandbox is used as Pingen. */
export const pingenSandboxAccount = {
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  organisationId: '5a4db0c5-0000-4000-8000-000000000002',
};
