import type { MailGateway } from './port.ts';

/** No mail server is set up: every message stays listed as unsent, and may be sent once there is one. */
export function createNoMailGateway(): MailGateway {
  return {
    kind: 'none',
    send: async () => ({ kind: 'refused', permanent: false, code: 'MAIL_NOT_CONFIGURED' }),
  };
}
