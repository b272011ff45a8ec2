import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { AnalysisProgress } from './AnalysisProgress.js';

const meta = { title: 'Analysis/AnalysisProgress', component: AnalysisProgress } satisfies Meta<
  typeof AnalysisProgress
>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Queued: Story = {
  args: { status: 'QUEUED', progress: 0, onCancel: fn() },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('progressbar', { name: 'Analysis' })).not.toHaveAttribute('value');
    await expect(canvas.getByRole('status')).toHaveTextContent('Waiting');
  },
};

export const Running: Story = {
  args: { status: 'RUNNING', progress: 0.42, onCancel: fn() },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('progressbar')).toHaveAttribute('value', '0.42');
    await expect(canvasElement).toHaveTextContent('42.0%');
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await expect(args.onCancel).toHaveBeenCalledOnce();
  },
};

export const SeriesRunning: Story = {
  args: { status: 'RUNNING', progress: 0.5, slices: { completed: 80, total: 160 } },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('80 of 160 slices');
  },
};

export const Canceled: Story = { args: { status: 'CANCELED', progress: 0.3 } };

export const Failed: Story = {
  args: {
    status: 'FAILED',
    progress: 0.1,
    error: { code: 'ENGINE_CRASHED', message: 'The engine stopped. Analyse again.', retryable: true },
    onRetry: fn(),
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const FailedForGood: Story = {
  args: {
    status: 'FAILED',
    progress: 0,
    error: {
      code: 'IMAGE_UNREADABLE',
      message: 'The pixels can not be decoded. Export the image again.',
      retryable: false,
    },
    onRetry: fn(),
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('button')).toBeNull();
  },
};

export const Korean: Story = {
  args: { status: 'RUNNING', progress: 0.6 },
  globals: { locale: 'ko', scheme: 'dark' },
};
