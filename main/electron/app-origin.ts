/** The only place our own pages come from. */
export const APP_SCHEME = 'app';
const APP_HOST = 'callboard';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/`;

/**
 * Whether an address is one of our own pages. Decided by the URL parser, never by comparing text: `app://callboard@evil`
 * and `app://callboard.evil` only look alike.
 */
export const isAppUrl = (address: string): boolean => {
  const url = parseUrl(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
};

/**
 * Whether an address may be handed to the system's browser, mail or telephone program: https without credentials,
 * mailto and tel; all else, such as file:, smb: and javascript:, is refused (reliability E2).
 */
export const isOpenableOutside = (address: string): boolean => {
  const url = parseUrl(address);
  if (!url || /[\p{Cc}\s]/u.test(address)) return false;
  if (url.protocol === 'https:') return url.username === '' && url.password === '' && url.hostname !== '';
  // Attachments by mail link are a known way to send a file nobody chose.
  if (url.protocol === 'mailto:') return ![...url.searchParams.keys()].some((key) => /^attach/i.test(key));
  return url.protocol === 'tel:' && /^[-+0-9().*#;=,A-Za-z]+$/.test(url.pathname);
};

/** Null for what is no address at all. (`URL.parse` is missing in the fallback runtime's Node.) */
export const parseUrl = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null);
