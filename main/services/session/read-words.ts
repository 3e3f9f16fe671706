import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { NameKind, TypedName } from '#domain/session/typed-names.ts';
import { readTypedWords, type TypedSession } from '#domain/session/typed-words.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';

/** Enough to show that a first name is not enough. */
const MOST_CLIENTS = 12;
const MOST_LOOKUPS = 24;

/** What a typed line says about a session, in this studio's names and on its day. Changes nothing. */
export function readWords({ db, now }: ServiceContext, text: string): TypedSession {
  const { zone, locale } = studios.get(db.read);
  const today = { ...instantToWall(now(), zone), monthFirst: isMonthFirst(locale) };
  return readTypedWords(text, {
    today,
    names: [...catalogNames(db.read), ...clientNames(db.read, text)],
  });
}

function catalogNames(db: ReadDb): TypedName[] {
  const named = (
    kind: NameKind,
    rows: readonly { readonly id: number; readonly name: string; readonly active: boolean }[],
  ): TypedName[] => rows.filter(({ active }) => active).map(({ id, name }) => ({ kind, id, name }));
  return [
    ...named('practitioner', practitioners.list(db)),
    ...named('service', services.list(db)),
    ...named('room', rooms.list(db)),
    ...named('location', locations.list(db)),
  ];
}

/** The clients that one word or two neighbouring words could mean; the whole list would be too long to hold against a line. */
function clientNames(db: ReadDb, text: string): TypedName[] {
  const words = text.split(/\s+/u).filter((word) => /^\p{L}[\p{L}\p{M}'’.-]+,?$/u.test(word));
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
  const found = new Map<number, TypedName>();
  for (const looked of [...pairs, ...words].slice(0, MOST_LOOKUPS)) {
    const { rows } = clients.search(db, { text: looked, state: 'active', limit: MOST_CLIENTS, offset: 0 });
    for (const row of rows) found.set(row.id, { kind: 'client', id: row.id, name: clientName(row) });
  }
  return [...found.values()];
}

function isMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'month' || type === 'day')?.type === 'month';
}
