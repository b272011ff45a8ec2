import { EventEyeError } from '@eventeye/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test';
import {
  phantomRuler,
  phantomSize,
  phantomSpacing,
  phantomStack,
  readPhantom,
} from '../storyData/phantomSeries.js';
import { seriesAnalysisOf } from '../storyData/seriesAnalysis.js';
import { SeriesViewerView } from './SeriesViewerView.js';

const post = phantomStack('post', 'Post 1', 160, 1);
const pre = phantomStack('pre', 'Pre', 160, 0);

const meta = {
  title: 'Series/SeriesViewer',
  component: SeriesViewerView,
  args: {
    stack: post,
    readPicture: readPhantom,
    caption: { patient: 'Phantom, Ada', study: 'MR breast · 2 Apr 2026' },
    analysis: null,
  },
} satisfies Meta<typeof SeriesViewerView>;
export default meta;
type Story = StoryObj<typeof meta>;

const pictures = (root: HTMLElement) => within(root).findByRole('application');
const panels = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('.ee-viewer-panel')];
const isReady = (root: HTMLElement) =>
  waitFor(() => {
    expect(panels(root).length).toBeGreaterThan(0);
    for (const panel of panels(root)) expect(panel).toHaveAttribute('data-state', 'ready');
  });
/** Where a point of a phantom's slice is on the screen, from what the viewer is told to do: fitted in, true proportions. */
function screenPoint(panel: HTMLElement, { x, y }: { x: number; y: number }) {
  const { left, top, width, height } = panel.getBoundingClientRect();
  const aspect = phantomSpacing.rowMm / phantomSpacing.columnMm;
  const scale = Math.min(width / phantomSize, height / (phantomSize * aspect));
  return {
    clientX: left + width / 2 + (x - phantomSize / 2) * scale,
    clientY: top + height / 2 + (y - phantomSize / 2) * scale * aspect,
  };
}
function drag(panel: HTMLElement, from: object, to: object, button = 0) {
  fireEvent.pointerDown(panel, { pointerId: 1, button, ...from });
  fireEvent.pointerMove(panel, { pointerId: 1, ...to });
  fireEvent.pointerUp(panel, { pointerId: 1, button, ...to });
}

export const NotAnalysed: Story = {
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    await expect(canvasElement).toHaveTextContent('Slice 81 of 160');
    await expect(canvasElement).toHaveTextContent('Not analysed');
    await expect(canvasElement).not.toHaveTextContent('Demonstration model');
    const letters = canvasElement.querySelector('.ee-viewer-letters');
    await expect(letters).toHaveTextContent('RLAP');
  },
};

export const Keyboard: Story = {
  args: { onSliceIndexChange: fn() },
  play: async ({ canvasElement, args }) => {
    await isReady(canvasElement);
    (await pictures(canvasElement)).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{PageDown}');
    await expect(canvasElement).toHaveTextContent('Slice 92 of 160');
    await userEvent.keyboard('{Home}');
    await expect(canvasElement).toHaveTextContent('Slice 1 of 160');
    await userEvent.keyboard('{End}');
    await expect(args.onSliceIndexChange).toHaveBeenLastCalledWith(159);
    await userEvent.keyboard('++');
    await expect(canvasElement).toHaveTextContent('Zoom 144%');
    const before = within(canvasElement).getByTestId('window').textContent;
    await userEvent.keyboard(']');
    await expect(within(canvasElement).getByTestId('window').textContent).not.toBe(before);
    await userEvent.keyboard('r');
    await expect(within(canvasElement).getByTestId('window')).toHaveTextContent(before ?? '');
    await expect(canvasElement).not.toHaveTextContent('Zoom');
    await userEvent.keyboard('?');
    await expect(within(canvasElement).getByRole('region', { name: 'Keys' })).toHaveTextContent(
      'Most suspicious slice',
    );
    await userEvent.keyboard('{Escape}');
    await expect(within(canvasElement).queryByRole('region', { name: 'Keys' })).toBeNull();
  },
};

export const WheelAndTouch: Story = {
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    const [panel] = panels(canvasElement);
    fireEvent.wheel(panel!, { deltaY: 100 });
    fireEvent.wheel(panel!, { deltaY: 100 });
    await expect(canvasElement).toHaveTextContent('Slice 83 of 160');
    fireEvent.wheel(panel!, { deltaY: -100 });
    await expect(canvasElement).toHaveTextContent('Slice 82 of 160');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Scroll through the slices' }));
    drag(panel!, { clientX: 300, clientY: 300, pointerType: 'touch' }, { clientX: 300, clientY: 340 });
    await expect(canvasElement).toHaveTextContent('Slice 87 of 160');
  },
};

