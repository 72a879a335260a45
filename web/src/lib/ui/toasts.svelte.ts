/**
 * Short messages about what just happened; read out politely, gone after a while, errors stay until closed. The while
 * stands still as long as somebody points at them or has the focus in them.
 */
export interface Toast {
  id: number;
  intent: 'success' | 'error' | 'info';
  text: string;
  detail?: string;
  /** What takes it back, on a button of the message. */
  action?: ToastAction;
}

export interface ToastAction {
  label: string;
  run: () => unknown;
  /** It can be done until then (ms since the epoch): the button counts down, and the message goes with it. */
  until?: number;
  /** What it is about, so that the message goes when the same is done elsewhere. */
  of?: string;
}

/** Long enough to read, think and reach the button. */
const shownMs = 6000;
const shownWithActionMs = 15_000;

let nextId = 1;
const shown = $state<Toast[]>([]);
/** Clocks of the messages that go by themselves. */
const clocks = new Map<number, { timer?: ReturnType<typeof setTimeout>; endsAt: number; leftMs: number }>();
let held = false;

export function toasts(): readonly Toast[] {
  return shown;
}

export function showToast(
  intent: Toast['intent'],
  text: string,
  detail?: string,
  action?: ToastAction,
): void {
  const toast: Toast = {
    id: nextId++,
    intent,
    text,
    ...(detail === undefined ? {} : { detail }),
    ...(action === undefined ? {} : { action }),
  };
  shown.push(toast);
  if (intent === 'error') return;
  const leftMs = shownFor(action);
  clocks.set(toast.id, { endsAt: Date.now() + leftMs, leftMs });
  // What can no longer be undone goes at its time, whoever looks at it.
  if (!held || action?.until !== undefined) start(toast.id);
}

function shownFor(action: ToastAction | undefined): number {
  if (action === undefined) return shownMs;
  return action.until === undefined ? shownWithActionMs : Math.max(0, action.until - Date.now());
}

function start(id: number): void {
  const clock = clocks.get(id);
  if (clock === undefined) return;
  clock.endsAt = Date.now() + clock.leftMs;
  clock.timer = setTimeout(() => closeToast(id), clock.leftMs);
}

/** Their clocks stand still, or go on. */
export function holdToasts(isHeld: boolean): void {
  if (held === isHeld) return;
  held = isHeld;
  for (const { id, action } of shown) {
    const clock = clocks.get(id);
    if (clock === undefined || action?.until !== undefined) continue;
    if (!isHeld) start(id);
    else {
      clearTimeout(clock.timer);
      clock.leftMs = Math.max(0, clock.endsAt - Date.now());
    }
  }
}

export function closeToast(id: number): void {
  clearTimeout(clocks.get(id)?.timer);
  clocks.delete(id);
  const index = shown.findIndex((toast) => toast.id === id);
  if (index >= 0) shown.splice(index, 1);
}

/** Takes away the messages that offer this: it was done elsewhere. */
export function closeOffers(of: string): void {
  for (const { id, action } of [...shown]) if (action?.of === of) closeToast(id);
}

/** Does what the newest message offers, as its button would; false: none offers anything. */
export function runNewestAction(): boolean {
  const toast = shown.findLast(({ action }) => action !== undefined);
  if (toast?.action === undefined) return false;
  closeToast(toast.id);
  void toast.action.run();
  return true;
}
