import { z } from 'zod';

/**
 * What the shell and the engine say to each other, the same words whether the engine is a child process or a
 * utility process. A window's own requests travel inside `port-message` and are never read by the shell.
 *
 * Order: the engine says `ready` once; before that the shell sends nothing but `path-granted` and secrets it was
 * asked for. Port numbers are never used twice in one engine's life.
 */
export type ShellToEngine =
  | { readonly type: 'open-port'; readonly port: number }
  | { readonly type: 'port-message'; readonly port: number; readonly data: unknown }
  | { readonly type: 'close-port'; readonly port: number }
  /** Finish the step in hand, close the database, exit. The engine is ended after five seconds. */
  | { readonly type: 'shutdown' }
  /** The engine may read or write this one file because a person chose it in a system dialog. Sent again after a restart. */
  | { readonly type: 'path-granted'; readonly path: string; readonly access: PathAccess }
  | { readonly type: 'secret-value'; readonly id: number; readonly value: string | null }
  | { readonly type: 'secret-stored'; readonly id: number; readonly result: SecretStored };

export type PathAccess = 'read' | 'write';

/** `refused`: the system has no safe place for secrets; nothing was kept. */
export type SecretStored = 'stored' | 'refused';

/** What an engine may say. The shell drops, and logs, whatever does not have one of these shapes. */
export const engineToShellSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The engine cannot run at all and is about to exit (a newer database, a damaged one): it is not started again by itself. */
  z.object({ type: z.literal('fatal'), code: z.string().max(100), message: z.string().max(2000) }),
  z.object({ type: z.literal('port-message'), port: z.int(), data: z.unknown() }),
  z.object({ type: z.literal('secret-read'), id: z.int(), name: z.string().max(100) }),
  /** A null value forgets the secret. */
  z.object({
    type: z.literal('secret-store'),
    id: z.int(),
    name: z.string().max(100),
    value: z.string().max(10_000).nullable(),
  }),
  /** Something needs a person (a job ended, a task appeared): the window's icon asks for attention. */
  z.object({ type: z.literal('attention') }),
]);

export type EngineToShell = z.infer<typeof engineToShellSchema>;
