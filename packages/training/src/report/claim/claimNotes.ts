/** What a model card says that no file of the pipeline knows; Markdown is kept. */
export interface ClaimNotes {
  /** What the model is for, and what it is not for. */
  intendedUse: string;
  /** One sentence each; they come after those that follow from the manifest. */
  limits: readonly string[];
  /** Recipe of the training: augmentation, optimiser, schedule, stopping; one line each. */
  training: readonly string[];
  /**
   * By number of a CLAIM item, what holds for it. It follows what the manifest says. An item that neither answers is
   * printed as not stated.
   */
  statements: Readonly<Partial<Record<number, string>>>;
}
