import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { DesktopContract } from '#contract/desktop/contract.ts';
import type { Db } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { createConnection } from '#main/doors/connection.ts';
import type { DoorContext } from '#main/doors/guard.ts';
import { openPort } from '#main/doors/port.ts';
import { createPortHandler } from '#main/doors/serve.ts';
import { createTopicPublisher } from '#main/doors/topic-publisher.ts';
import { createNoKeyStore } from '#main/gateways/key-store/none.ts';
import type { Gateways } from '#main/gateways/gateways.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { createTestServices, type TestServices } from './service-context.ts';

export type DeskClient = ContractRouterClient<DesktopContract>;

/** Doors on a real database: every call goes through the handler, as messages, the way a window's calls do. */
export interface Desk {
  /** A new window in which this person is signed in; null: nobody. */
  readonly callAs: (staffId: StaffId | null) => DeskClient;
  readonly services: ServiceContext;
  readonly files: TestServices['files'];
  /** What was reported as a bug, with the procedure. */
  readonly bugs: { readonly where: string; readonly thrown: unknown }[];
}

export interface DeskOptions {
  readonly dataDir: string;
  readonly now?: () => number;
  readonly monotonicNow?: () => number;
  readonly moneyFrozen?: () => number;
  readonly gateways?: Partial<Gateways>;
}

export function openDesk(db: Db, options: DeskOptions): Desk {
  const { ctx, files } = createTestServices(db, options);
  const topics = createTopicPublisher();
  const bugs: { where: string; thrown: unknown }[] = [];
  const services: ServiceContext = {
    ...ctx,
    announce: topics.announce,
    holdUp: () => null,
    gateways: {
      ...ctx.gateways,
      keyStore: createNoKeyStore(),
      refusesLiveKeys: true,
      paymentFor: () => ({ ok: false, error: { code: 'KEY_FORMAT' } }),
      mailFor: () => ({ ok: false, error: { code: 'NO_MAIL_IN_TESTS' } }),
      ...options.gateways,
    },
    upkeep: {
      dataDir: options.dataDir,
      demoProgress: () => null,
      setDemoProgress: () => {},
      restoreSoon: () => {},
    },
  };
  const handler = createPortHandler();
  const callAs = (staffId: StaffId | null): DeskClient => {
    // Standing time: no test calls so often that the limit would matter, unless it says so.
    const connection = createConnection(options.monotonicNow ?? freeRunning());
    if (staffId !== null) connection.signIn(db, staffId);
    const context: DoorContext = {
      connection,
      engine: {
        services: () => Promise.resolve(services),
        events: topics.listen,
        reportUnexpected: (thrown, where) => {
          bugs.push({ where, thrown });
          return 'test-reference';
        },
      },
    };
    const listeners: ((event: { data: unknown }) => void)[] = [];
    const engineEnd = openPort(handler, context, (data) => {
      for (const listener of listeners) listener({ data });
    });
    const port = {
      postMessage: (data: unknown) => engineEnd.receive(data),
      on: (event: string, listener: (event: { data: unknown }) => void) => {
        if (event === 'message') listeners.push(listener);
      },
    };
    return createORPCClient(new RPCLink({ port: port as never }));
  };
  return { callAs, services, files, bugs };
}

/** Each look at the clock finds another second. */
function freeRunning(): () => number {
  let at = 0;
  return () => (at += 1000);
}
