import { MedicalImageCard } from '@eventeye/react';

export function Card({ imageId, onHistory }: { imageId: string; onHistory: () => void }) {
  return (
    <MedicalImageCard
      medicalImageId={imageId}
      onHistory={onHistory}
      slots={{
        footer: ({ analysis }) =>
          analysis?.requestedBy && <small>Asked for by {analysis.requestedBy.name}</small>,
      }}
    />
  );
}
