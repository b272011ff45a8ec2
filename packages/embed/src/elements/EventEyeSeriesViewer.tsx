import type { EventEyeClient } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';
import { Later } from './Later.js';

/**
 * `<eventeye-series-viewer series-id="…">`: the slices of a series to read, with what the model says along them.
 *
 * Event: `slicechanged` with `{ sliceIndex }`, from 0.
 */
export class EventEyeSeriesViewer extends EventEyeElement {
  static override observedAttributes = [...EventEyeElement.observedAttributes, 'series-id'];

  /** @internal */
  protected override loadLater(): Promise<unknown> {
    return loadViewer();
  }

  /** @internal */
  protected override content(_client: EventEyeClient): ReactNode {
    return (
      <Later
        load={loadViewer}
        props={{
          seriesId: this.required('series-id'),
          onSliceIndexChange: (sliceIndex: number) => this.tell('slicechanged', { sliceIndex }),
        }}
      />
    );
  }
}

/** The viewer is as large as all the rest, and most pages show none. */
async function loadViewer() {
  const { SeriesViewer } = await import('../later/viewer.js');
  return SeriesViewer;
}
