import { AnalysisHistory } from '@eventeye/react';

export function History({ imageId }: { imageId: string }) {
  return (
    <AnalysisHistory
      medicalImageId={imageId}
      onOpen={({ id }) => window.location.assign(`#/analysis/${id}`)}
    />
  );
}
