import { createORPCClient, DynamicLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import type { DesktopContract } from '#contract/desktop/contract.ts';
import { currentLink } from './connection.ts';

type Engine = ContractRouterClient<DesktopContract>;

/** Every call of the contract, typed. A call made while there is no connection waits for one. */
export const engine: Engine = createORPCClient(new DynamicLink(currentLink));

/** Query options, mutation options and keys for every call of the contract. */
export const queries: RouterUtils<Engine> = createTanstackQueryUtils(engine);
