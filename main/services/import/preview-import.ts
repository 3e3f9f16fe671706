import type { ReadDb } from '#db/database.ts';
import * as studios from '#db/repositories/studio.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { Doubt, DoubtReason } from '#domain/import/match/doubts.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { NotFound } from '../errors.ts';
import type { ImportCount } from './import-outcome.ts';
import { findFile, type ImportFile } from './import-uploads.ts';
import { planImport, type ImportPlan } from './plan-import.ts';
import { readImport, type ImportColumn, type ImportOptions, type ReadImportError } from './read-import.ts';

export interface ImportPreview {
  readonly kind: ImportOptions['kind'];
  readonly fileName: string;
  readonly columns: ImportColumn[];
  readonly fileColumns: string[];
  readonly make: ImportCount[];
  readonly alreadyThere: number;
  /** The first of them, by row. */
  readonly doubtful: {
    row: number | null;
    what: string;
    code: string;
    data: Record<string, string | number>;
    severity: Doubt['severity'];
  }[];
  readonly doubtfulTotal: number;
  readonly sample: Record<string, string>[];
}

const MOST_DOUBTS = 1_000;
const MOST_SAMPLES = 20;

/** The dry run of an uploaded file: what would be made, what is doubtful. Changes nothing. */
export function previewImport(
  context: ServiceContext,
  actor: Actor,
  options: ImportOptions & { readonly uploadUid: string },
): Result<ImportPreview, ReadImportError | NotFound> {
  const file = findFile(context.db, actor.staffId, options.uploadUid, context.now());
  return file.ok ? previewFile(context, file.value, options, actor) : file;
}

/** The dry run of a file that is at hand, as for the command line. */
export function previewFile(
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  file: ImportFile,
  options: ImportOptions,
  actor: Actor | null = null,
): Result<ImportPreview, ReadImportError> {
  const read = readImport(db.read, now(), file, options);
  if (!read.ok) return read;
  const plan = planImport(db.read, now(), read.value, options, actor);
  return ok({
    kind: options.kind,
    fileName: file.fileName,
    columns: [...read.value.columns],
    fileColumns: [...read.value.fileColumns],
    make: countsOf(plan),
    alreadyThere: plan.alreadyThere,
    doubtful: plan.doubts.slice(0, MOST_DOUBTS).map(wireDoubt),
    doubtfulTotal: plan.doubts.length,
    sample: sampleOf(db.read, plan),
  });
}

/** How many rows of each kind the plan makes; kinds without any are left out. */
export function countsOf({ work }: ImportPlan): ImportCount[] {
  const counts: ImportCount[] = [];
  const add = (what: ImportCount['what'], count: number): void => {
    if (count > 0) counts.push({ what, count });
  };
  switch (work.kind) {
    case 'timetable':
      add('sessions', work.sessions.length);
      add('closures', work.closures.length);
      add('services', work.catalog.services.length);
      add('locations', work.catalog.locations.length);
      add('rooms', work.catalog.rooms.length);
      add('practitioners', work.catalog.practitioners.length);
      break;
    case 'clients':
      add('clients', work.clients.length);
      add('lots', work.clients.filter(({ credits }) => credits !== undefined).length);
      break;
    case 'bookings':
      add('bookings', work.bookings.length);
      add('payments', work.bookings.filter(({ funding }) => funding.kind === 'payment').length);
      break;
    case 'nothing':
      break;
  }
  return counts;
}

function wireDoubt({ row, what, severity, reason, column }: Doubt): ImportPreview['doubtful'][number] {
  const { code, ...rest }: DoubtReason & Record<string, unknown> = reason;
  const data: Record<string, string | number> = column === undefined ? {} : { column };
  for (const [name, value] of Object.entries(rest))
    data[name] = typeof value === 'number' || typeof value === 'string' ? value : textOf(value);
  return { row, what, code, severity, data };
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** The first rows as they will be, for a look before the button. */
function sampleOf(db: ReadDb, { work }: ImportPlan): Record<string, string>[] {
  const money = (amountMinor: number): string => moneyToDecimal(amountMinor, studios.get(db).currency);
  switch (work.kind) {
    case 'timetable':
      return work.sessions.length > 0
        ? work.sessions.slice(0, MOST_SAMPLES).map((session) => ({
            title: session.shownTitle,
            date: session.date,
            time: session.time,
            minutes: String(session.durationMinutes),
            location: session.locationName,
            capacity: String(session.capacity),
          }))
        : work.closures.slice(0, MOST_SAMPLES).map(({ title, from, until }) => ({ title, from, until }));
    case 'clients':
      return work.clients.slice(0, MOST_SAMPLES).map((client) => ({
        client: clientName(client),
        email: client.email ?? '',
        phone: client.phone ?? '',
        balance: client.openingBalanceMinor === 0 ? '' : money(client.openingBalanceMinor),
        package: client.credits?.packageName ?? '',
        credits: client.credits ? String(client.credits.remaining) : '',
      }));
    case 'bookings':
      return work.bookings
        .slice(0, MOST_SAMPLES)
        .map(({ client, session, participant, funding, priceMinor }) => ({
          client: client.name,
          participant,
          title: session.title,
          date: session.date,
          time: session.time,
          funding: funding.kind === 'payment' ? funding.method : funding.kind,
          price: money(priceMinor),
        }));
    case 'nothing':
      return [];
  }
}
