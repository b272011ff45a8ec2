import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { DemonstrationBanner } from './DemonstrationBanner.js';

const meta = {
  title: 'Results/DemonstrationBanner',
  component: DemonstrationBanner,
} satisfies Meta<typeof DemonstrationBanner>;
export default meta;
type Story = StoryObj<typeof meta>;

export const WithModel: Story = {
  args: { model: 'resnet50-phantom 1.0.0' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('note')).toHaveTextContent('not for diagnosis');
  },
};

export const Korean: Story = {
  globals: { locale: 'ko' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('note')).toHaveTextContent('시연용 모델');
  },
};

export const Dark: Story = { globals: { scheme: 'dark' } };
