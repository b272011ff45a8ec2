import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { ProbabilityScale } from './ProbabilityScale.js';

const meta = { title: 'Results/ProbabilityScale', component: ProbabilityScale } satisfies Meta<
  typeof ProbabilityScale
>;
export default meta;
type Story = StoryObj<typeof meta>;

export const WithBand: Story = {
  args: { malignancyProbability: 0.73, thresholds: { benignBelow: 0.12, malignantFrom: 0.58 } },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('meter')).toHaveAttribute('aria-valuenow', '73');
  },
};
export const WithoutThresholds: Story = { args: { malignancyProbability: 0.02 } };
export const Dark: Story = { ...WithBand, globals: { scheme: 'dark', locale: 'ko' } };
