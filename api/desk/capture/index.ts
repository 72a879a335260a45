/** Replies by mail: what came in, whose it is, the addresses that take it, and whether they work. */
import type { App, AppDeps } from '../../context.ts';
import { captureAddressRoutes } from './addresses.ts';
import { mailFilingRoutes } from './filing.ts';
import { inboundMailRoutes } from './mails.ts';
import { captureSettingsRoutes } from './settings.ts';

export function captureRoutes(app: App, deps: AppDeps): void {
  inboundMailRoutes(app, deps);
  mailFilingRoutes(app, deps);
  captureAddressRoutes(app, deps);
  captureSettingsRoutes(app, deps);
}
