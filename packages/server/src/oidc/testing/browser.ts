/** A browser as far as signing in needs one: keeps cookies by host, follows redirects, posts forms. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  /** One request, redirects not followed. */
  async open(address: string | URL, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address);
    const jar = this.#jarOf(url);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects until one leads to an address that begins with `until`, which is not opened. */
  async follow(response: Response, until: string): Promise<URL> {
    let [current, base] = [response, response.url];
    for (let hop = 0; hop < 20; hop++) {
      const location = current.headers.get('location');
      if (!location) return this.#interact(current, base, until);
      const next = new URL(location, base);
      if (next.href.startsWith(until)) return next;
      current = await this.open(next);
      base = next.href;
    }
    throw new Error('Redirected in circles.');
  }

  /** The same cookies in another browser, as if they had been stolen. */
  copyCookiesTo(other: Browser): void {
    for (const [host, jar] of this.#jars) other.#jars.set(host, new Map(jar));
  }

  /** Whom the provider is told that we are. */
  person = 'nobody';

  /** The provider's pages ask who one is, and for consent. */
  async #interact(page: Response, base: string, until: string): Promise<URL> {
    const html = await page.text();
    const action = /action="([^"]+)"/.exec(html)?.[1];
    if (!action) throw new Error(`No form to fill in (${page.status}): ${html.slice(0, 500)}`);
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const answer = await this.open(new URL(action, base), {
      prompt,
      ...(prompt === 'login' && { login: this.person, password: 'any' }),
    });
    return this.follow(answer, until);
  }

  #jarOf({ host }: URL): Map<string, string> {
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    return jar;
  }
}
