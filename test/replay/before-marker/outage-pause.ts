/** As it was before the marker `outage-pause-ends-with-fact`: nobody ends the pause. */
import { sleep } from '@temporalio/workflow';

export async function pauseAfterOutage(): Promise<void> {
  await sleep(60_000);
}
