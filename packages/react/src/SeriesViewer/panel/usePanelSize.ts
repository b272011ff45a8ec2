import { type RefObject, useLayoutEffect, useState } from 'react';

/** Size of an element in CSS pixels, whenever it changes; 0 before it is known. */
export function usePanelSize(panel: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel]);
  return size;
}
