import { useActiveModel, useOnline, useOrganization } from '@eventeye/client/react';
import { DemonstrationBanner, useMessages } from '@eventeye/react';
import { EyeOff, WifiOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Header } from './Header.js';
import { messages } from './messages.js';

/** Header, notices and the page. The demonstration's notice stays on every page while such a model is active. */
export function Shell() {
  const text = useMessages(messages);
  const { data: model } = useActiveModel();
  const { data: organization } = useOrganization();
  const isOnline = useOnline();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    // A new page is a new beginning for whoever reads it by keyboard or screen reader.
    if (before.current !== pathname) main.current?.focus();
    before.current = pathname;
  }, [pathname]);
  return (
    <>
      <a className="cw-skip" href="#content">
        {text.skip}
      </a>
      <Header />
      <aside className="cw-notices" aria-label={text.notices}>
        {/* Until the server says otherwise: nothing moves when it says so. */}
        {(!model || model.isDemonstration) && (
          <DemonstrationBanner {...(model && { model: `${model.name} ${model.version}` })} />
        )}
        <div role="status">
          {organization?.isSilent && (
            <p className="cw-offline">
              <EyeOff aria-hidden="true" />
              {text.silent}
            </p>
          )}
          {!isOnline && (
            <p className="cw-offline">
              <WifiOff aria-hidden="true" />
              {text.offline}
            </p>
          )}
        </div>
      </aside>
      <main className="cw-main" id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}
