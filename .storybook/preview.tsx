import type { Preview } from '@storybook/react-vite';
import { EventEyeTheme } from '../packages/react/src/theme/EventEyeTheme.js';
import '../packages/react/src/styles.css';

const preview: Preview = {
  // A story with a violation of WCAG fails as a test.
  parameters: { a11y: { test: 'error' }, layout: 'fullscreen', controls: { expanded: true } },
  tags: ['autodocs'],
  initialGlobals: { locale: 'en', scheme: 'light' },
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        items: [
          { value: 'en', title: 'English' },
          { value: 'ko', title: '한국어' },
        ],
        dynamicTitle: true,
      },
    },
    scheme: {
      description: 'Colours',
      toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  decorators: [
    (Story, { globals }) => (
      <EventEyeTheme
        locale={globals['locale']}
        appearance={{ scheme: globals['scheme'] }}
        className="ee-story"
      >
        <div style={{ padding: '1rem', maxWidth: '80rem' }}>
          <Story />
        </div>
      </EventEyeTheme>
    ),
  ],
};
export default preview;
