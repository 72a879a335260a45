/** One click for what customers get whom no rule names, and for those already there. */
import { answer, apiClient, type Problem, type Schemas } from '../../api/client.ts';

/** The rule keeps everything else that it gives. Undefined when it worked. */
export async function changeDefaultRule(
  entityId: string,
  { name, ...given }: { name: string; interactivePages?: true; collectorId?: string },
): Promise<Problem | undefined> {
  const client = apiClient();
  const params = { path: { entityId } };
  const rules = await answer(client.GET('/api/entities/{entityId}/assignment-rules', { params }));
  if (!rules.ok) return rules.problem;
  const before = rules.data.rows.find(({ isDefault }) => isDefault);
  const body: Schemas['WriteDefaultRuleInput'] = {
    name: before?.name ?? name,
    interactivePages: before?.interactivePages ?? null,
    replyCapture: before?.replyCapture ?? null,
    scenarioId: before?.scenarioId ?? null,
    collectorId: before?.collectorId ?? null,
    minimumAmountMinor: before?.minimumAmountMinor ?? null,
    ...given,
    enabled: true,
  };
  const saved = await answer(
    client.PUT('/api/entities/{entityId}/assignment-rules/default', { params, body }),
  );
  if (!saved.ok) return saved.problem;
  const run = {
    key: crypto.randomUUID(),
    act: { kind: 'apply_rules' as const, includeSetByHand: false },
    selection: { criteria: {}, exceptIds: [] },
  };
  const started = await answer(client.POST('/api/entities/{entityId}/bulk-runs', { params, body: run }));
  return started.ok ? undefined : started.problem;
}
