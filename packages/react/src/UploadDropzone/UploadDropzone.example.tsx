import { createUploadQueue, useEventEye } from '@eventeye/client/react';
import { UploadDropzone } from '@eventeye/react';
import { useState } from 'react';

export function AddImages({ patientId }: { patientId: string }) {
  const client = useEventEye();
  // Keep it above your router, and leaving the page does not stop the upload.
  const [queue] = useState(() => createUploadQueue(client));
  return (
    <UploadDropzone
      patientId={patientId}
      queue={queue}
      onStored={(image) => console.warn(`stored ${image.id}`)}
    />
  );
}
