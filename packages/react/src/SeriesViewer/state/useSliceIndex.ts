import { useCallback, useRef, useState } from 'react';

/** The slice shown: the host's when it tells one, else the viewer's own, which begins in the middle. */
export function useSliceIndex(
  count: number,
  given: number | undefined,
  onChange: ((index: number) => void) | undefined,
): [index: number, goTo: (index: number) => void, latest: () => number] {
  const [own, setOwn] = useState<number>();
  const within = (index: number) => Math.max(0, Math.min(count - 1, Math.round(index)));
  const index = within(given ?? own ?? Math.floor(count / 2));
  // Several steps can come before the next render; each counts from the last.
  const latest = useRef(index);
  latest.current = index;
  const handler = useRef(onChange);
  handler.current = onChange;
  const goTo = useCallback(
    (wanted: number) => {
      const next = Math.max(0, Math.min(count - 1, Math.round(wanted)));
      if (next === latest.current) return;
      latest.current = next;
      setOwn(next);
      handler.current?.(next);
    },
    [count],
  );
  return [index, goTo, useCallback(() => latest.current, [])];
}
