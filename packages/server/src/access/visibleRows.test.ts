import { expect, it } from 'vitest';
import * as visible from './visibleRows.js';

const token = (only: { patientId: string; studyId?: string } | null) => ({
  organizationId: 'organization',
  token: { only },
});

it.each(Object.entries(visible))('%s is narrowed by an id beside it, and never replaced', (_name, where) => {
  for (const bounds of [token(null), token({ patientId: 'p' }), token({ patientId: 'p', studyId: 's' })]) {
    expect(Object.keys(where(bounds))).not.toContain('id');
    expect(Object.keys(where(bounds)).length).toBeGreaterThan(0);
  }
});

it('keeps a token of one study out of the patient’s other studies', () => {
  const bounds = token({ patientId: 'p', studyId: 's' });
  expect(visible.visibleStudies(bounds)).toEqual({
    organizationId: 'organization',
    AND: { patientId: 'p', id: 's' },
  });
  expect(visible.visibleImages(bounds).AND).toEqual({ patientId: 'p', series: { studyId: 's' } });
});

it('shows a token of one patient no accounts and no organization', () => {
  const bounds = token({ patientId: 'p' });
  const nothing = { AND: { id: { in: [] } } };
  expect(visible.visibleUsers(bounds)).toEqual(nothing);
  expect(visible.visibleOrganizations(bounds)).toEqual(nothing);
});
