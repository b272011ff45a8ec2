import type { ComponentType } from 'react';

/** A square button of the toolbar: its name is read out and shown as a tooltip. */
export function IconButton({
  icon: Icon,
  label,
  isPressed,
  disabled,
  onClick,
}: {
  icon: ComponentType<{ 'aria-hidden': 'true' }>;
  label: string;
  /** Left out for buttons that do something once. */
  isPressed?: boolean;
  disabled?: boolean;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      className="ee-viewer-button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
