import { EventEyeProvider } from '@eventeye/client/react';
import { aMedicalImage, anAnalysis, createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { analysisOf, model, resultOf } from '../storyData/results.js';
import { AnalysisHistory } from './AnalysisHistory.js';
import { AnalysisHistoryView } from './AnalysisHistoryView.js';

const olderModel = { ...model, version: '0.9.0', sha256: 'e'.repeat(64) };
const older = resultOf('INCONCLUSIVE');
const analyses = [
  { ...analysisOf('RUNNING', 'a5'), createdAt: '2026-11-23T09:20:00.000Z' },
  { ...analysisOf('MALIGNANT', 'a4'), createdAt: '2026-11-23T09:13:00.000Z' },
  { ...analysisOf('MALIGNANT', 'a3'), createdAt: '2026-11-22T16:40:00.000Z' },
  { ...analysisOf('FAILED', 'a2'), createdAt: '2026-11-22T16:39:00.000Z' },
  {
    ...analysisOf('INCONCLUSIVE', 'a1'),
    createdAt: '2026-09-02T08:02:00.000Z',
    result: { ...older, model: olderModel, receipt: { ...older.receipt, modelSha256: olderModel.sha256 } },
  },
];

const meta = {
  title: 'Analysis/AnalysisHistory',
  component: AnalysisHistoryView,
  args: { state: 'ready', analyses, onRetry: fn(), onOpen: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: '52rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof AnalysisHistoryView>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Several: Story = {
  args: { onMore: fn() },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getAllByRole('listitem')).toHaveLength(5);
    // What has no result can not be compared.
    await expect(canvas.getAllByRole('checkbox').filter((box) => box.matches(':disabled'))).toHaveLength(2);
    await userEvent.click(canvas.getAllByRole('button', { name: /^Show the analysis/ })[1]!);
    await expect(args.onOpen).toHaveBeenCalledWith(analyses[1]);
    await userEvent.click(canvas.getByRole('button', { name: 'Load more' }));
    await expect(args.onMore).toHaveBeenCalledOnce();
  },
};

/** Two models said different things: that is named first. */
export const TwoModels: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const boxes = canvas.getAllByRole('checkbox');
    await userEvent.click(boxes[1]!);
    await userEvent.click(boxes[4]!);
    await expect(boxes[2]).toBeDisabled();
    const comparison = within(canvas.getByRole('region', { name: 'Comparison' }));
    await expect(comparison.getByRole('status')).toHaveTextContent(
      'Two models: resnet50-phantom 0.9.0 earlier, resnet50-phantom 1.0.0 later.',
    );
    const row = comparison.getByRole('rowheader', { name: 'Malignancy probability' }).closest('tr');
    await expect(row).toHaveTextContent(/32\.0%.*91\.4%.*Differs \+59\.4 points/);
    await expect(comparison.getByRole('note')).toHaveTextContent('not for diagnosis');
  },
};

export const Reproduced: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const boxes = canvas.getAllByRole('checkbox');
    await userEvent.click(boxes[2]!);
    await userEvent.click(boxes[1]!);
    const comparison = canvas.getByRole('region', { name: 'Comparison' });
    await expect(comparison).toHaveAttribute('data-state', 'reproduced');
    await expect(comparison).not.toHaveTextContent('Differs');
    await userEvent.click(canvas.getByRole('button', { name: 'Choose others' }));
    await expect(canvas.queryByRole('region', { name: 'Comparison' })).toBeNull();
  },
};

export const Empty: Story = {
  args: { analyses: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAttribute('data-state', 'empty');
  },
};

export const Loading: Story = {
  args: { state: 'loading', analyses: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAttribute('aria-busy', 'true');
  },
};

export const Withheld: Story = {
  args: { analyses: [{ ...analysisOf('BENIGN'), result: null }] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('Result withheld');
  },
};

/** What was loaded before the connection went stays. */
export const Offline: Story = {
  args: { error: { code: 'NETWORK_FAILED', message: 'The server can not be reached.' } },
  play: async ({ canvasElement, args }) => {
    await expect(within(canvasElement).getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Unauthorised: Story = {
  args: {
    state: 'failed',
    analyses: [],
    error: { code: 'UNAUTHENTICATED', message: 'Sign in again.' },
  },
};

export const Korean: Story = {
  globals: { locale: 'ko', scheme: 'dark' },
  play: async ({ canvasElement }) => {
    const boxes = within(canvasElement).getAllByRole('checkbox');
    await userEvent.click(boxes[1]!);
    await userEvent.click(boxes[4]!);
    await expect(within(canvasElement).getByRole('region', { name: '비교' })).toHaveTextContent(
      '다름 +59.4%p',
    );
  },
};

const image = aMedicalImage();

/** Connected to a server in memory. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider
      client={createMockClient({
        images: [image],
        analyses: [
          anAnalysis({ medicalImage: image, outcome: 'BENIGN' }),
          anAnalysis({ medicalImage: image, outcome: 'MALIGNANT' }),
        ],
      })}
    >
      <AnalysisHistory medicalImageId={image.id} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(2);
  },
};
