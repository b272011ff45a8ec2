import { createEventEyeClient } from '@eventeye/client';
import { EventEyeProvider } from '@eventeye/client/react';
import { EventEyeTheme, SignIn } from '@eventeye/react';
import '@eventeye/react/styles.css';

const client = createEventEyeClient({ url: 'https://eventeye.example.org/graphql' });

export function SignInPage({ onDone }: { onDone: () => void }) {
  return (
    <EventEyeTheme locale="en">
      <EventEyeProvider client={client}>
        <SignIn onSignedIn={onDone} redirectUri={`${location.origin}/sign-in`} />
      </EventEyeProvider>
    </EventEyeTheme>
  );
}
