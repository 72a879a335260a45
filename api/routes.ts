/** Every resource of the API, in the order of its documentation. */
import type { App, AppDeps } from './context.ts';
import { agendaRoutes } from './routes/agenda/index.ts';
import { customerRoutes } from './routes/customers/index.ts';
import { sessionRoutes } from './routes/session/index.ts';

const resources: ((app: App, deps: AppDeps) => void)[] = [sessionRoutes, agendaRoutes, customerRoutes];

export async function registerRoutes(app: App, deps: AppDeps): Promise<void> {
  await app.register(async (scope) => {
    for (const register of resources) register(scope as unknown as App, deps);
  });
}
