/**
 * One message that a person wrote outside the scenario, from the click to the last acknowledgement: it waits as long as
 * it can be taken back, and while its carrier is away. It knows no rule and no channel; it asks (`deliverAction`),
 * waits until the time of the answer, and asks again.
 */
import {
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { deliverBy } from './lib/activities.ts';
import { actionAsked, type ActionStart, type ActionStep } from './messages/action-delivery.ts';

/** After an outage that outlasted the retries of an activity. */
const outagePauseMs = 60_000;
const shortestWaitMs = 1_000;

export async function actionDelivery(start: ActionStart): Promise<void> {
  const { customerId, actionId, channel } = start;
  let asked = false;
  setHandler(actionAsked, () => {
    asked = true;
  });
  const deliver = deliverBy(channel);
  const ask = async (): Promise<ActionStep> => {
    try {
      return await deliver.deliverAction({ customerId, actionId, now: Date.now() });
    } catch (error) {
      if (isCancellation(error)) throw error;
      return { state: 'waiting', at: Date.now() + outagePauseMs };
    }
  };
  for (;;) {
    asked = false;
    const step = await ask();
    if (asked) continue;
    if (step.state === 'done') return;
    setCurrentDetails(step.state === 'unknown' ? 'Unknown whether it left.' : 'Waits to be sent.');
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof actionDelivery>(start);
    await condition(() => asked, Math.max(step.at - Date.now(), shortestWaitMs));
  }
}
