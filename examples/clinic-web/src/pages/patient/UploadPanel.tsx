/** Properties of {@link UploadPanel}. */
export interface UploadPanelProps {
  patientId: string;
  /** Told when files were stored. */
  onStored(): void;
}

/** Files of a patient in. */
export function UploadPanel(_: UploadPanelProps) {
  return null;
}
