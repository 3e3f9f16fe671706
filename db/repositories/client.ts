import { and, eq, inArray } from 'drizzle-orm';
import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import { type Client, clients, type NewClient } from '#db/schema/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export const findById = rowById(clients);

/** The client's own record: undefined for one that was merged into another, where nothing may be added any more. */
export function findOwn(db: ReadDb, id: ClientId): Client | undefined {
  const client = findById(db, id);
  return client?.mergedInto === null ? client : undefined;
}

export function getById(db: ReadDb, id: ClientId): Client {
  return found(findById(db, id), 'client', id);
}

/** Of client `c`: whether messages about money have an address to go to, the client's own or their payer's. */
export const HAS_MONEY_ADDRESS = `(c.email <> '' OR EXISTS (SELECT 1 FROM clients p WHERE p.id = c.payer_id AND p.email <> ''))`;

export function insert(tx: WriteDb, row: NewClient): Client {
  return tx.orm.insert(clients).values(row).returning().get();
}

/** The records that were merged into this one, oldest first. */
export function listMergedInto(db: ReadDb, id: ClientId): Client[] {
  return db.orm.select().from(clients).where(eq(clients.mergedInto, id)).orderBy(clients.id).all();
}

/** Says which record has taken these over. */
export function setMergedInto(tx: WriteDb, ids: readonly ClientId[], into: ClientId): void {
  for (const id of ids) tx.run('UPDATE clients SET merged_into = ? WHERE id = ?', [into, id]);
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
  /**
   * Each word must begin a part of the name (now or before a merge), the e-mail address, or any run of the phone number's
   * digits; '' finds everybody.
   */
  readonly text: string;
  readonly state: Client['state'];
  /** Only who has, or has not, this permission. */
  readonly permission?: { readonly is: 'book' | 'cancel' | 'reschedule'; readonly given: boolean } | null;
  readonly limit: number;
  readonly offset: number;
  /** False spares the count: `total` then only says that there is more. */
  readonly isCounted?: boolean;
}

export interface PermissionChange {
  readonly id: ClientId;
  readonly version: number;
}

/** Gives or takes a permission of the active clients among `ids`; answers those that did not have it so, before the change. */
export function setPermission(
  tx: WriteDb,
  ids: readonly ClientId[],
  { is, given }: NonNullable<ClientSearch['permission']>,
): PermissionChange[] {
  const column = PERMISSION_COLUMNS[is];
  const params = { ids: JSON.stringify(ids), given: given ? 1 : 0 };
  const where = `id IN (SELECT value FROM json_each(@ids)) AND state = 'active' AND ${column} <> @given`;
  const changes = tx.all<PermissionChange>(`SELECT id, version FROM clients WHERE ${where}`, params);
  tx.run(`UPDATE clients SET ${column} = @given, version = version + 1 WHERE ${where}`, params);
  return changes;
}

