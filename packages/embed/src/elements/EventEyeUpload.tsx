import type { EventEyeClient } from '@eventeye/react';
import { UploadDropzone } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';

/**
 * `<eventeye-upload patient-id="…">`: takes files and folders. Embed tokens never upload, so `getToken` must bring the access
 * token of a person, or a key with the scope UPLOAD.
 *
 * Event: `uploadcompleted` with `{ medicalImageId }`, once for each image.
 */
export class EventEyeUpload extends EventEyeElement {
  /** @internal */
  protected override content(_client: EventEyeClient): ReactNode {
    const patientId = this.getAttribute('patient-id') ?? undefined;
    return (
      <UploadDropzone
        patientId={patientId}
        onStored={({ id: medicalImageId }) => this.tell('uploadcompleted', { medicalImageId })}
      />
    );
  }
}
