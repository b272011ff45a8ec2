import { EventEyeProvider } from '@eventeye/client/react';
import { createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { agreements } from '../storyData/agreement.js';
import { AgreementPlot } from './AgreementPlot.js';
import { AgreementPlotView } from './AgreementPlotView.js';

const meta = {
  title: 'Readings/AgreementPlot',
  component: AgreementPlotView,
  args: {
    state: 'ready',
    agreements,
    measure: 'agreement',
    onMeasure: fn(),
    blindedOnly: false,
    onBlindedOnly: fn(),
    onRetry: fn(),
  },
} satisfies Meta<typeof AgreementPlotView>;
export default meta;
type Story = StoryObj<typeof meta>;

export const ByModelAndSite: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const row = canvas.getByRole('rowheader', { name: /resnet50-phantom 1\.0\.0/ }).closest('tr')!;
    await expect(row).toHaveTextContent('90.1% (83.8% – 94.1%)');
    await expect(row.querySelector('.ee-agreement-interval')).toHaveAttribute('x1', '83.8');
    // A site with too few readings says so instead of a figure.
    const few = canvas.getByRole('rowheader', { name: 'Site not named' }).closest('tr')!;
    await expect(few).toHaveTextContent('too few');
    await expect(few.querySelector('.ee-agreement-value')).toBeNull();
    await expect(canvasElement).toHaveTextContent('does not say who is right');
    await userEvent.click(canvas.getByRole('button', { name: 'Cohen’s kappa' }));
    await expect(args.onMeasure).toHaveBeenCalledWith('kappa');
    await userEvent.click(canvas.getByRole('checkbox', { name: /Blinded readings only/ }));
    await expect(args.onBlindedOnly).toHaveBeenCalledWith(true);
  },
};

export const Kappa: Story = {
  args: { measure: 'kappa' },
  play: async ({ canvasElement }) => {
    // An interval that reaches below 0 is drawn whole.
    const row = within(canvasElement)
      .getByRole('rowheader', { name: /0\.9\.0/ })
      .closest('tr')!;
    await expect(row).toHaveTextContent('0.31 (-0.04 – 0.60)');
    await expect(Number(row.querySelector('.ee-agreement-interval')?.getAttribute('x1'))).toBeGreaterThan(0);
  },
};

export const Empty: Story = {
  args: { agreements: [] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('No reading');
  },
};

export const Loading: Story = { args: { state: 'loading', agreements: [] } };

export const Offline: Story = {
  args: {
    state: 'failed',
    agreements: [],
    error: { code: 'NETWORK_FAILED', message: 'The server can not be reached.' },
  },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Unauthorised: Story = {
  args: {
    state: 'failed',
    agreements: [],
    error: { code: 'FORBIDDEN', message: 'A token of one patient shows no figures of all.' },
  },
};

export const Korean: Story = { globals: { locale: 'ko', scheme: 'dark' } };

/** Connected: the figure is chosen here, the readings by the server. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider client={createMockClient({ agreement: agreements })}>
      <AgreementPlot />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('90.1%')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Cohen’s kappa' }));
    await expect(await canvas.findByText('0.78')).toBeVisible();
  },
};
