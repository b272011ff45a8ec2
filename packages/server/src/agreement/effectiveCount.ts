/** What one patient contributes: pairs of result and reading, and how many of them agree. */
export interface PatientPairs {
  pairs: number;
  agreeing: number;
}

/**
 * How many independent observations the pairs are worth. Slices of one patient are alike, so they are worth less than their
 * number: it is divided by the design effect of the ratio estimator, patients being the clusters (Rao and Scott 1992,
 * Biometrics 48:577), and never taken for more than it is. Where all or none agree nothing can be estimated; then only
 * patients count.
 */
export function effectiveCount(patients: readonly PatientPairs[]): number {
  const clusters = patients.length;
  const total = patients.reduce((sum, { pairs }) => sum + pairs, 0);
  const share = patients.reduce((sum, { agreeing }) => sum + agreeing, 0) / total;
  const simple = (share * (1 - share)) / total;
  if (clusters < 2 || simple === 0) return clusters;
  const spread = patients.reduce((sum, { pairs, agreeing }) => sum + (agreeing - share * pairs) ** 2, 0);
  const clustered = ((clusters / (clusters - 1)) * spread) / (total * total);
  return total / Math.max(1, clustered / simple);
}
