import { EventEyeProvider } from '@eventeye/client/react';
import { aMedicalImage, anAnalysis, createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { analysisOf } from '../storyData/results.js';
import { LiveAnalysis } from './LiveAnalysis.js';
import { LiveAnalysisView } from './LiveAnalysisView.js';

const meta = {
  title: 'Analysis/LiveAnalysis',
  component: LiveAnalysisView,
  args: { onRetry: fn(), onCancel: fn() },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: '40rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof LiveAnalysisView>;
export default meta;
type Story = StoryObj<typeof meta>;

const is =
  (state: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('[part="analysis"]')).toHaveAttribute('data-state', state);
  };

export const Empty: Story = { play: is('empty') };
export const Loading: Story = { args: { isLoading: true }, play: is('loading') };
export const Queued: Story = { args: { analysis: analysisOf('QUEUED') }, play: is('queued') };
export const Running: Story = {
  args: { analysis: analysisOf('RUNNING') },
  play: async (context) => {
    await is('running')(context);
    await userEvent.click(within(context.canvasElement).getByRole('button', { name: 'Stop' }));
    await expect(context.args.onCancel).toHaveBeenCalledOnce();
  },
};
export const Benign: Story = { args: { analysis: analysisOf('BENIGN') }, play: is('succeeded') };
export const Malignant: Story = { args: { analysis: analysisOf('MALIGNANT') }, play: is('succeeded') };
export const Inconclusive: Story = { args: { analysis: analysisOf('INCONCLUSIVE') }, play: is('succeeded') };
export const OutOfScope: Story = { args: { analysis: analysisOf('OUT_OF_SCOPE') }, play: is('succeeded') };
export const Withheld: Story = {
  args: { analysis: { ...analysisOf('BENIGN'), result: null } },
  play: is('withheld'),
};
export const Failed: Story = { args: { analysis: analysisOf('FAILED') }, play: is('failed') };
export const Canceled: Story = { args: { analysis: analysisOf('CANCELED') }, play: is('canceled') };

/** What is known stays in sight. */
export const Offline: Story = {
  args: {
    analysis: analysisOf('RUNNING'),
    error: { code: 'NETWORK_FAILED', message: 'The server can not be reached.' },
  },
  play: async (context) => {
    await is('offline')(context);
    await expect(within(context.canvasElement).getByRole('progressbar')).toBeVisible();
  },
};
export const Unauthorised: Story = {
  args: { error: { code: 'TOKEN_EXPIRED', message: 'The session has ended. Sign in again.' } },
  play: is('unauthorised'),
};
export const Korean: Story = {
  args: { analysis: analysisOf('INCONCLUSIVE') },
  globals: { locale: 'ko', scheme: 'dark' },
  play: is('succeeded'),
};

const medicalImage = aMedicalImage();
const running = anAnalysis({ medicalImage, status: 'RUNNING', progress: 0.3 });
const client = createMockClient({ images: [medicalImage], analyses: [running] });

/** Connected to a server in memory, which is cut off and comes back in the middle: the page recovers by itself. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider client={client}>
      <LiveAnalysis analysisId={running.id} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const bar = await within(canvasElement).findByRole('progressbar');
    await expect(bar).toHaveAttribute('value', '0.3');
    client.mock.disconnect();
    client.mock.push(anAnalysis({ ...running, medicalImage, status: 'SUCCEEDED', progress: 1, result: {} }));
    await waitFor(
      () =>
        expect(canvasElement.querySelector('[part="analysis"]')).toHaveAttribute('data-state', 'succeeded'),
      { timeout: 15_000 },
    );
  },
};
