// What `<eventeye-upload>` shows: a script of its own.
export { UploadDropzone } from '@eventeye/react';
