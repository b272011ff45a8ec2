import type { StorybookConfig } from '@storybook/react-vite';

/** Storybook of the components; stories stand beside them in packages/react. */
const config: StorybookConfig = {
  stories: ['../packages/react/src/**/*.mdx', '../packages/react/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/react-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    resolve: {
      ...vite.resolve,
      // The workspaces' sources instead of what was built of them.
      conditions: ['eventeye-source', 'module', 'browser', 'development|production'],
    },
  }),
};
export default config;
