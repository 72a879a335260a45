type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const typed = new Map<Field, string | boolean | null>();
let listening: AbortController | undefined;

/**
 * Remembers what people type, choose and tick while the script of the page is still on its way. To be called before
 * hydration, which sets every field to the value that the server rendered.
 */
export function rememberEarlyInput(): void {
  for (const field of document.querySelectorAll<Field>('input, textarea, select'))
    if (isChanged(field)) remember(field);
  listening = new AbortController();
  document.addEventListener('input', ({ target }) => isField(target) && remember(target), {
    capture: true,
    signal: listening.signal,
  });
}

/** Gives it back after hydration, with the events that a page listens to, as if it were typed now. */
export function replayEarlyInput(): void {
  listening?.abort();
  for (const [field, value] of typed) {
    if (!field.isConnected) continue;
    if (typeof value === 'boolean') (field as HTMLInputElement).checked = value;
    else if (value !== null) field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  typed.clear();
}

function remember(field: Field): void {
  typed.set(field, isTicked(field) ? field.checked : isFile(field) ? null : field.value);
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const rendered = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
    return !field.multiple && rendered !== undefined && !rendered.selected;
  }
  if (isTicked(field))
    return field.checked !== field.defaultChecked && (field.type !== 'radio' || field.checked);
  return field.value !== field.defaultValue;
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

const isTicked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');

const isFile = (field: Field): boolean => field instanceof HTMLInputElement && field.type === 'file';
