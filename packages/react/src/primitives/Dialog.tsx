import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useMessages } from '../i18n/LocaleContext.js';
import { Button } from './Button.js';
import { dialogMessages } from './dialogMessages.js';

/** Properties of {@link Dialog}. */
export interface DialogProps {
  title: string;
  isOpen: boolean;
  /** The reader closed it: Escape, or the cross. */
  onClose(): void;
  children: ReactNode;
}

/** A modal dialog on the element `dialog`: the browser keeps the focus inside and gives it back. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const text = useMessages(dialogMessages);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (isOpen && !element?.open) element?.showModal();
    if (!isOpen && element?.open) element.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="ee-dialog" aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <>
          <header className="ee-dialog-head">
            <h3 id={titleId}>{title}</h3>
            <Button kind="plain" icon={<X />} aria-label={text.close} onClick={onClose} />
          </header>
          {children}
        </>
      )}
    </dialog>
  );
}
