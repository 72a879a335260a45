/** Short messages about what just happened; read out politely, gone after a while, errors stay until closed. */
export interface Toast {
  id: number;
  intent: 'success' | 'error' | 'info';
  text: string;
  detail?: string;
}

let nextId = 1;
const shown = $state<Toast[]>([]);

export function toasts(): readonly Toast[] {
  return shown;
}

export function showToast(intent: Toast['intent'], text: string, detail?: string): void {
  const toast = { id: nextId++, intent, text, ...(detail === undefined ? {} : { detail }) };
  shown.push(toast);
  if (intent !== 'error') setTimeout(() => closeToast(toast.id), 6000);
}

export function closeToast(id: number): void {
  const index = shown.findIndex((toast) => toast.id === id);
  if (index >= 0) shown.splice(index, 1);
}