/** By last name, then first name. `total` counts all that match, not only this page. */
export function search(
  db: ReadDb,
  options: ClientSearch,
): { readonly rows: Client[]; readonly total: number } {
  const { limit, offset } = options;
  if (options.text.trim() === '') return { rows: listByName(db, options), total: countIn(db, options) };
  const { from, where, params } = matching(options);
  const page = db.all<{ readonly id: ClientId }>(
    `SELECT c.id FROM ${from} WHERE ${where} ${BY_NAME} LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  // The last page knows the count; only a full one has to ask.
  const isLast = page.length < limit && (page.length > 0 || offset === 0);
  const rows = listByIds(
    db,
    page.map(({ id }) => id),
  );
  if (isLast) return { rows, total: offset + rows.length };
  const isCounted = options.isCounted ?? true;
  return { rows, total: isCounted ? countMatching(db, options) : offset + rows.length + 1 };
}

/** The ids of all that match, in no order; at most `most`. */
export function listMatchingIds(
  db: ReadDb,
  options: Pick<ClientSearch, 'text' | 'state'>,
  most: number,
): ClientId[] {
  const { from, where, params } = matching(options);
  return db
    .all<{ readonly id: ClientId }>(`SELECT c.id FROM ${from} WHERE ${where} LIMIT @most`, {
      ...params,
      most,
    })
    .map(({ id }) => id);
}

/** Everybody, read in the order of the index: nothing is sorted, however many there are. */
function listByName(db: ReadDb, options: ClientSearch): Client[] {
  const { state, limit, offset } = options;
  const ids = db.all<{ readonly id: ClientId }>(
    `SELECT c.id FROM clients c WHERE c.state = @state${permissionTest(options)} ${BY_NAME} LIMIT @limit OFFSET @offset`,
    { state, limit, offset },
  );
  return listByIds(
    db,
    ids.map(({ id }) => id),
  );
}

const countIn = (db: ReadDb, options: ClientSearch): number =>
  db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM clients c WHERE c.state = ?${permissionTest(options)}`, [
    options.state,
  ])?.n ?? 0;

const PERMISSION_COLUMNS = { book: 'may_book', cancel: 'may_cancel', reschedule: 'may_reschedule' } as const;

const permissionTest = ({ permission }: Pick<ClientSearch, 'permission'>): string =>
  permission ? ` AND c.${PERMISSION_COLUMNS[permission.is]} = ${permission.given ? 1 : 0}` : '';

/** The clients in the order of the ids. */
function listByIds(db: ReadDb, ids: readonly ClientId[]): Client[] {
  const rows = db.orm
    .select()
    .from(clients)
    .where(inArray(clients.id, [...ids]))
    .all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function countMatching(db: ReadDb, options: ClientSearch): number {
  const { from, where, params } = matching(options);
  return db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from} WHERE ${where}`, params)?.n ?? 0;
}

const BY_NAME = 'ORDER BY c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, c.id';

interface Matching {
  readonly from: string;
  readonly where: string;
  readonly params: Record<string, SqlValue>;
}

function matching(options: Pick<ClientSearch, 'text' | 'state' | 'permission'>): Matching {
  const { text, state } = options;
  const words = wordsOf(text);
  if (words.length === 0)
    return {
      from: 'clients c',
      where: text.trim() === '' ? 'c.state = @state' : 'FALSE AND c.state = @state',
      params: { state },
    };
  const addresses = words.filter((word) => word.includes('@'));
  const params: Record<string, SqlValue> = { state, match: words.map(matchOf).join(' AND ') };
  const tests = addresses.map((address, index) => {
    params[`address${index}`] = `${escapeLike(address)}%`;
    return ` AND c.email LIKE @address${index} ESCAPE '\\'`;
  });
  return {
    from: 'clients_search f CROSS JOIN clients c ON c.id = f.rowid',
    where: `f.clients_search MATCH @match AND c.state = @state${tests.join('')}${permissionTest(options)}`,
    params,
  };
}

/** More words than a name has would only make the statement long. */
const MOST_WORDS = 6;

/** A phone number is one word however it is spaced. What has neither letter nor digit looks for nothing. */
function wordsOf(text: string): string[] {
  const trimmed = text.trim();
  if (/^[\d\s()+/.-]+$/.test(trimmed) && /\d/.test(trimmed)) return [trimmed.replaceAll(/\D/g, '')];
  return trimmed
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word.split('@')[0] ?? ''))
    .slice(0, MOST_WORDS);
}

/** One word as full-text query: always inside quotes, so that nothing in it can be an operator. */
function matchOf(word: string): string {
  const [local = '', ...domain] = word.split('@');
  if (domain.length > 0) return `email : ${quoted(local)}`;
  const asTyped = `${quoted(word)} *`;
  // "030 12" is how a number stored as "+49 30 12" is said at home.
  const national = /^\d+$/.test(word) ? word.replace(/^0+/, '') : '';
  return national.length >= 3 && national !== word
    ? `(${asTyped} OR digits : ${quoted(national)} *)`
    : asTyped;
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
