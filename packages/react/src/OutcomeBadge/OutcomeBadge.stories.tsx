import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { OutcomeBadge } from './OutcomeBadge.js';

const meta = { title: 'Results/OutcomeBadge', component: OutcomeBadge } satisfies Meta<typeof OutcomeBadge>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Benign: Story = { args: { outcome: 'BENIGN' } };
export const Malignant: Story = { args: { outcome: 'MALIGNANT', size: 'large' } };
export const Inconclusive: Story = { args: { outcome: 'INCONCLUSIVE' }, globals: { scheme: 'dark' } };
export const OutOfScope: Story = {
  args: { outcome: 'OUT_OF_SCOPE' },
  globals: { locale: 'ko' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent('분석 범위 밖');
  },
};
