import { isIP } from 'node:net';
import { EventEyeError } from '@eventeye/core';
import { isPermittedAddress } from '../inference/fetch/permittedAddress.js';

/** Where webhooks may be sent. */
export interface WebhookPolicy {
  /** Whether receivers may be on a private network or on this machine. */
  allowPrivate: boolean;
}

const longestUrl = 2_048;
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * An address that an administrator names, if webhooks may be sent there: https, or http on this very machine where private
 * addresses are allowed. What a name resolves to is checked with every delivery.
 *
 * @throws EventEyeError VALIDATION_FAILED.
 */
export function checkWebhookUrl(text: string, { allowPrivate }: WebhookPolicy): string {
  const url = text.length <= longestUrl && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw invalid('Give a complete address such as https://emr.example.org/eventeye.');
  const plain = url.protocol === 'http:' && allowPrivate && loopback.test(url.hostname);
  if (url.protocol !== 'https:' && !plain) throw invalid('Webhooks are sent with https only.');
  if (url.username !== '' || url.password !== '') {
    throw invalid('Leave name and password out of the address: messages are signed.');
  }
  url.hash = '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (
    (isIP(host) > 0 && !isPermittedAddress(host, allowPrivate)) ||
    (!allowPrivate && loopback.test(url.hostname))
  ) {
    throw invalid(
      'Webhooks are not sent to this network. Give a public address, or ask the operator to set EVENTEYE_WEBHOOK_PRIVATE.',
    );
  }
  return url.href;
}

function invalid(message: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path: ['input', 'url'] });
}
