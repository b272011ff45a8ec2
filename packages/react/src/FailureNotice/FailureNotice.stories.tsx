import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { FailureNotice } from './FailureNotice.js';

const meta = { title: 'Basics/FailureNotice', component: FailureNotice } satisfies Meta<typeof FailureNotice>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Failed: Story = {
  args: {
    error: { code: 'IMAGE_UNREADABLE', message: 'The file can not be read as an image. Export it again.' },
    onRetry: fn(),
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getByRole('alert')).toHaveAttribute('data-state', 'failed');
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Offline: Story = {
  args: { error: { code: 'NETWORK_FAILED', message: 'The client could not reach the API.' } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('alert')).toHaveTextContent('goes on by itself');
  },
};

export const Unauthorised: Story = {
  args: {
    error: {
      code: 'FORBIDDEN',
      message: 'Ask an administrator of your organization for the role CLINICIAN.',
    },
  },
};

export const Korean: Story = { ...Offline, globals: { locale: 'ko', scheme: 'dark' }, play: async () => {} };
