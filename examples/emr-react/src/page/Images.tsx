import { usePatientImages, useStudies } from '@eventeye/client/react';
import { AnalysisHistory, MedicalImageCard, SeriesViewer, UploadDropzone } from '@eventeye/react';
import { useState } from 'react';

/** What is open beside the cards. */
type Open = { kind: 'series'; id: string } | { kind: 'history'; id: string } | undefined;

/** A series to read; cards that analyse; what was said before; new images in. */
export function Images({ patientId }: { patientId: string }) {
  const images = usePatientImages(patientId, { first: 4 });
  const studies = useStudies(patientId);
  const [open, setOpen] = useState<Open>();
  const series = (studies.data ?? []).flatMap((study) => study.series);
  return (
    <>
      {series.length > 0 && (
        <ul className="emr-series" aria-label="Series">
          {series.map(({ id, description, modality }) => (
            <li key={id}>
              <button type="button" onClick={() => setOpen({ kind: 'series', id })}>
                Read {description ?? modality}
              </button>
            </li>
          ))}
        </ul>
      )}
      {open?.kind === 'series' && <SeriesViewer key={open.id} seriesId={open.id} />}
      {open?.kind === 'history' && <AnalysisHistory medicalImageId={open.id} />}
      <div className="emr-cards">
        {images.data?.map(({ id }) => (
          <MedicalImageCard key={id} medicalImageId={id} onHistory={() => setOpen({ kind: 'history', id })} />
        ))}
      </div>
      {images.hasMore && (
        <button type="button" className="emr-more" disabled={images.isLoadingMore} onClick={images.loadMore}>
          More images
        </button>
      )}
      <UploadDropzone
        patientId={patientId}
        onStored={() => {
          images.retry();
          studies.retry();
        }}
      />
    </>
  );
}
