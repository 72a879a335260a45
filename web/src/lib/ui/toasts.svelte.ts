/** Short messages about what just happened; read out politely, gone after a while, errors stay until closed. */
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
}

/** Long enough to read, think and reach the button. */
const shownMs = 6000;
const shownWithActionMs = 15_000;

let nextId = 1;
const shown = $state<Toast[]>([]);

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
  if (intent !== 'error') {
    setTimeout(() => closeToast(toast.id), shownFor(action));
  }
}

function shownFor(action: ToastAction | undefined): number {
  if (action === undefined) return shownMs;
  return action.until === undefined ? shownWithActionMs : Math.max(0, action.until - Date.now());
}

export function closeToast(id: number): void {
  const index = shown.findIndex((toast) => toast.id === id);
  if (index >= 0) shown.splice(index, 1);
}
