import { MedicalImageCardView } from '@eventeye/react';
import { useNavigate } from 'react-router';
import { useAnalysedImage } from './useAnalysedImage.js';

/** One image of a patient: its picture, what was last said of it, and the way to its page. */
export function ImageCard({ imageId }: { imageId: string }) {
  const navigate = useNavigate();
  const { endedId: _, ...card } = useAnalysedImage(imageId);
  return (
    <MedicalImageCardView
      {...card}
      onOpen={() => navigate(`/images/${imageId}`)}
      onHistory={() => navigate(`/images/${imageId}#history`)}
    />
  );
}
