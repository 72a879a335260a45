/** Where a message may stand without covering anything that can be clicked. */
export interface Spot {
  /** Of the screen, in CSS pixels. */
  left: number;
  top: number;
}

const controls = 'a[href], button, input, select, textarea, summary, [role="button"], [contenteditable]';

/** The first spot at which a box of this size covers no control; undefined: each of them would. */
export function freeSpot<S extends Spot>(
  spots: readonly S[],
  { width, height, except }: { width: number; height: number; except: Element },
): S | undefined {
  const boxes = [...document.querySelectorAll(controls)]
    .filter((control) => !except.contains(control))
    .map((control) => control.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0);
  return spots.find(
    ({ left, top }) =>
      !boxes.some(
        (box) => box.left < left + width && box.right > left && box.top < top + height && box.bottom > top,
      ),
  );
}
