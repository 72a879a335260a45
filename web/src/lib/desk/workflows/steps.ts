/** What a workflow did, in words, with the icon of each line. */
import Bell from '@lucide/svelte/icons/bell';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Flag from '@lucide/svelte/icons/flag';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Play from '@lucide/svelte/icons/play';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Route from '@lucide/svelte/icons/route';
import Send from '@lucide/svelte/icons/send';
import type { Component } from 'svelte';
import type { Schemas } from '../../api/client.ts';
import type { Text } from '../../text/desk/context.ts';
import { historyBadges } from '../history/history-kinds.ts';
import type { Meaning } from '../shared/states.ts';

type Row = Schemas['WorkflowTimeline']['rows'][number];
type Step = Schemas['WorkflowStep'];
type Icon = Component<{ size?: number; 'aria-hidden'?: 'true' }>;

const icons: Record<Step['kind'], Icon> = {
  run_started: Play,
  signalled: Bell,
  evaluated: RefreshCw,
  waited: Hourglass,
  called: Send,
  code_failed: CircleAlert,
  run_ended: Flag,
};

export function keyOf({ step, event, decision }: Row): string {
  if (event) return `event/${event.id}`;
  return decision ? `decision/${decision.id}` : `step/${step?.runId}/${step?.eventId}`;
}

export function badgeOf({ step, event }: Row): readonly [Icon, Meaning] {
  if (event) return historyBadges[event.kind];
  if (!step) return [Route, 'blue'];
  return [icons[step.kind], failed(step) ? 'red' : 'neutral'];
}

function failed({ end, name }: Step): boolean {
  return end === 'failed' || end === 'timed_out' || name === 'failed';
}

/** @param when writes an instant */
export function stepSentence(
  t: Text,
  step: Step,
  when: (at: string) => string,
): { title: string; text: string; failure: string | null } {
  const words = t.workflows;
  const isFailure = failed(step) || step.attempts > 1;
  return { title: titleOf(t, step), text: textOf(), failure: isFailure ? step.detail : null };

  function textOf(): string {
    switch (step.kind) {
      case 'waited':
        return parts(step.until && words.until(when(step.until)), ended());
      case 'called':
        return parts(
          words.activities[step.name ?? ''] ?? step.name,
          step.attempts > 1 && words.tries(step.attempts),
          ended(),
        );
      case 'evaluated':
        return step.until === null || step.end === 'failed' ? '' : words.until(when(step.until));
      case 'run_ended':
        return parts(
          words.statuses[step.name as keyof typeof words.statuses] ?? step.name,
          step.name === 'failed' ? null : step.detail,
        );
      case 'run_started':
      case 'signalled':
      case 'code_failed':
        return '';
    }
  }

  function ended(): string {
    return step.end === null || step.endedAt === null
      ? words.ends.open
      : words.ends[step.end](when(step.endedAt));
  }
}

function titleOf(t: Text, { kind, end, detail }: Step): string {
  const words = t.workflows.steps;
  if (kind === 'evaluated' && end === 'failed') return words.evaluationFailed;
  if (kind === 'run_started' && detail !== null) return words.continued;
  return words[kind];
}

function parts(...texts: (string | null | false)[]): string {
  return texts.filter(Boolean).join(' · ');
}
