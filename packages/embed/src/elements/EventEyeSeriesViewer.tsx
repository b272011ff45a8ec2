import { type EventEyeClient, SeriesViewer } from '@eventeye/react';
import type { ReactNode } from 'react';
import { EventEyeElement } from './EventEyeElement.js';

/**
 * `<eventeye-series-viewer series-id="…">`: the slices of a series to read, with what the model says along them.
 *
 * Event: `slicechanged` with `{ sliceIndex }`, from 0.
 */
export class EventEyeSeriesViewer extends EventEyeElement {
  static override observedAttributes = [...EventEyeElement.observedAttributes, 'series-id'];

  /** @internal */
  protected override content(_client: EventEyeClient): ReactNode {
    return (
      <SeriesViewer
        seriesId={this.required('series-id')}
        onSliceIndexChange={(sliceIndex) => this.tell('slicechanged', { sliceIndex })}
      />
    );
  }
}
