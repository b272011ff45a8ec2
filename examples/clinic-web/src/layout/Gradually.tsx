import { Children, type ReactNode, useEffect, useState } from 'react';

/**
 * Shows its children one after the other, each in a task of its own: what a person does meanwhile is answered in between. For
 * parts that are heavy and stand below one another.
 */
export function Gradually({ children }: { children: ReactNode }) {
  const all = Children.toArray(children);
  const [count, setCount] = useState(1);
  const isWhole = count >= all.length;
  useEffect(() => {
    if (isWhole) return;
    const timer = setTimeout(() => setCount(count + 1));
    return () => clearTimeout(timer);
  }, [isWhole, count]);
  return all.slice(0, count);
}
