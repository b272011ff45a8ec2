import { MedicalImageCard } from '@eventeye/react';
import { useNavigate } from 'react-router';
import { useMayChange } from '../session/UserContext.js';

/** One image of a patient: its picture, what was last said of it, and the way to its page. */
export function ImageCard({ imageId }: { imageId: string }) {
  const navigate = useNavigate();
  return (
    <MedicalImageCard
      medicalImageId={imageId}
      mayAnalyze={useMayChange()}
      onOpen={() => navigate(`/images/${imageId}`)}
      onHistory={() => navigate(`/images/${imageId}#history`)}
    />
  );
}
