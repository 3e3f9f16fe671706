import * as settings from '#db/repositories/settings.ts';
import * as views from '#db/repositories/saved-view.ts';
import type { ReadDb } from '#db/database.ts';
import type { SavedView } from '#db/schema/saved-view.ts';
import type { SessionColumn, SessionRange } from '#domain/session/view.ts';
import type { SavedViewId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  forbidden,
  type Forbidden,
  type InvalidInput,
  invalidInput,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import type { SessionFilters } from '../session/list-sessions.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

/** More than a person can tell apart. */
const MOST_VIEWS = 100;

/** The person's own views and the shared ones, with the columns chosen; null until any were. */
export function listViews({ db }: ServiceContext, actor: Actor, { screen }: { readonly screen: 'sessions' }) {
  return {
    views: views.listFor(db.read, screen, actor.staffId).map(({ id, name, staffId, query, version }) => ({
      id,
      name,
      isShared: staffId === null,
      query: query as SessionsQuery,
      version,
    })),
    columns: settings.get<SessionColumn[] | null>(db.read, columnsKey(screen, actor.staffId), null),
  };
}

/** What a view of the session list shows, as it was checked when it was stored. */
export interface SessionsQuery {
  readonly range: SessionRange;
  readonly filters: { [Key in keyof SessionFilters]: Mutable<SessionFilters[Key]> };
  readonly sort: 'soonest' | 'latest' | 'added';
}
type Mutable<T> = T extends readonly (infer Item)[] ? Item[] : T;

export interface ViewInput {
  readonly name: string;
  readonly query: SessionsQuery;
}

/** Owners and admins may share. Names are unique among the person's own, and among the shared ones. */
export function createView(
  context: ServiceContext,
  actor: Actor,
  input: ViewInput & { readonly screen: 'sessions'; readonly isShared: boolean },
): Result<{ id: SavedViewId }, Forbidden | NameTaken | InvalidInput> {
  const { screen, name, query, isShared } = input;
  if (isShared && !mayShare(actor)) return forbidden('owner', 'admin');
  const staffId = isShared ? null : actor.staffId;
  return commit(context, ['views'], (tx) => {
    if (isTaken(tx, actor, { screen, name, staffId, id: null })) return nameTaken(name);
    if (views.listFor(tx, screen, actor.staffId).length >= MOST_VIEWS)
      return invalidInput('name', 'TOO_MANY', MOST_VIEWS);
    const { id } = views.insert(tx, { staffId, screen, name, query, createdAt: context.now() });
    return ok({ id });
  });
}

/** Another name, or what the list shows now under the name. */
export function updateView(
  context: ServiceContext,
  actor: Actor,
  input: ViewInput & { readonly id: SavedViewId; readonly version: number },
): Result<void, Forbidden | NotFound | NameTaken | ChangedMeanwhile> {
  const { id, version, name, query } = input;
  return commit(context, ['views'], (tx) => {
    const found = findOwn(tx, actor, id);
    if (!found.ok) return found;
    const { screen, staffId } = found.value;
    if (isTaken(tx, actor, { screen, name, staffId, id })) return nameTaken(name);
    return views.update(tx, id, version, { name, query }) ? ok(undefined) : changedMeanwhile('view');
  });
}

export function removeView(
  context: ServiceContext,
  actor: Actor,
  { id, version }: { readonly id: SavedViewId; readonly version: number },
): Result<{ undoId: UndoStepId }, Forbidden | NotFound | ChangedMeanwhile> {
  return commit(context, ['views'], (tx) => {
    const found = findOwn(tx, actor, id);
    if (!found.ok) return found;
    if (!views.remove(tx, id, version)) return changedMeanwhile('view');
    const data = { view: found.value };
    return ok({ undoId: rememberUndo(tx, actor, context.now(), { kind: 'view.deleted', data }) });
  });
}

/** The columns that this person's list shows, in this order. */
export function setColumns(
  context: ServiceContext,
  actor: Actor,
  { screen, columns }: { readonly screen: 'sessions'; readonly columns: readonly SessionColumn[] },
): Result<void, never> {
  return commit(context, ['views'], (tx) => {
    settings.set(tx, columnsKey(screen, actor.staffId), columns, context.now());
    return ok(undefined);
  });
}

const columnsKey = (screen: string, staffId: StaffId): string => `columns.${screen}.${staffId}`;

const mayShare = ({ role }: Actor): boolean => role === 'owner' || role === 'admin';

/** Somebody else's view does not exist for the actor. */
function findOwn(db: ReadDb, actor: Actor, id: SavedViewId): Result<SavedView, Forbidden | NotFound> {
  const row = views.findById(db, id);
  if (!row || (row.staffId !== null && row.staffId !== actor.staffId)) return notFound('view');
  return row.staffId === null && !mayShare(actor) ? forbidden('owner', 'admin') : ok(row);
}

function isTaken(
  db: ReadDb,
  actor: Actor,
  wanted: Pick<SavedView, 'screen' | 'name' | 'staffId'> & { readonly id: SavedViewId | null },
): boolean {
  const name = wanted.name.toLowerCase();
  return views
    .listFor(db, wanted.screen, actor.staffId)
    .some((row) => row.id !== wanted.id && row.staffId === wanted.staffId && row.name.toLowerCase() === name);
}
