import type { EventEyeClient } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';
import { Later } from './Later.js';

/**
 * `<eventeye-upload patient-id="…">`: takes files and folders. Embed tokens never upload, so `getToken` must bring the access
 * token of a person, or a key with the scope UPLOAD.
 *
 * Event: `uploadcompleted` with `{ medicalImageId }`, once for each image.
 */
export class EventEyeUpload extends EventEyeElement {
  /** @internal */
  protected override loadLater(): Promise<unknown> {
    return loadUpload();
  }

  /** @internal */
  protected override content(_client: EventEyeClient): ReactNode {
    return (
      <Later
        load={loadUpload}
        props={{
          patientId: this.getAttribute('patient-id') ?? undefined,
          onStored: ({ id: medicalImageId }: { id: string }) =>
            this.tell('uploadcompleted', { medicalImageId }),
        }}
      />
    );
  }
}

async function loadUpload() {
  const { UploadDropzone } = await import('../later/upload.js');
  return UploadDropzone;
}
