import type { Page } from 'playwright';

/** An address of every page, with ids of the demonstration's own patients; administrators see them all. */
export async function everyPage(page: Page): Promise<Record<string, string>> {
  const { patientId, seriesId, imageId, analysisId } = await page.evaluate(async () => {
    const { accessToken } = JSON.parse(sessionStorage.getItem('eventeye.session')!) as {
      accessToken: string;
    };
    const query = `{ analyses(first: 1, orderBy: MOST_SUSPICIOUS) { edges { node {
      id medicalImage { id patient { id } series { id } } } } } }`;
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query }),
    });
    const { data } = await answer.json();
    const { id, medicalImage } = data.analyses.edges[0].node;
    const { patient, series } = medicalImage;
    return { patientId: patient.id, seriesId: series.id, imageId: medicalImage.id, analysisId: id };
  });
  return {
    patients: '/patients',
    patient: `/patients/${patientId}`,
    series: `/series/${seriesId}`,
    image: `/images/${imageId}`,
    report: `/analyses/${analysisId}/report`,
    worklist: '/worklist',
    agreement: '/agreement',
    models: '/models',
    users: '/administration/users',
    keys: '/administration/keys',
    audit: '/administration/audit',
    webhooks: '/administration/webhooks',
    silentMode: '/administration/silent-mode',
    settings: '/administration/settings',
    nothing: '/no/such/page',
  };
}

/** Waits until a page has what it asked for: no note that something is loading, every picture there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () =>
      ![
        ...document.querySelectorAll('.cw-nothing[role=status], [aria-busy=true], [data-state=loading]'),
      ].some((one) => one.checkVisibility()) &&
      [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
}
