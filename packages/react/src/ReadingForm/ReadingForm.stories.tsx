import { EventEyeProvider } from '@eventeye/client/react';
import { anAnalysis, createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { ReadingForm } from './ReadingForm.js';
import { ReadingFormView } from './ReadingFormView.js';

const meta = {
  title: 'Readings/ReadingForm',
  component: ReadingFormView,
  args: {
    state: 'idle',
    outcome: 'MALIGNANT',
    categories: ['4B', '4C', '5'],
    onSubmit: fn(),
    onAgain: fn(),
  },
  decorators: [
    (Story) => (
      <div style={{ maxWidth: '44rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof ReadingFormView>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    // Nothing is suggested by being chosen beforehand, and nothing is sent without a choice.
    for (const radio of canvas.getAllByRole('radio')) await expect(radio).not.toBeChecked();
    await userEvent.click(canvas.getByRole('button', { name: 'Record reading' }));
    await expect(args.onSubmit).not.toHaveBeenCalled();
  },
};

export const ByKeyboard: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.tab();
    await expect(canvas.getByRole('radio', { name: /^Benign/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect(canvas.getByRole('radio', { name: /^Malignant.*as the model/ })).toBeChecked();
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'BI-RADS category' }), '4C');
    await userEvent.type(canvas.getByRole('textbox', { name: 'Comment' }), 'Spiculated mass, washout.');
    await userEvent.click(canvas.getByRole('button', { name: 'Record reading' }));
    await expect(args.onSubmit).toHaveBeenCalledWith({
      label: 'MALIGNANT',
      biRadsCategory: '4C',
      note: 'Spiculated mass, washout.',
    });
  },
};

export const Correction: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole('radio', { name: /^Benign.*corrects the model/ }));
    await userEvent.click(canvas.getByRole('button', { name: 'Record reading' }));
    await expect(args.onSubmit).toHaveBeenCalledWith({ label: 'BENIGN' });
  },
};

/** Whoever has not seen the result is told neither outcome nor range. */
export const Blinded: Story = {
  args: { isBlinded: true },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await expect(canvasElement).not.toHaveTextContent('model');
    await expect(canvasElement).not.toHaveTextContent('4B · 4C');
    await userEvent.click(canvas.getByRole('radio', { name: /^Unsure/ }));
    await userEvent.click(canvas.getByRole('button', { name: 'Record reading' }));
    await expect(args.onSubmit).toHaveBeenCalledWith({ label: 'UNSURE', isBlinded: true });
  },
};

export const Abstention: Story = {
  args: { outcome: 'INCONCLUSIVE', categories: ['4A', '4B', '4C'] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).not.toHaveTextContent('as the model');
  },
};

export const Running: Story = {
  args: { state: 'running' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('button', { name: 'Recording' })).toBeDisabled();
  },
};

export const Done: Story = {
  args: { state: 'done' },
  play: async ({ canvasElement, args }) => {
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent('Reading recorded');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Read again' }));
    await expect(args.onAgain).toHaveBeenCalledOnce();
  },
};

export const Offline: Story = {
  args: {
    state: 'failed',
    error: { code: 'NETWORK_FAILED', message: 'The server can not be reached.' },
  },
};

export const Unauthorised: Story = {
  args: {
    state: 'failed',
    error: { code: 'FORBIDDEN', message: 'A reading is a person’s: sign in as the reader.' },
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('alert')).toHaveTextContent('sign in as the reader');
  },
};

export const Korean: Story = { globals: { locale: 'ko', scheme: 'dark' } };

const read = anAnalysis({ outcome: 'MALIGNANT' });

/** Connected: what is recorded stands in the list at once. */
export const Connected: Story = {
  render: () => (
    <EventEyeProvider client={createMockClient({ analyses: [read] })}>
      <ReadingForm analysisId={read.id} isBlinded />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.queryByRole('region', { name: 'Readings so far' })).toBeNull();
    await userEvent.click(canvas.getByRole('radio', { name: /^Malignant/ }));
    await userEvent.click(canvas.getByRole('button', { name: 'Record reading' }));
    const list = await canvas.findByRole('region', { name: 'Readings so far' });
    await expect(await within(list).findByText('Malignant')).toBeVisible();
    await expect(list).toHaveTextContent('blinded');
  },
};
