import { EventEyeProvider } from '@eventeye/client/react';
import { aMedicalImage, createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { analysisOf, image, resultOf } from '../storyData/results.js';
import { MedicalImageCard } from './MedicalImageCard.js';
import { MedicalImageCardView } from './MedicalImageCardView.js';

const meta = {
  title: 'Analysis/MedicalImageCard',
  component: MedicalImageCardView,
  args: {
    image,
    analysis: null,
    analysisCount: 3,
    onAnalyze: fn(),
    onCancel: fn(),
    onOpen: fn(),
    onHistory: fn(),
    onRetry: fn(),
  },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: '62rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof MedicalImageCardView>;
export default meta;
type Story = StoryObj<typeof meta>;

const inState = async (canvasElement: HTMLElement, state: string, outcome?: string) => {
  const card = within(canvasElement).getByRole('article', { name: /.+/ });
  await expect(card).toHaveAttribute('data-state', state);
  if (outcome) await expect(card).toHaveAttribute('data-outcome', outcome);
  return within(card);
};

export const Empty: Story = {
  args: { image: null },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'empty');
    await expect(card.queryByRole('button')).toBeNull();
  },
};

export const Loading: Story = {
  args: { image: null, isLoading: true },
  play: async ({ canvasElement }) => {
    await inState(canvasElement, 'loading');
    await expect(within(canvasElement).getByRole('article')).toHaveAttribute('aria-busy', 'true');
  },
};

export const NotAnalysed: Story = {
  play: async ({ canvasElement, args }) => {
    const card = await inState(canvasElement, 'not-analysed');
    await expect(card.getByRole('heading', { name: 'Slice 81 of 160' })).toBeVisible();
    await expect(card.queryByRole('slider')).toBeNull();
    await userEvent.click(card.getByRole('button', { name: 'Analyse' }));
    await expect(args.onAnalyze).toHaveBeenCalledOnce();
    await userEvent.click(card.getByRole('button', { name: 'History (3)' }));
    await expect(args.onHistory).toHaveBeenCalledOnce();
  },
};

export const Queued: Story = {
  args: { analysis: analysisOf('QUEUED') },
  play: async ({ canvasElement, args }) => {
    const card = await inState(canvasElement, 'queued');
    await expect(card.queryByRole('button', { name: /Analyse/ })).toBeNull();
    await userEvent.click(card.getByRole('button', { name: 'Cancel' }));
    await expect(args.onCancel).toHaveBeenCalledOnce();
  },
};

export const Running: Story = {
  args: { analysis: analysisOf('RUNNING') },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'running');
    await expect(card.getByRole('progressbar')).toHaveAttribute('value', '0.42');
  },
};

export const Benign: Story = {
  args: { analysis: analysisOf('BENIGN') },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'succeeded', 'BENIGN');
    // Attention waits for a click where nothing is suspected.
    await expect(card.getByRole('button', { name: 'Attention' })).toHaveAttribute('aria-pressed', 'false');
    await expect(card.getByRole('note')).toHaveTextContent('not for diagnosis');
  },
};

export const Malignant: Story = {
  args: { analysis: analysisOf('MALIGNANT') },
  play: async ({ canvasElement, args }) => {
    const card = await inState(canvasElement, 'succeeded', 'MALIGNANT');
    await expect(card.getByRole('meter')).toHaveAttribute('aria-valuetext', '91.4%');
    await expect(card.getByRole('img', { name: 'Slice 81 of 160' })).toHaveAccessibleDescription(
      /upper right/,
    );
    await expect(canvasElement).toHaveTextContent('The reader assigns the category.');
    await userEvent.click(card.getByRole('button', { name: 'Analyse again' }));
    await expect(args.onAnalyze).toHaveBeenCalledOnce();
  },
};

export const Inconclusive: Story = {
  args: { analysis: analysisOf('INCONCLUSIVE') },
  play: async ({ canvasElement }) => {
    await inState(canvasElement, 'succeeded', 'INCONCLUSIVE');
    await expect(canvasElement).toHaveTextContent('It abstains');
  },
};

export const OutOfScope: Story = {
  args: { analysis: analysisOf('OUT_OF_SCOPE') },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'succeeded', 'OUT_OF_SCOPE');
    // A score or attention on a picture the model was not made for would mean nothing.
    await expect(card.queryByRole('meter')).toBeNull();
    await expect(card.queryByRole('slider')).toBeNull();
  },
};

/** Silent mode: the analysis is done, and its result is kept back. */
export const Withheld: Story = {
  args: { analysis: { ...analysisOf('BENIGN'), result: null } },
  play: async ({ canvasElement }) => {
    await inState(canvasElement, 'withheld');
    await expect(canvasElement).toHaveTextContent('silent mode');
  },
};

