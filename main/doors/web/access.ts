import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may talk to the browser host: a page of its own origin, in a browser that came with the address printed at the start.
 * The port is told once it is known.
 */
export interface WebAccess {
  /** Goes into the printed address; holds until the host ends. */
  readonly token: string;
  readonly listensOn: (port: number) => void;
  /** The request names this host, by number or as localhost, and comes from no other site (against DNS rebinding). */
  readonly isOurs: (headers: IncomingHttpHeaders) => boolean;
  /** As `isOurs`, and a page of this very origin asks: what a socket needs, since browsers let any page open one. */
  readonly isOurPage: (headers: IncomingHttpHeaders) => boolean;
  readonly hasCookie: (headers: IncomingHttpHeaders) => boolean;
  readonly isToken: (text: string | undefined) => boolean;
  /** The Set-Cookie line for a browser that has shown the token. */
  readonly cookie: () => string;
}

export function createWebAccess(): WebAccess {
  const token = randomBytes(24).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  let port = 0;
  // Cookies do not tell ports apart: each host has a name of its own.
  const cookieName = (): string => `callboard-${port}`;
  const hosts = (): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];
  const isOurs = ({ host, origin }: IncomingHttpHeaders): boolean =>
    host !== undefined && hosts().includes(host) && (origin === undefined || origin === `http://${host}`);
  return {
    token,
    listensOn: (listening) => {
      port = listening;
    },
    isOurs,
    isOurPage: (headers) => headers.origin !== undefined && isOurs(headers),
    hasCookie: (headers) => isEqual(cookieValue(headers.cookie, cookieName()), secret),
    isToken: (text) => isEqual(text, token),
    cookie: () => `${cookieName()}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  const prefix = `${name}=`;
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Takes the same time however much of the text is right. */
function isEqual(text: string | undefined, secret: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return text !== undefined && timingSafeEqual(digest(text), digest(secret));
}