export const WindowByDragging: Story = {
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    const [panel] = panels(canvasElement);
    const read = () =>
      within(canvasElement)
        .getByTestId('window')
        .textContent?.match(/[\d,]+/g)
        ?.map((one) => Number(one.replace(',', '')));
    const [width, center] = read()!;
    drag(panel!, { clientX: 300, clientY: 300 }, { clientX: 400, clientY: 300 });
    await waitFor(() => expect(read()![0]).toBeGreaterThan(width!));
    await expect(read()![1]).toBe(center);
    drag(panel!, { clientX: 300, clientY: 300 }, { clientX: 300, clientY: 380 });
    await waitFor(() => expect(read()![1]).toBeGreaterThan(center!));
    await expect(within(canvasElement).getByRole('combobox', { name: 'Window preset' })).toHaveValue(
      'custom',
    );
    await userEvent.selectOptions(
      within(canvasElement).getByRole('combobox', { name: 'Window preset' }),
      'standard',
    );
    await expect(read()).toEqual([width, center]);
  },
};

export const Measuring: Story = {
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    const [panel] = panels(canvasElement);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Measure a length' }));
    drag(panel!, screenPoint(panel!, phantomRuler.from), screenPoint(panel!, phantomRuler.to));
    const status = within(canvasElement).getByRole('status');
    await waitFor(() => expect(status).toHaveTextContent('mm, slice 81'));
    const mm = Number(status.textContent?.match(/[\d.]+/)?.[0]);
    // Within one pixel of the ruler's length.
    await expect(Math.abs(mm - phantomRuler.mm)).toBeLessThan(phantomSpacing.rowMm);
    // Measurements belong to their slice.
    (await pictures(canvasElement)).focus();
    await expect(canvasElement.querySelectorAll('.ee-viewer-measure')).toHaveLength(1);
    await userEvent.keyboard('{PageDown}');
    await expect(canvasElement.querySelectorAll('.ee-viewer-measure')).toHaveLength(0);
    await userEvent.keyboard('{PageUp}{Delete}');
    await expect(canvasElement.querySelectorAll('.ee-viewer-measure')).toHaveLength(0);
  },
};

export const MeasuringByKeyboard: Story = {
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    (await pictures(canvasElement)).focus();
    await userEvent.keyboard('l');
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('Crosshair placed');
    await userEvent.keyboard('{Enter}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    // Twenty columns of 2 mm.
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('40 mm, slice 81');
  },
};

export const LinkedLayouts: Story = {
  args: {
    base: pre,
    projectionUrl: async (plane) => `phantom-projection:${plane}`,
    defaultLayout: 'four',
  },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    await expect(panels(canvasElement)).toHaveLength(4);
    (await pictures(canvasElement)).focus();
    await userEvent.keyboard('{ArrowDown}+');
    await isReady(canvasElement);
    const [before, after, difference, projection] = panels(canvasElement);
    for (const panel of [before, after, difference]) {
      await expect(panel).toHaveTextContent('Slice 82 of 160');
      await expect(panel).toHaveTextContent('Zoom 120%');
    }
    await expect(before).toHaveTextContent('before contrast');
    await expect(projection).toHaveTextContent('MIP of the subtraction');
    // Before and after share a window, the subtraction has its own.
    const windowOf = (panel: HTMLElement | undefined) =>
      panel!.querySelector('[data-testid=window]')!.textContent;
    drag(before!, { clientX: 100, clientY: 100 }, { clientX: 180, clientY: 100 });
    await waitFor(() => expect(windowOf(after)).toBe(windowOf(before)));
    await expect(windowOf(difference)).not.toBe(windowOf(before));
    await userEvent.selectOptions(
      within(canvasElement).getByRole('combobox', { name: 'Projection plane' }),
      'CORONAL',
    );
    await waitFor(() => expect(panels(canvasElement)[3]!.querySelector('.ee-viewer-cut')).not.toBeNull());
    // The head is above: a click near the top of the projection goes to the last slices.
    const { left, top, width, height } = projection!.getBoundingClientRect();
    const side = Math.min(width, height);
    const point = { clientX: left + width / 2, clientY: top + height / 2 - side * 0.49 };
    drag(projection!, point, point);
    await waitFor(() => expect(before).toHaveTextContent(/Slice 15\d of 160/));
  },
};

