import { z } from 'zod';
import { management } from './base.ts';
import { importId, line, localDate, locationId, serviceId } from './fields.ts';

export const importKind = z.enum(['ics', 'clients', 'sessions', 'bookings']);
const uploadUid = z.uuid();

/** How an uploaded file is to be read. */
export const importOptions = z.object({
  uploadUid,
  kind: importKind,
  /** ICS: which days to bring in, and which service and location stand for events that name none. */
  from: localDate.optional(),
  to: localDate.optional(),
  serviceId: serviceId.optional(),
  locationId: locationId.optional(),
  /** ICS: whole days become closures, of the location or else of the studio; entries with a time are left out. */
  onlyClosures: z.boolean().optional(),
  /** CSV: our column → the file's column; order of day and month in dates like 03/04/2026. */
  mapping: z.record(z.string().max(60), z.string().max(200)).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
});

/** A row that was left out or taken with a guess; `code` and `data` make its sentence. */
export const doubtfulRow = z.object({
  row: z.int().nullable(),
  what: z.string(),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  severity: z.enum(['skipped', 'imported_with_note']),
});

/** The dry run: what would be made, what is there already, what needs a look. */
export const importPreview = z.object({
  kind: importKind,
  fileName: z.string(),
  columns: z.array(z.object({ field: z.string(), required: z.boolean(), source: z.string().nullable() })),
  fileColumns: z.array(z.string()),
  make: z.array(
    z.object({
      what: z.enum([
        'sessions',
        'closures',
        'clients',
        'bookings',
        'services',
        'locations',
        'rooms',
        'practitioners',
        'payments',
        'lots',
        'canceled_sessions',
      ]),
      count: z.int(),
    }),
  ),
  alreadyThere: z.int(),
  doubtful: z.array(doubtfulRow),
  doubtfulTotal: z.int(),
  sample: z.array(z.record(z.string(), z.string())),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** An import that was done. */
export const importRow = z.object({
  id: importId,
  kind: importKind,
  fileName: z.string(),
  state: z.enum(['applied', 'undone']),
  createdAt: z.number(),
  createdBy: z.string(),
  summary: z.array(z.object({ what: z.string(), count: z.int() })),
  undoneAt: z.number().nullable(),
});

/** Files from other programs: uploaded in pieces, looked at, taken in, taken back. */
export const imports = {
  /** A file in pieces of at most 1 MiB (base64), numbered from 0; forgotten after an hour. */
  upload: management.input(
    z.object({
      uploadUid,
      fileName: line(300),
      index: z.int().min(0).max(60),
      last: z.boolean(),
      data: z.base64().max(1_500_000),
    }),
  ),
  /** The dry run: what would be made, what is doubtful. Changes nothing. */
  preview: management.input(importOptions).output(importPreview),
  /** Whole or not at all, one at a time: IMPORT_RUNNING while another one runs. */
  apply: management.input(importOptions).output(z.object({ importId, make: importPreview.shape.make })),
  /** How far the import is that runs now, in rows; `total` is 0 until the file has been read. Null when none runs. */
  progress: management.output(z.object({ uploadUid, done: z.int(), total: z.int() }).nullable()),
  /** Takes back everything the import made; refused with IMPORT_TOUCHED if something of it has been used since. */
  undo: management.input(z.object({ id: importId })),
  /** The latest first. */
  list: management.output(z.array(importRow)),
  /** A CSV with the right columns and one example row. */
  template: management
    .input(z.object({ kind: z.enum(['clients', 'sessions', 'bookings']) }))
    .output(z.object({ fileName: z.string(), csv: z.string() })),
};
