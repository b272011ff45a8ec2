import { Counter, Gauge, type Registry } from 'prom-client';
import type { PictureCounts } from '../rendering/pictureCache.js';

/**
 * Metrics of the pictures of single images; read at each scrape.
 *
 * @returns where to say how they are counted.
 */
export function pictureMetrics(registers: Registry[]): (count: () => PictureCounts) => void {
  let look: (() => PictureCounts) | undefined;
  new Counter({
    name: 'eventeye_pictures_total',
    help: 'Pictures that were asked for: kept from before, drawn anew, or shared with another who asked.',
    labelNames: ['answer'],
    registers,
    collect() {
      this.reset();
      if (!look) return;
      const { kept, drawn, shared } = look();
      this.inc({ answer: 'kept' }, kept);
      this.inc({ answer: 'drawn' }, drawn);
      this.inc({ answer: 'shared' }, shared);
    },
  });
  new Gauge({
    name: 'eventeye_pictures_kept_bytes',
    help: 'Memory of the pictures that are kept.',
    registers,
    collect() {
      this.reset();
      if (look) this.set(look().bytes);
    },
  });
  return (count) => {
    look = count;
  };
}