export const WithLesionCandidates: Story = {
  args: { analysis: seriesAnalysisOf(160), sliceIndex: undefined },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    (await pictures(canvasElement)).focus();
    await userEvent.keyboard('k');
    await isReady(canvasElement);
    await expect(canvasElement.querySelector('.ee-viewer-box')).toHaveTextContent('Candidate 1 · 91.4%');
    await expect(canvasElement).toHaveTextContent('Demonstration model');
    await expect(canvasElement).toHaveTextContent('no localisation');
    await userEvent.keyboard('b');
    await expect(canvasElement.querySelector('.ee-viewer-box')).toBeNull();
    const toggle = within(canvasElement).getByRole('button', { name: 'Attention map' });
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    const pixel = () => {
      const canvas = canvasElement.querySelector('canvas')!;
      const at = screenPoint(canvas.parentElement!, { x: 142, y: 60 });
      const { left, top, width } = canvas.getBoundingClientRect();
      const ratio = canvas.width / width;
      return [
        ...canvas
          .getContext('2d')!
          .getImageData((at.clientX - left) * ratio, (at.clientY - top) * ratio, 1, 1).data,
      ];
    };
    const [red, , blue] = pixel();
    await expect(red).toBe(blue);
    await userEvent.click(toggle);
    await waitFor(() => expect(pixel()[0]! - pixel()[2]!).toBeGreaterThan(40));
    fireEvent.change(within(canvasElement).getByRole('slider', { name: 'Opacity of the attention map' }), {
      target: { value: 0 },
    });
    await waitFor(() => expect(pixel()[0]).toBe(pixel()[2]));
  },
};

export const Running: Story = {
  args: { analysis: seriesAnalysisOf(160, 60) },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/60 of 160 slices/)).toBeVisible();
  },
};

export const Withheld: Story = {
  args: { analysis: seriesAnalysisOf(160), isWithheld: true, sliceIndex: 96 },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    await expect(canvasElement).toHaveTextContent('silent mode');
    await expect(canvasElement.querySelector('.ee-viewer-box')).toBeNull();
    await expect(within(canvasElement).queryByRole('button', { name: 'Attention map' })).toBeNull();
  },
};

export const OneSlice: Story = {
  args: { stack: phantomStack('single', 'Single slice', 1, 1) },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    await expect(canvasElement).toHaveTextContent('Slice 1 of 1');
    await expect(within(canvasElement).queryByRole('slider', { name: 'Slice' })).toBeNull();
  },
};

export const LoadingSeries: Story = { args: { stack: undefined } };

export const LoadingSlice: Story = {
  args: { readPicture: () => new Promise(() => {}) },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Loading the slice')).toBeVisible();
  },
};

export const ImageFailed: Story = {
  args: {
    readPicture: fn(async () => {
      throw new EventEyeError('IMAGE_CORRUPT', 'The pixels can not be decoded. Export the image again.');
    }),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('Export the image again');
  },
};

export const AddressesExpired: Story = {
  args: {
    onAddressesExpired: fn(),
    readPicture: async () => {
      throw new EventEyeError('URL_EXPIRED', 'The address has run out.');
    },
  },
  play: async ({ canvasElement, args }) => {
    await waitFor(() => expect(args.onAddressesExpired).toHaveBeenCalledOnce());
    // No alarm for what is about to be repaired.
    await expect(within(canvasElement).queryByRole('alert')).toBeNull();
  },
};

export const AddressesNotRenewed: Story = {
  args: { ...AddressesExpired.args, isRenewalFailed: true, onAddressesExpired: fn() },
  play: async ({ canvasElement, args }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('URL_EXPIRED');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onAddressesExpired).toHaveBeenCalledTimes(2);
  },
};

export const Offline: Story = {
  args: {
    stack: undefined,
    error: new EventEyeError('NETWORK_FAILED', 'The server can not be reached.'),
    onRetry: fn(),
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Unauthorised: Story = {
  args: { stack: undefined, error: new EventEyeError('UNAUTHENTICATED', 'Sign in again.') },
};

export const Korean: Story = {
  globals: { locale: 'ko' },
  args: { analysis: seriesAnalysisOf(160), base: pre, defaultLayout: 'subtraction' },
  play: async ({ canvasElement }) => {
    await isReady(canvasElement);
    await expect(canvasElement).toHaveTextContent('단면 81 / 160');
    await expect(canvasElement).toHaveTextContent('시연용 모델');
  },
};

export const Dark: Story = { globals: { scheme: 'dark' }, args: { analysis: seriesAnalysisOf(160) } };
