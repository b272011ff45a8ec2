import type { AIAnalysisResult, MedicalImage } from '@eventeye/client';
import { HeatmapOverlay } from '@eventeye/react';

export function Attention({ image, result }: { image: MedicalImage; result: AIAnalysisResult }) {
  return (
    <HeatmapOverlay
      picture={{ url: image.pngUrl, width: image.width, height: image.height }}
      label={image.filename}
      heatmapUrl={result.heatmapUrl}
      regions={result.regions}
    />
  );
}
