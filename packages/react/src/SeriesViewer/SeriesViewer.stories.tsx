import { EventEyeProvider } from '@eventeye/client/react';
import {
  aSeries,
  aSeriesAnalysis,
  createMockClient,
  type MockClient,
  slicesOf,
} from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { readPhantom } from '../storyData/phantomSeries.js';
import { SeriesViewer } from './SeriesViewer.js';

const count = 160;
const post = aSeries({ id: 'Series-post', imageCount: count, description: 'Post 1' });
const pre = aSeries({ id: 'Series-pre', imageCount: count, description: 'Pre' });
const suggestedSubtraction = {
  __typename: 'SuggestedSubtraction' as const,
  base: { __typename: 'Series' as const, id: pre.id },
  series: { __typename: 'Series' as const, id: post.id },
};
const images = [post, pre].flatMap((series, phase) =>
  slicesOf(series).map((image, index) => ({
    ...image,
    pngUrl: `phantom:${series.id}/${index}/${count}/${1 - phase}`,
    plane: { positionMm: [-192, -154, index], rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] },
  })),
);
const clientOf = (
  run?: Parameters<typeof aSeriesAnalysis>[0] | null,
  mode: 'online' | 'offline' = 'online',
) =>
  createMockClient({
    mode,
    series: [{ ...post, study: { ...post.study, suggestedSubtraction } }, pre],
    images,
    seriesAnalyses: run === null ? [] : [aSeriesAnalysis({ series: post, id: 'SeriesAnalysis-1', ...run })],
  });

const meta = {
  title: 'Series/SeriesViewer connected',
  component: SeriesViewer,
  args: { seriesId: post.id, readPicture: readPhantom },
  render: (args, { parameters }) => (
    <EventEyeProvider client={parameters['client']}>
      <SeriesViewer {...args} />
    </EventEyeProvider>
  ),
} satisfies Meta<typeof SeriesViewer>;
export default meta;
type Story = StoryObj<typeof meta>;

const shown = (root: HTMLElement, text: string | RegExp) =>
  waitFor(() => expect(root).toHaveTextContent(text), { timeout: 8000 });

export const LinkedWithItsProfile: Story = {
  parameters: { client: clientOf() },
  play: async ({ canvasElement, parameters }) => {
    await shown(canvasElement, 'Slice 81 of 160');
    const canvas = within(canvasElement);
    const profile = await canvas.findByRole('slider', { name: 'Slice on the profile' });
    profile.focus();
    await userEvent.keyboard('{ArrowRight}');
    await shown(canvasElement, 'Slice 82 of 160');
    canvas.getByRole('application').focus();
    await userEvent.keyboard('{Home}');
    await expect(profile).toHaveAttribute('aria-valuenow', '1');
    // The phase before contrast is what the study suggests.
    await userEvent.click(await canvas.findByRole('button', { name: 'Before and after contrast' }));
    await shown(canvasElement, 'Pre (before contrast)');
    await expect(canvasElement).toHaveTextContent('Demonstration model');
    // Each page of slices once, however often the viewer is drawn.
    const { mock } = parameters['client'] as MockClient;
    const pages = mock.requests.filter(({ operationName }) => operationName === 'SeriesSlices');
    await expect(pages).toHaveLength(4);
  },
};

export const ProfileGrows: Story = {
  parameters: { client: clientOf({ status: 'RUNNING', completedSlices: 40 }) },
  play: async ({ canvasElement, parameters }) => {
    await shown(canvasElement, '40 of 160 slices');
    const { mock } = parameters['client'] as MockClient;
    mock.push(
      aSeriesAnalysis({ series: post, id: 'SeriesAnalysis-1', status: 'RUNNING', completedSlices: 90 }),
    );
    await shown(canvasElement, '90 of 160 slices');
  },
};

export const NoAnalysis: Story = {
  parameters: { client: clientOf(null) },
  play: async ({ canvasElement }) => {
    await shown(canvasElement, 'Not analysed');
    await expect(within(canvasElement).queryByRole('slider', { name: 'Slice on the profile' })).toBeNull();
  },
};

export const Offline: Story = {
  parameters: { client: clientOf({}, 'offline') },
  play: async ({ canvasElement, parameters }) => {
    const again = await within(canvasElement).findByRole('button', { name: 'Try again' }, { timeout: 8000 });
    (parameters['client'] as MockClient).mock.setMode('online');
    await userEvent.click(again);
    await shown(canvasElement, 'Slice 81 of 160');
  },
};
