import { createEventEyeClient } from '@eventeye/client';
import { EventEyeProvider } from '@eventeye/client/react';
import { EventEyeTheme, MedicalImageCard, UploadDropzone } from '@eventeye/react';
import { useState } from 'react';
import '@eventeye/react/styles.css';

const client = createEventEyeClient({
  url: 'https://eventeye.example.org/graphql',
  auth: { accessToken: 'from your server' },
});

export function PatientImages({ patientId }: { patientId: string }) {
  const [imageIds, setImageIds] = useState<string[]>([]);
  return (
    <EventEyeTheme locale="ko" appearance={{ scheme: 'auto', variables: { accent: '#0b57d0' } }}>
      <EventEyeProvider client={client}>
        <UploadDropzone patientId={patientId} onStored={({ id }) => setImageIds((known) => [...known, id])} />
        {imageIds.map((id) => (
          <MedicalImageCard key={id} medicalImageId={id} />
        ))}
      </EventEyeProvider>
    </EventEyeTheme>
  );
}
