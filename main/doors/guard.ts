import { ORPCError, ValidationError } from '@orpc/server';
import type { Access } from '#contract/desktop/base.ts';
import type { TopicEvent } from '#contract/desktop/topics.ts';
import type { ServiceContext, Actor } from '../services/context.ts';
import { findActor } from '../services/staff/find-actor.ts';
import { recordRefusedCall } from '../services/audit/record-refused-call.ts';
import { answer, Refusal, type WireError } from './answer.ts';
import type { Connection } from './connection.ts';
import { inputIssues } from './field-issues.ts';

/** What every request brings along. */
export interface DoorContext {
  readonly connection: Connection;
  readonly engine: DoorEngine;
}

/** The engine as the doors see it. */
export interface DoorEngine {
  /** The open studio; waits while a backup is being put in place. */
  readonly services: () => Promise<ServiceContext>;
  readonly events: (signal: AbortSignal | undefined) => AsyncIteratorObject<TopicEvent, unknown, void>;
  /** Keeps what went wrong, with ids only, and names it. */
  readonly reportUnexpected: (thrown: unknown, procedure: string) => string;
}

/** What a handler gets besides its input. */
export interface HandlerContext extends DoorContext {
  readonly services: ServiceContext;
  /** Who is signed in. Only for procedures that need a role. */
  readonly actor: () => Actor;
}

interface GuardedCall {
  readonly context: DoorContext;
  readonly path: readonly string[];
  readonly procedure: { readonly '~orpc': { readonly meta: Access } };
}

/**
 * What stands before every procedure and before its input is even read: who is asking, as stored now, so that somebody
 * dismissed a moment ago is refused (reliability A3); whether their role may (A1). Throws a Refusal.
 */
export async function admit({ context, path, procedure }: GuardedCall): Promise<HandlerContext> {
  if (!context.connection.admitCall()) throw new Refusal({ code: 'TOO_MANY_REQUESTS' });
  const services = await context.engine.services();
  const actor = currentActor(context.connection, services);
  const { roles } = procedure['~orpc'].meta;
  if (roles !== 'anyone') {
    if (!actor) throw new Refusal({ code: 'SIGN_IN_REQUIRED' });
    if (!roles.includes(actor.role)) {
      recordRefusedCall(services, actor, path.join('.'));
      throw new Refusal({ code: 'FORBIDDEN', needs: [...roles] });
    }
  }
  return {
    ...context,
    services,
    actor: () => actor ?? answer({ ok: false, error: { code: 'SIGN_IN_REQUIRED' } }),
  };
}

/** Turns whatever a procedure threw into an error of its contract; what nobody expected is reported and gets a reference. */
export function toWire(thrown: unknown, { context, path }: GuardedCall): ORPCError<string, unknown> {
  if (thrown instanceof Refusal) return wireError(thrown.error);
  const cause = thrown instanceof ORPCError ? thrown.cause : undefined;
  if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST' && cause instanceof ValidationError)
    return wireError({ code: 'INVALID_INPUT', issues: inputIssues(cause.issues) });
  const storage = storageProblem(cause ?? thrown);
  if (storage) return wireError({ code: 'STORAGE_UNAVAILABLE', reason: storage });
  return wireError({
    code: 'UNEXPECTED',
    reference: context.engine.reportUnexpected(cause ?? thrown, path.join('.')),
  });
}

/** A disk that does not take the change is no bug: the person can free it and try again (reliability D9, R18). */
function storageProblem(thrown: unknown): 'busy' | 'full' | 'read_only' | 'failing' | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'busy';
  if (code.startsWith('SQLITE_FULL')) return 'full';
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(code)) return 'read_only';
  return code.startsWith('SQLITE_IOERR') ? 'failing' : undefined;
}

export function wireError({ code, ...data }: WireError): ORPCError<string, unknown> {
  const details: unknown = Object.keys(data).length > 0 ? data : undefined;
  return new ORPCError<string, unknown>(code, { defined: true, data: details });
}

function currentActor(connection: Connection, services: ServiceContext): Actor | null {
  const staffId = connection.staffId(services.db);
  if (staffId === null) return null;
  const actor = findActor(services.db.read, staffId);
  if (!actor) connection.signOut();
  return actor;
}
