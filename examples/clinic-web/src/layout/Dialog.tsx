import { type ReactNode, useEffect, useId, useRef } from 'react';

/** Properties of {@link Dialog}. */
export interface DialogProps {
  title: string;
  isOpen: boolean;
  /** Escape, or whatever else closes it. */
  onClose(): void;
  children: ReactNode;
}

/** A modal dialog of the browser: focus stays in it, Escape closes it, and focus returns where it was. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current!;
    if (isOpen && !dialog.open) dialog.showModal();
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);
  return (
    <dialog ref={element} className="cw-dialog" aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <>
          <h2 id={titleId}>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  );
}
