import { createRoot } from 'react-dom/client';
import { EventEyeTheme, type LayoutName, SeriesViewerView, type ViewerStack } from '../../src/index.js';

// The page that measure.mjs scrolls through; its slices come from there.

const stackOf = (id: string, label: string): ViewerStack => ({
  id,
  label,
  orientation: 'AXIAL',
  pixelSpacingMm: { rowMm: 0.8, columnMm: 0.8 },
  slices: Array.from({ length: 160 }, (_, index) => ({
    id: `${id} ${index}`,
    valuesUrl: `/slices/${id}/${index}.png`,
    plane: { position: [-179, -179, index], rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] },
  })),
});
const layout = (new URLSearchParams(location.search).get('layout') ?? 'single') as LayoutName;

createRoot(document.getElementById('root')!).render(
  <EventEyeTheme>
    <SeriesViewerView
      stack={stackOf('post', 'Post 1')}
      base={stackOf('pre', 'Pre')}
      projectionUrl={async () => '/slices/projection/0.png'}
      defaultLayout={layout}
    />
  </EventEyeTheme>,
);

const panels = () => [...document.querySelectorAll('.ee-viewer-panel')];
const areReady = () =>
  panels().length > 0 && panels().every((panel) => panel.getAttribute('data-state') === 'ready');
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const press = (key: string) =>
  document
    .querySelector('[role=application]')!
    .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** Presses a key for every slice as soon as the one before is painted, and tells how long each took, in ms. */
async function scroll(key: string): Promise<{ frames: number[]; peakBytes: number }> {
  const frames: number[] = [];
  let last = await frame();
  for (let slice = 1; slice < 160; slice++) {
    press(key);
    let now = await frame();
    while (!areReady()) now = await frame();
    frames.push(now - last);
    last = now;
  }
  // What was loaded for later shows with the next step.
  press(key === 'ArrowDown' ? 'ArrowUp' : 'ArrowDown');
  await frame();
  const peak = document.querySelector('[data-peak-bytes]')!.getAttribute('data-peak-bytes');
  return { frames, peakBytes: Number(peak) };
}

/** Waits for the first pictures and goes to the first slice. */
async function begin(): Promise<void> {
  while (!areReady()) await frame();
  press('Home');
  while (!areReady()) await frame();
}

Object.assign(globalThis, { begin, scroll });
