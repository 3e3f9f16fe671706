import { and, eq } from 'drizzle-orm';
import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import { type Client, clients, type NewClient } from '#db/schema/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { found } from './found.ts';

export function findById(db: ReadDb, id: ClientId): Client | undefined {
  return db.orm.select().from(clients).where(eq(clients.id, id)).get();
}

export function getById(db: ReadDb, id: ClientId): Client {
  return found(findById(db, id), 'client', id);
}

export function findByExternalUid(db: ReadDb, externalUid: string): Client | undefined {
  return db.orm.select().from(clients).where(eq(clients.externalUid, externalUid)).get();
}

export function insert(tx: WriteDb, row: NewClient): Client {
  return tx.orm.insert(clients).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: ClientId,
  version: number,
  patch: Partial<Omit<NewClient, 'id' | 'version'>>,
): Client | undefined {
  return tx.orm
    .update(clients)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(clients.id, id), eq(clients.version, version)))
    .returning()
    .get();
}

export interface ClientSearch {
  /** Each word must begin a part of the name, the e-mail address or the phone number; '' finds everybody. */
  readonly text: string;
  readonly state: Client['state'];
  readonly limit: number;
  readonly offset: number;
}

/** By last name, then first name. `total` counts all that match, not only this page. */
export function search(
  db: ReadDb,
  options: ClientSearch,
): { readonly rows: Client[]; readonly total: number } {
  const conditions = ['state = ?'];
  const params: SqlValue[] = [options.state];
  for (const word of wordsOf(options.text)) {
    const { sql, values } = wordCondition(word);
    conditions.push(sql);
    params.push(...values);
  }
  const where = `WHERE ${conditions.join(' AND ')}`;
  return {
    rows: db.all<Client>(
      `${SELECT_CLIENTS} ${where}
       ORDER BY last_name COLLATE NOCASE, first_name COLLATE NOCASE, id LIMIT ? OFFSET ?`,
      [...params, options.limit, options.offset],
    ),
    total: db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM clients ${where}`, params)?.total ?? 0,
  };
}

const SELECT_CLIENTS = `SELECT id, first_name AS firstName, last_name AS lastName, email, phone, note, state,
  external_uid AS externalUid, import_id AS importId, version, created_at AS createdAt FROM clients`;

const PHONE_DIGITS = `replace(replace(replace(replace(replace(replace(phone, ' ', ''), '+', ''), '-', ''), '/', ''), '(', ''), ')', '')`;

/** More words than a name has would only make the statement long. */
const MOST_WORDS = 6;

/** A phone number is one word however it is spaced. */
function wordsOf(text: string): string[] {
  const trimmed = text.trim();
  if (/^[\d\s()+/-]+$/.test(trimmed) && /\d/.test(trimmed)) return [trimmed.replaceAll(/\D/g, '')];
  return trimmed.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

function wordCondition(word: string): { readonly sql: string; readonly values: readonly string[] } {
  const names = spellings(word).map((spelling) => `% ${escapeLike(spelling)}%`);
  const tests = names.map(
    () => `' ' || first_name || ' ' || last_name || ' ' || replace(last_name, '-', ' ') LIKE ? ESCAPE '\\'`,
  );
  tests.push(`email LIKE ? ESCAPE '\\'`);
  const values = [...names, `${escapeLike(word)}%`];
  if (/^\d+$/.test(word)) {
    // "030 12" is how a number stored as "+49 30 12" is said at home.
    const national = word.replace(/^0+/, '');
    tests.push(`${PHONE_DIGITS} LIKE ?`);
    values.push(national.length >= 4 ? `%${national}%` : `${word}%`);
  }
  return { sql: `(${tests.join(' OR ')})`, values };
}

/** LIKE ignores case for A–Z only; other letters are tried as typed, small, large and with a capital. */
function spellings(word: string): string[] {
  if (/^[\u0020-\u007e]*$/.test(word)) return [word];
  const lower = word.toLocaleLowerCase('und');
  const capital = lower.slice(0, 1).toLocaleUpperCase('und') + lower.slice(1);
  return [...new Set([word, lower, capital, word.toLocaleUpperCase('und')])];
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
