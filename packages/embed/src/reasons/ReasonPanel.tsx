import { Button, defineMessages, useMessages } from '@eventeye/react';
import type { Reason } from './reasons.js';

const messages = defineMessages({
  en: { title: 'EventEye can not be shown here', again: 'Try again' },
  ko: { title: 'EventEye를 여기에 표시할 수 없습니다', again: '다시 시도' },
});

/** In place of a blank frame: the code for who mends it, a sentence for who reads it. */
export function ReasonPanel({ reason, onRetry }: { reason: Reason; onRetry(): void }) {
  const text = useMessages(messages);
  return (
    <section className="ee-reason" part="reason" role="alert" data-code={reason.code}>
      <strong>{text.title}</strong>
      <p>{reason.message}</p>
      <code>{reason.code}</code>
      <Button onClick={onRetry}>{text.again}</Button>
    </section>
  );
}
