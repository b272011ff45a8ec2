import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test';
import { seriesAnalysisOf } from '../storyData/seriesAnalysis.js';
import { MalignancyProfile, type MalignancyProfileProps } from './MalignancyProfile.js';

const meta = {
  title: 'Series/MalignancyProfile',
  component: MalignancyProfile,
  args: {
    analysis: seriesAnalysisOf(160),
    thresholds: { benignBelow: 0.1, malignantFrom: 0.5 },
    sliceIndex: 80,
    onSliceIndexChange: fn(),
  },
  render: function Render(args: MalignancyProfileProps) {
    const [index, setIndex] = useState(args.sliceIndex);
    return (
      <MalignancyProfile
        {...args}
        sliceIndex={index}
        onSliceIndexChange={(next) => {
          setIndex(next);
          args.onSliceIndexChange?.(next);
        }}
      />
    );
  },
} satisfies Meta<typeof MalignancyProfile>;
export default meta;
type Story = StoryObj<typeof meta>;

export const WithLesionCandidate: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const plot = canvas.getByRole('slider', { name: 'Slice on the profile' });
    await expect(plot).toHaveAttribute('aria-valuetext', expect.stringContaining('Slice 81 of 160'));
    plot.focus();
    await userEvent.keyboard('{ArrowRight}{PageUp}');
    await expect(args.onSliceIndexChange).toHaveBeenLastCalledWith(91);
    await waitFor(() => expect(plot.querySelector('svg')).not.toBeNull());
    // The highest score is where the curve is: a click there goes there.
    const { left, width } = plot.getBoundingClientRect();
    const clientX = left + 38 + (95.5 / 160) * (width - 48);
    fireEvent.pointerDown(plot, { pointerId: 1, clientX });
    await expect(args.onSliceIndexChange).toHaveBeenLastCalledWith(95);
    await expect(plot).toHaveAttribute('aria-valuetext', 'Slice 96 of 160: 91.8%');
    await expect(canvasElement).toHaveTextContent(
      'Highest score 91.8%, slice 96. 160 of 160 slices have a score.',
    );
    await expect(canvasElement).toHaveTextContent('not of disease');
    await userEvent.click(canvas.getByText('All scores as a table'));
    await expect(await canvas.findAllByRole('row')).toHaveLength(163);
  },
};

export const WithGaps: Story = {
  args: { analysis: seriesAnalysisOf(160, 160, [0, 1, 2, 3, 40, 41, 156, 157, 158, 159]) },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('.ee-profile-line')).toHaveLength(2));
    await expect(canvasElement).toHaveTextContent('150 of 160 slices have a score. 10 out of scope.');
  },
};

export const Running: Story = {
  args: { analysis: seriesAnalysisOf(160, 60) },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('100 not analysed yet');
    await expect(within(canvasElement).getByRole('slider')).toHaveAttribute(
      'aria-valuetext',
      'Slice 81 of 160: not analysed yet',
    );
  },
};

export const NothingYet: Story = { args: { analysis: seriesAnalysisOf(160, 0) } };
export const OneSlice: Story = { args: { analysis: seriesAnalysisOf(1), sliceIndex: 0 } };
export const NoThresholds: Story = { args: { thresholds: null } };

export const Withheld: Story = {
  args: { isWithheld: true },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('silent mode');
    await expect(within(canvasElement).queryByRole('slider')).toBeNull();
  },
};

export const Korean: Story = {
  globals: { locale: 'ko' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('질환이 아닌 점수의 프로파일');
  },
};

export const Dark: Story = { globals: { scheme: 'dark' } };
