import { useMessages } from '@eventeye/react';
import { Link } from 'react-router';
import { messages } from './messages.js';

/** For an address that leads nowhere, and for what belongs to another organization: the two look the same. */
export function NotFound() {
  const text = useMessages(messages);
  return (
    <section className="cw-nothing">
      <h1>{text.notFoundTitle}</h1>
      <p>{text.notFoundText}</p>
      <p>
        <Link to="/patients">{text.toPatients}</Link>
      </p>
    </section>
  );
}
