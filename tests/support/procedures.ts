import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import type { Access } from '#contract/desktop/base.ts';
import { desktopContract } from '#contract/desktop/contract.ts';
import type { DeskClient } from './desk.ts';

export interface ListedProcedure {
  /** Such as 'client.create'. */
  readonly name: string;
  readonly roles: Access['roles'];
  readonly input: z.ZodType | undefined;
  /** Names of the input's fields. */
  readonly fields: readonly string[];
}

/** Every procedure of the desktop contract, read off the contract itself, so that none can be forgotten. */
export const procedures: readonly ListedProcedure[] = Object.entries(desktopContract).flatMap(
  ([feature, group]) =>
    Object.entries(group).flatMap(([name, procedure]) => {
      if (!isContractProcedure(procedure)) throw new Error(`${feature}.${name} is no procedure`);
      const { meta, inputSchema } = procedure['~orpc'];
      const input = inputSchema as z.ZodType | undefined;
      const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
      return [{ name: `${feature}.${name}`, roles: (meta as Access).roles, input, fields }];
    }),
);

/** Calls a procedure by its name with any input at all; answers the error's code, or 'OK'. */
export async function call(client: DeskClient, name: string, input: unknown): Promise<CallAnswer> {
  const [feature = '', procedure = ''] = name.split('.');
  const features = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const run = features[feature]?.[procedure];
  if (!run) throw new Error(`no procedure ${name}`);
  try {
    const answer = await run(input);
    await endIfStream(answer);
    return { code: 'OK', isTyped: true, data: answer };
  } catch (error) {
    const {
      code = 'THROWN',
      defined = false,
      data,
    } = error as { code?: string; defined?: boolean; data?: unknown };
    return { code, isTyped: defined, data };
  }
}

export interface CallAnswer {
  readonly code: string;
  /** The error is one that the contract names. */
  readonly isTyped: boolean;
  readonly data: unknown;
}

async function endIfStream(answer: unknown): Promise<void> {
  if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
    await (answer as AsyncGenerator).return?.(undefined);
}
