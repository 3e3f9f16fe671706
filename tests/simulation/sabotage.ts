import type { Db, SqlParams, WriteDb } from '#db/database.ts';
import type { CardGateway } from '#main/gateways/payment/card/port.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';

/** A safeguard taken away, from outside: what would happen if it were not there. */
export interface Sabotage {
  readonly gateway?: (real: PaymentGateway & CardGateway) => PaymentGateway & CardGateway;
  readonly db?: (real: Db) => Db;
  readonly atStart?: (db: Db) => void;
}

export const NO_SABOTAGE: Sabotage = {};

/** Every try bears a key of its own. */
export function newKeyOnEveryTry(): Sabotage {
  let tries = 0;
  return {
    gateway: (real) => ({
      ...real,
      createRefund: (request) =>
        real.createRefund({ ...request, idempotencyKey: `${request.idempotencyKey}:${(tries += 1)}` }),
    }),
  };
}

/** Whoever looks finds nothing, and sends again. */
export function noLookUp(): Sabotage {
  return { gateway: (real) => ({ ...real, listRefunds: () => Promise.resolve({ ok: true, value: [] }) }) };
}

/** That a refund was being sent is forgotten with the engine: as if it were written down after the call only. */
export function sendingNotCommitted(): Sabotage {
  return {
    atStart: (db) =>
      db.write((tx) =>
        tx.run(
          `UPDATE refunds SET state = 'planned', attempts = 0, first_attempt_at = NULL WHERE state = 'sending'`,
        ),
      ),
  };
}

/** After an unclear answer the next try bears a new key, whatever a look-up would say. */
export function newKeyAfterTimeout(): Sabotage {
  const unclear = new Map<string, number>();
  return {
    gateway: (real) => ({
      ...real,
      createRefund: async (request) => {
        const before = unclear.get(request.idempotencyKey) ?? 0;
        const suffix = before === 0 ? '' : `:${before}`;
        const outcome = await real.createRefund({
          ...request,
          idempotencyKey: `${request.idempotencyKey}${suffix}`,
        });
        if (outcome.kind === 'unknown') unclear.set(request.idempotencyKey, before + 1);
        return outcome;
      },
    }),
  };
}

/** Credits go back after the session's transaction, in one of their own. */
export function creditsApart(): Sabotage {
  return {
    db: (real) => ({
      ...real,
      write: (fn) => {
        const later: (readonly [sql: string, params: SqlParams | undefined])[] = [];
        const value = real.write((tx) => fn(deferring(tx, later)));
        if (later.length > 0)
          real.write((tx) => {
            for (const [sql, params] of later) tx.run(sql.replaceAll(`'planned'`, `'done'`), params);
          });
        return value;
      },
    }),
  };
}

function deferring(tx: WriteDb, later: (readonly [string, SqlParams | undefined])[]): WriteDb {
  return {
    ...tx,
    run: (sql, params) => {
      if (!/^INSERT INTO credit_events .*'returned'|^UPDATE credit_lots AS l SET used = used -/.test(sql))
        return tx.run(sql, params);
      later.push([sql, params]);
      return { changes: 1, id: 0 };
    },
  };
}

/** The same for charges of cards: a key of its own on every try, */
export function newKeyOnEveryCharge(): Sabotage {
  let tries = 0;
  return {
    gateway: (real) => ({
      ...real,
      createCharge: (request) =>
        real.createCharge({ ...request, idempotencyKey: `${request.idempotencyKey}:${(tries += 1)}` }),
    }),
  };
}

/** nobody finds anything who looks, */
export function noLookUpOfCharges(): Sabotage {
  return { gateway: (real) => ({ ...real, listCharges: () => Promise.resolve({ ok: true, value: [] }) }) };
}

/** or that a charge was being sent is forgotten with the engine. */
export function sentChargesForgotten(): Sabotage {
  return {
    atStart: (db) =>
      db.write((tx) =>
        tx.run(
          `UPDATE card_charges SET state = 'planned', attempts = 0, first_attempt_at = NULL WHERE state = 'sending'`,
        ),
      ),
  };
}
