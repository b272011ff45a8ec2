/** The token of an `Authorization` header (RFC 6750); undefined where it is of another form. */
export function bearerToken(authorization: string): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}
