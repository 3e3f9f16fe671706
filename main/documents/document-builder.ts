import type { ReadDb } from '#db/database.ts';
import type { Document } from '#domain/document/document.ts';
import type { PractitionerId } from '#domain/values/ids.ts';

/** Who asks for a document at the desk. */
export interface DocumentReader {
  readonly role: 'owner' | 'admin' | 'staff' | 'practitioner';
  readonly practitionerId: PractitionerId | null;
}

/** Makes the documents of one kind from stored rows. */
export interface DocumentBuilder {
  readonly mayRead: (reader: DocumentReader, db: ReadDb, id: number) => boolean;
  /** Undefined when there is no such row. */
  readonly build: (db: ReadDb, id: number) => Document | undefined;
}

/** Owners, admins and staff; not practitioners. */
export const isAtDesk = ({ role }: DocumentReader): boolean => role !== 'practitioner';
