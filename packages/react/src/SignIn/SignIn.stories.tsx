import { EventEyeProvider } from '@eventeye/client/react';
import { createMockClient } from '@eventeye/client/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { SignIn } from './SignIn.js';
import { SignInView } from './SignInView.js';

const meta = {
  title: 'People/SignIn',
  component: SignInView,
  args: { state: 'idle', onSignIn: fn() },
} satisfies Meta<typeof SignInView>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByLabelText('E-mail'), 'kim@mary.example.org');
    await userEvent.tab();
    await userEvent.keyboard('a long enough sentence{Enter}');
    await expect(args.onSignIn).toHaveBeenCalledWith({
      email: 'kim@mary.example.org',
      password: 'a long enough sentence',
    });
  },
};

export const Running: Story = {
  args: { state: 'running' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('button')).toBeDisabled();
  },
};

export const Refused: Story = {
  args: {
    state: 'failed',
    error: { code: 'INVALID_CREDENTIALS', message: 'E-mail or password is wrong. Check both and try again.' },
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('alert')).toHaveTextContent('INVALID_CREDENTIALS');
  },
};

export const LockedOut: Story = {
  args: {
    state: 'failed',
    error: { code: 'QUOTA_EXCEEDED', message: 'Too many tries.', retryAfterSeconds: 2 },
  },
  play: async ({ canvasElement }) => {
    const button = within(canvasElement).getByRole('button');
    await expect(button).toBeDisabled();
    await waitFor(() => expect(button).toBeEnabled(), { timeout: 10_000 });
  },
};

export const WithProviders: Story = {
  args: { providers: [{ name: 'mary', label: 'St. Mary', startUrl: '#start' }] },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('link', { name: 'Sign in with St. Mary' })).toHaveAttribute(
      'href',
      '#start',
    );
  },
};

export const Korean: Story = {
  args: { providers: [{ name: 'mary', label: '성모병원', startUrl: '#start' }] },
  globals: { locale: 'ko', scheme: 'dark' },
};

const hospital = {
  __typename: 'SignInProvider' as const,
  name: 'mary',
  label: 'St. Mary',
  startUrl: '/auth/oidc/mary/start',
};
const redirectUri = 'https://emr.example.org/signed-in';

/** Connected: the link begins a sign-in that ends at the host's own page. */
export const ThroughAProvider: Story = {
  render: () => (
    <EventEyeProvider client={createMockClient({ signedInAs: null, signInProviders: [hospital] })}>
      <SignIn redirectUri={redirectUri} />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    const link = await within(canvasElement).findByRole('link', { name: 'Sign in with St. Mary' });
    const { pathname, searchParams } = new URL((link as HTMLAnchorElement).href);
    await expect(pathname).toBe('/auth/oidc/mary/start');
    await expect(searchParams.get('redirect_uri')).toBe(redirectUri);
    await expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  },
};

/** Without a page to come back to, no link that would lead nowhere. */
export const WithoutAPageToComeBackTo: Story = {
  render: () => (
    <EventEyeProvider client={createMockClient({ signedInAs: null, signInProviders: [hospital] })}>
      <SignIn />
    </EventEyeProvider>
  ),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByLabelText('E-mail');
    await expect(within(canvasElement).queryByRole('link')).toBeNull();
  },
};
