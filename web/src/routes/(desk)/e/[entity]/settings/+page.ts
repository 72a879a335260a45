import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf } from '#lib/desk/shared/query.ts';
import { auditFilter } from '#lib/desk/settings/audit-filter.ts';
import { settingsTabs } from '#lib/desk/settings/tabs.ts';
import { readUnderstanding } from '#lib/desk/understanding/read.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends('relance:settings');
  const { entity, me } = await parent();
  const api = apiClient(fetch, url.origin);
  const params = { path: { entityId: entity.id } };
  const tab = oneOf(url.searchParams, 'tab', settingsTabs) ?? 'company';
  const isConnections = tab === 'connections' && me.may.administer;
  const [
    settings,
    rates,
    statuses,
    users,
    health,
    scenarios,
    audit,
    setUp,
    connections,
    incoming,
    understanding,
    looksAfter,
  ] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/settings', { params }), url),
    tab === 'interest' ? ask(api.GET('/api/entities/{entityId}/interest/rates', { params }), url) : null,
    tab === 'statuses' ? readStatuses(api, entity.id, url) : null,
    (tab === 'users' || tab === 'log') && me.may.administer
      ? ask(api.GET('/api/entities/{entityId}/users', { params }), url)
      : null,
    tab === 'health' || isConnections
      ? ask(api.GET('/api/entities/{entityId}/health', { params }), url)
      : null,
    tab === 'company' ? ask(api.GET('/api/entities/{entityId}/scenarios', { params }), url) : null,
    tab === 'log' && me.may.administer ? readAudit(api, entity.id, url) : null,
    tab === 'sending' && me.may.administer
      ? ask(api.GET('/api/entities/{entityId}/set-up', { params }), url)
      : null,
    isConnections ? readConnections(api, entity.id, url) : noConnections,
    tab === 'incoming' && me.may.administer ? readIncoming(api, entity.id, url) : null,
    tab === 'understanding' && me.may.administer ? readUnderstanding(api, entity, url) : null,
    tab === 'health' && me.may.administer ? readOperations(api, entity.id, url) : null,
  ]);
  return {
    tab,
    form: url.searchParams.get('form'),
    settings,
    rates,
    statuses: statuses?.rows ?? null,
    users: users?.rows ?? null,
    health,
    ...connections,
    scenarios: scenarios?.rows ?? [],
    audit,
    testMail: setUp?.testMail ?? null,
    capture: incoming?.capture ?? null,
    senderRules: incoming?.rules ?? [],
    understanding,
    looksAfter,
  };
};

type Api = ReturnType<typeof apiClient>;

const noConnections = { connections: null, letters: [], payments: [] };

/** Mail, journal and documents; providers of letters; connectors of payments. */
async function readConnections(api: Api, entityId: string, url: URL) {
  const params = { path: { entityId } };
  const [connections, letters, payments] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/connections', { params }), url),
    ask(api.GET('/api/entities/{entityId}/letter-connections', { params }), url),
    ask(api.GET('/api/entities/{entityId}/payment-connections', { params }), url),
  ]);
  return { connections: connections.rows, letters: letters.rows, payments: payments.rows };
}

function readStatuses(api: Api, entityId: string, url: URL) {
  const params = { path: { entityId }, query: { archived: 'true' as const } };
  return ask(api.GET('/api/entities/{entityId}/item-statuses', { params }), url);
}

function readAudit(api: Api, entityId: string, url: URL) {
  const params = { path: { entityId }, query: auditFilter(url) };
  return ask(api.GET('/api/entities/{entityId}/audit', { params }), url);
}

async function readIncoming(api: Api, entityId: string, url: URL) {
  const params = { path: { entityId } };
  const [capture, { rows }] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/capture-settings', { params }), url),
    ask(api.GET('/api/entities/{entityId}/sender-rules', { params }), url),
  ]);
  return { capture, rules: rows };
}

async function readOperations(api: Api, entityId: string, url: URL) {
  const params = { path: { entityId } };
  const [operations, { rows }] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/operations', { params }), url),
    ask(api.GET('/api/entities/{entityId}/rebuilds', { params }), url),
  ]);
  return { operations, rebuilds: rows };
}
