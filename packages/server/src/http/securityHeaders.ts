import type { RequestHandler } from 'express';
import type { ServerConfig } from '../config.js';

const yearSeconds = 31_536_000;

/**
 * Headers for every answer: nothing is sniffed, framed, loaded by other sites or told to them. Pages and files for other
 * origins add what they need.
 */
export function securityHeaders({ publicUrl }: Pick<ServerConfig, 'publicUrl'>): RequestHandler {
  const headers = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    // Not for its subdomains, which may be others' business.
    ...(publicUrl?.startsWith('https:') && { 'Strict-Transport-Security': `max-age=${yearSeconds}` }),
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}