export const Failed: Story = {
  args: { analysis: analysisOf('FAILED') },
  play: async ({ canvasElement, args }) => {
    const card = await inState(canvasElement, 'failed');
    await expect(card.getByRole('alert')).toHaveTextContent('The engine stopped.');
    await userEvent.click(card.getByRole('button', { name: 'Analyse again' }));
    await expect(args.onAnalyze).toHaveBeenCalledOnce();
  },
};

export const Canceled: Story = {
  args: { analysis: analysisOf('CANCELED') },
  play: async ({ canvasElement }) => {
    await inState(canvasElement, 'canceled');
  },
};

/** What was there stays, and says that it may be old. */
export const Offline: Story = {
  args: {
    analysis: analysisOf('MALIGNANT'),
    error: { code: 'NETWORK_FAILED', message: 'The server can not be reached.' },
  },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'offline', 'MALIGNANT');
    await expect(card.getByRole('alert')).toHaveTextContent('No connection');
    await expect(card.getByRole('button', { name: 'Analyse again' })).toBeDisabled();
    await expect(card.getByRole('meter')).toBeVisible();
  },
};

export const Unauthorised: Story = {
  args: {
    image: null,
    error: {
      code: 'FORBIDDEN',
      message: 'Ask an administrator of your organization for the role CLINICIAN.',
    },
  },
  play: async ({ canvasElement }) => {
    const card = await inState(canvasElement, 'unauthorised');
    await expect(card.queryByRole('button')).toBeNull();
  },
};

/** A viewer may look and not analyse: what has no callback is not offered. */
export const ReadOnly: Story = {
  render: () => <MedicalImageCardView image={image} analysis={analysisOf('BENIGN')} onOpen={fn()} />,
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('button', { name: /Analyse/ })).toBeNull();
  },
};

/** Any part can be replaced and gets what the card knows. */
export const Slots: Story = {
  args: {
    analysis: analysisOf('MALIGNANT'),
    slots: {
      body: ({ analysis }) => <p>Score {analysis?.result?.malignancyProbability}</p>,
      footer: ({ state }) => <small>Footer of a card that is {state}</small>,
    },
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(`Score ${resultOf('MALIGNANT').malignancyProbability}`);
    await expect(canvasElement).toHaveTextContent('Footer of a card that is succeeded');
  },
};

export const Korean: Story = {
  args: { analysis: analysisOf('MALIGNANT') },
  globals: { locale: 'ko' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('button', { name: '다시 분석' })).toBeVisible();
    await expect(canvasElement).toHaveTextContent('1961. 4. 2.');
  },
};

export const Dark: Story = { args: { analysis: analysisOf('MALIGNANT') }, globals: { scheme: 'dark' } };

const mockImage = aMedicalImage();
const server = () => createMockClient({ images: [mockImage], run: { outcome: 'MALIGNANT', stepMs: 120 } });

/** Connected to a server in memory: from the click to the result without a reload. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider client={server()}>
      <MedicalImageCard medicalImageId={mockImage.id} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Analyse' }));
    const card = canvas.getByRole('article', { name: /.+/ });
    await waitFor(() => expect(card).toHaveAttribute('data-state', 'running'));
    await waitFor(() => expect(card).toHaveAttribute('data-outcome', 'MALIGNANT'), { timeout: 10_000 });
    await expect(within(card).getByRole('slider', { name: 'Opacity' })).toBeVisible();
    await expect(within(card).getByRole('note')).toHaveTextContent('not for diagnosis');
  },
};

const quota = createMockClient({ images: [mockImage] });

/** A refusal says what to do; the picture stays. */
export const Refused: Story = {
  render: () => (
    <EventEyeProvider client={quota}>
      <MedicalImageCard medicalImageId={mockImage.id} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const button = await canvas.findByRole('button', { name: 'Analyse' });
    quota.mock.fail('AnalyzeMedicalImage', 'QUOTA_EXCEEDED', {
      message: 'Too many at once. Try in a minute.',
    });
    await userEvent.click(button);
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Try in a minute');
    await expect(canvas.getByRole('img', { name: /./ })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(canvas.getByRole('article', { name: /.+/ })).toHaveAttribute('data-state', 'queued'),
    );
  },
};

const lost = createMockClient({ images: [mockImage] });

/** A browser that lost its network says so at once, and goes on when it is back. */
export const ConnectionLost: Story = {
  render: () => (
    <EventEyeProvider client={lost}>
      <MedicalImageCard medicalImageId={mockImage.id} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Analyse' }));
    await waitFor(() => expect(canvas.getByRole('progressbar')).toBeVisible());
    const online = (isOnline: boolean) => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
      window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
    };
    try {
      online(false);
      await expect(await canvas.findByRole('alert')).toHaveTextContent('goes on by itself');
      await expect(canvas.getByRole('progressbar')).toBeVisible();
    } finally {
      online(true);
    }
    await waitFor(() => expect(canvas.queryByRole('alert')).toBeNull());
  },
};
