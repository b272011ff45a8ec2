import type { Prisma } from '../database/client.js';
import type { Bounds } from './bounds.js';

/*
 * What a caller may see, of a `where`: the one place that says so. Every look-up that loads patients' data spreads one of
 * these into its condition, so that what lies outside simply does not exist. They use `organizationId` and `AND` alone: an
 * `id` beside them narrows and never replaces what they say.
 */

/** Without `id`, so that nobody overwrites a look-up's own by accident. */
type Within<Where> = Omit<Where, 'id'>;

/** Matches no row. */
const nothing = { AND: { id: { in: [] as string[] } } };

/** The patients that exist for a caller. */
export function visiblePatients({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.PatientWhereInput> {
  return only ? { organizationId, AND: { id: only.patientId } } : { organizationId };
}

/** The studies that exist for a caller. */
export function visibleStudies({ organizationId, token: { only } }: Bounds): Within<Prisma.StudyWhereInput> {
  return only ? { organizationId, AND: studyOf(only) } : { organizationId };
}

/** The series that exist for a caller. */
export function visibleSeries({ organizationId, token: { only } }: Bounds): Within<Prisma.SeriesWhereInput> {
  return only ? { organizationId, AND: { study: studyOf(only) } } : { organizationId };
}

/** The images that exist for a caller; a plain picture belongs to no study. */
export function visibleImages({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.MedicalImageWhereInput> {
  return only ? { organizationId, AND: imageOf(only) } : { organizationId };
}

/** The analyses that exist for a caller. */
export function visibleAnalyses({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.AnalysisWhereInput> {
  if (!only) return { organizationId };
  const { patientId, studyId } = only;
  return { organizationId, AND: { patientId, ...(studyId && { medicalImage: imageOf(only) }) } };
}

/** The runs over whole series that exist for a caller. */
export function visibleSeriesAnalyses({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.SeriesAnalysisWhereInput> {
  if (!only) return { organizationId };
  const { patientId, studyId } = only;
  return { organizationId, AND: { patientId, ...(studyId && { series: { studyId } }) } };
}

/** The reference standards that exist for a caller; what is true of the patient as a whole belongs to every study. */
export function visibleReferenceStandards({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.ReferenceStandardWhereInput> {
  if (!only) return { organizationId };
  const { patientId, studyId } = only;
  const ofStudy = { OR: [{ medicalImageId: null }, { medicalImage: imageOf(only) }] };
  return { organizationId, AND: { patientId, ...(studyId && ofStudy) } };
}

/** The accounts that exist for a caller: none for a token that was handed to somebody else's page. */
export function visibleUsers({ organizationId, token: { only } }: Bounds): Within<Prisma.UserWhereInput> {
  return only ? nothing : { organizationId };
}

/** The organization that exists for a caller: their own. */
export function visibleOrganizations({
  organizationId,
  token: { only },
}: Bounds): Within<Prisma.OrganizationWhereInput> {
  return only ? nothing : { AND: { id: organizationId } };
}

type Only = NonNullable<Bounds['token']['only']>;

const studyOf = ({ patientId, studyId }: Only) => ({ patientId, ...(studyId && { id: studyId }) });

const imageOf = ({ patientId, studyId }: Only) => ({ patientId, ...(studyId && { series: { studyId } }) });
