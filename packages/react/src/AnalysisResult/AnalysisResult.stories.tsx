import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { resultOf } from '../storyData/results.js';
import { AnalysisResult } from './AnalysisResult.js';

const meta = {
  title: 'Results/AnalysisResult',
  component: AnalysisResult,
  args: { finishedAt: '2026-11-23T09:13:02.000Z' },
} satisfies Meta<typeof AnalysisResult>;
export default meta;
type Story = StoryObj<typeof meta>;

const says =
  (text: string | RegExp): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(text);
    // Whatever the outcome, a demonstration says what it is.
    await expect(within(canvasElement).getByRole('note')).toHaveTextContent('not for diagnosis');
  };

export const Benign: Story = { args: { result: resultOf('BENIGN') }, play: says(/3\.1%/) };
export const Malignant: Story = {
  args: { result: resultOf('MALIGNANT') },
  play: async (context) => {
    await says(/4B · 4C · 5/)(context);
    const meter = within(context.canvasElement).getByRole('meter');
    await expect(meter).toHaveAttribute('aria-valuetext', '91.4%');
    await expect(meter).toHaveAccessibleDescription(/Below 12\.0% benign, from 58\.0% malignant/);
  },
};
export const Inconclusive: Story = { args: { result: resultOf('INCONCLUSIVE') }, play: says('It abstains') };
export const OutOfScope: Story = {
  args: { result: resultOf('OUT_OF_SCOPE') },
  play: async (context) => {
    await says('its scores mean nothing here')(context);
    await expect(within(context.canvasElement).queryByRole('meter')).toBeNull();
  },
};
export const Withheld: Story = {
  args: { result: null },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('silent mode');
  },
};
export const Korean: Story = {
  args: { result: resultOf('MALIGNANT') },
  globals: { locale: 'ko' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('악성');
  },
};
export const Dark: Story = { args: { result: resultOf('MALIGNANT') }, globals: { scheme: 'dark' } };
