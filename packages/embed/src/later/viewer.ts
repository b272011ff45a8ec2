// What `<eventeye-series-viewer>` shows: a script of its own.
export { SeriesViewer } from '@eventeye/react';
