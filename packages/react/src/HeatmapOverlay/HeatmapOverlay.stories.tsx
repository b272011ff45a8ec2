import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test';
import { attentionPicture, image, resultOf } from '../storyData/results.js';
import { HeatmapOverlay } from './HeatmapOverlay.js';

const meta = {
  title: 'Results/HeatmapOverlay',
  component: HeatmapOverlay,
  args: {
    picture: { url: image.pngUrl, width: image.width, height: image.height },
    label: 'Slice 81 of 160',
    heatmapUrl: attentionPicture,
    regions: resultOf('MALIGNANT').regions,
  },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: '26rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof HeatmapOverlay>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Attention: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const picture = canvas.getByRole('img', { name: 'Slice 81 of 160' });
    await expect(picture).toHaveAccessibleDescription(
      'Attention is strongest in the upper right of the picture.',
    );
    await expect(canvasElement).toHaveTextContent('not localisation');
    const slider = canvas.getByRole('slider', { name: 'Opacity' });
    fireEvent.change(slider, { target: { value: '30' } });
    const heatmap = canvasElement.querySelector<HTMLImageElement>(`img[src="${attentionPicture}"]`);
    await waitFor(() => expect(heatmap).toHaveStyle({ opacity: '0.3' }));
    await expect(slider).toHaveAttribute('aria-valuetext', '30%');
    fireEvent.change(slider, { target: { value: '60' } });
  },
};

export const SwitchedOff: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const button = canvas.getByRole('button', { name: 'Attention' });
    await userEvent.click(button);
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await expect(canvas.getByRole('slider')).toBeDisabled();
    await expect(canvasElement.querySelector(`img[src="${attentionPicture}"]`)).toBeNull();
  },
};

export const SeveralAreas: Story = {
  args: {
    regions: [
      { x: 240, y: 45, width: 60, height: 56, score: 0.92 },
      { x: 40, y: 60, width: 40, height: 44, score: 0.55 },
    ],
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('Further areas, by falling strength: upper left.');
    await userEvent.click(within(canvasElement).getByRole('checkbox', { name: 'Outline areas' }));
    await expect(canvasElement.querySelector('[part="areas"]')).toBeNull();
    await userEvent.click(within(canvasElement).getByRole('checkbox', { name: 'Outline areas' }));
  },
};

export const NoArea: Story = {
  args: { regions: [] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('No part of the picture spoke clearly');
  },
};

/** Not analysed, or out of scope: there is nothing to lay over it. */
export const PictureOnly: Story = {
  args: { heatmapUrl: null, regions: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('slider')).toBeNull();
  },
};

/** Addresses of pictures run out; whoever gave them gives new ones. */
export const AddressRunOut: Story = {
  args: { picture: { url: 'data:image/png;base64,', width: 320, height: 320 }, onReload: fn() },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Load again' }));
    await expect(args.onReload).toHaveBeenCalledOnce();
  },
};

export const Korean: Story = {
  args: { label: '단면 81 / 160' },
  globals: { locale: 'ko', scheme: 'dark' },
  play: async ({ canvasElement }) => {
    await expect(
      within(canvasElement).getByRole('img', { name: '단면 81 / 160' }),
    ).toHaveAccessibleDescription('주의가 가장 강한 곳은 영상의 오른쪽 위입니다.');
  },
};
