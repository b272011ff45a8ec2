import { EventEyeProvider } from '@eventeye/client/react';
import { aMedicalImage, anAnalysis, aPatient, createMockClient } from '@eventeye/client/testing';
import {
  AgreementPlot,
  AnalysisHistory,
  AnalysisProgress,
  AnalysisResult,
  EventEyeTheme,
  MalignancyProfile,
  MedicalImageCard,
  PatientPicker,
  ReadingForm,
  SeriesViewerView,
  SignIn,
  UploadDropzone,
} from '@eventeye/react';
import { Component, type ReactNode, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';
import { agreements } from '../../../packages/react/src/storyData/agreement.js';
import { phantomStack, readPhantom } from '../../../packages/react/src/storyData/phantomSeries.js';
import { analysisOf } from '../../../packages/react/src/storyData/results.js';
import { seriesAnalysisOf } from '../../../packages/react/src/storyData/seriesAnalysis.js';

const image = aMedicalImage();
const analysis = anAnalysis({ medicalImage: image, outcome: 'MALIGNANT' });
const patient = aPatient();
const client = createMockClient({
  images: [image],
  analyses: [analysis],
  patients: [patient],
  agreement: agreements,
  run: { outcome: 'BENIGN', stepMs: 10 },
});
const nothing = () => {};

/** Every component by name, as a host places it. */
const components: Record<string, ReactNode> = {
  SignIn: <SignIn />,
  PatientPicker: <PatientPicker onSelect={nothing} />,
  UploadDropzone: <UploadDropzone patientId={patient.id} />,
  MedicalImageCard: <MedicalImageCard medicalImageId={image.id} />,
  AnalysisProgress: <AnalysisProgress status="RUNNING" progress={0.4} onCancel={nothing} />,
  AnalysisResult: <AnalysisResult analysis={analysisOf('MALIGNANT')} />,
  AnalysisHistory: <AnalysisHistory medicalImageId={image.id} />,
  ReadingForm: <ReadingForm analysisId={analysis.id} />,
  AgreementPlot: <AgreementPlot />,
  MalignancyProfile: (
    <MalignancyProfile
      analysis={seriesAnalysisOf(20)}
      thresholds={{ benignBelow: 0.1, malignantFrom: 0.5 }}
      sliceIndex={3}
      onSliceIndexChange={nothing}
    />
  ),
  SeriesViewer: (
    <SeriesViewerView stack={phantomStack('post', 'Post', 20, 1)} readPicture={readPhantom} isDemonstration />
  ),
};

/** Keeps a component that fails from taking the others with it. */
class Frame extends Component<{ name: string; children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    const { name, children } = this.props;
    return <section id={name}>{this.state.error ? `failed: ${this.state.error.message}` : children}</section>;
  }
}

document.documentElement.dataset.react = version;
createRoot(document.querySelector('main')!).render(
  <StrictMode>
    <EventEyeTheme>
      <EventEyeProvider client={client}>
        {Object.entries(components).map(([name, component]) => (
          <Frame key={name} name={name}>
            {component}
          </Frame>
        ))}
      </EventEyeProvider>
    </EventEyeTheme>
  </StrictMode>,
);
