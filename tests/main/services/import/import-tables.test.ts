import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanceOfClient } from '#db/repositories/ledger.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { getImportTemplate } from '#main/services/import/get-import-template.ts';
import { type ImportDesk, openImportDesk } from './import-desk.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = openImportDesk();
});
afterEach(() => {
  expect(desk.violations()).toEqual([]);
  desk.cleanup();
});

const CLIENTS = csv(
  'External ID,First name,Last name,Email,Balance,Package,Credits left',
  'C-1,Robin,Example,robin@mail.example,20.00,,',
  'C-2,Kim,Example,kim@mail.example,-5.50,Ten classes,2',
  'C-3,Sam,Example,sam@mail.example,,,',
);
const SESSIONS = csv(
  'External ID,Service,Date,Start,End,Location,Room,Practitioner,Capacity',
  'S-1,Yoga,2026-03-02,17:00,18:00,Main House,Hall,Pia Practitioner,2',
  'S-2,Pottery,2026-03-03,10:00,12:00,Barn,Loft,Ada Potter,4',
);
const BOOKINGS = csv(
  'External ID,Client ID,Client email,Session ID,Service,Date,Start,Paid by,Amount,Paid on',
  'B-1,C-1,,S-1,,,,card,15.00,2026-02-01',
  'B-2,C-2,,S-1,,,,package,,',
  'B-3,C-3,,S-1,,,,cash,15.00,',
  'B-4,,sam@mail.example,,Pottery,2026-03-03,10:00,account,,',
  'B-5,C-9,,S-2,,,,free,,',
  'B-6,C-3,,S-8,,,,free,,',
);

describe('importing clients', () => {
  it('brings balances into the ledger and credits as lots', () => {
    expect(desk.apply(CLIENTS, { kind: 'clients' })).toBe('3 clients, 1 lots');
    expect([1, 2, 3].map((id) => balanceOfClient(desk.ctx.db.read, id as ClientId))).toEqual([2000, -550, 0]);
    expect(desk.count("SELECT bought AS n FROM credit_lots WHERE name = 'Ten classes'")).toBe(2);
  });

  it('knows the same clients again, whatever the order of the columns', () => {
    desk.apply(CLIENTS, { kind: 'clients' });
    const turned = csv(
      'Email;Last name;First name;External ID',
      'robin@mail.example;Example;Robin;C-1',
      'kim@new.example;Example;Kim;C-2',
    );
    expect(desk.preview(turned, { kind: 'clients' })).toMatchObject({
      make: [],
      alreadyThere: 2,
      doubtful: [{ row: 3, code: 'ALREADY_THERE_DIFFERS', severity: 'skipped' }],
    });
    expect(desk.apply(turned, { kind: 'clients' })).toBe('FILE_NOT_READABLE NOTHING_NEW');
  });

  it('does not make somebody a second time who was typed in by hand', () => {
    desk.ctx.db.write((tx) =>
      tx.run(
        "INSERT INTO clients (first_name, last_name, email, created_at) VALUES ('Robin', 'Example', 'ROBIN@mail.example', 1)",
      ),
    );
    expect(desk.preview(CLIENTS, { kind: 'clients' })).toMatchObject({
      make: [
        { what: 'clients', count: 2 },
        { what: 'lots', count: 1 },
      ],
      doubtful: [{ code: 'CLIENT_EXISTS', severity: 'skipped' }],
    });
  });

  it('asks for the columns that it cannot guess, and takes them by name', () => {
    const odd = csv('Who,Where', 'Robin Example,robin@mail.example');
    const preview = desk.preview(odd, { kind: 'clients' });
    expect(preview.make).toEqual([]);
    expect(preview.columns.filter(({ required }) => required).map(({ field }) => field)).toEqual([
      'firstName',
      'lastName',
      'fullName',
    ]);
    const mapping = { fullName: 'Who', email: 'Where' };
    expect(desk.apply(odd, { kind: 'clients', mapping })).toBe('1 clients');
    expect(desk.apply(odd, { kind: 'clients', mapping: { fullName: 'Nobody' } })).toBe('INVALID_INPUT');
    expect(desk.count("SELECT COUNT(*) AS n FROM clients WHERE last_name = 'Example'")).toBe(1);
  });

  it('reads its own templates', () => {
    for (const kind of ['clients', 'sessions'] as const)
      expect(desk.apply(getImportTemplate(kind).csv, { kind })).toContain(`1 ${kind}`);
    expect(desk.apply(getImportTemplate('bookings').csv, { kind: 'bookings' })).toContain('1 bookings');
  });

  it('moves no money while a check has stopped it', () => {
    const frozen = openImportDesk({ moneyFrozen: () => 1 });
    expect(frozen.apply(CLIENTS, { kind: 'clients' })).toBe('MONEY_FROZEN');
    expect(frozen.count('SELECT COUNT(*) AS n FROM clients')).toBe(0);
    frozen.cleanup();
  });
});

describe('importing bookings', () => {
  beforeEach(() => {
    desk.apply(CLIENTS, { kind: 'clients' });
    desk.apply(SESSIONS, { kind: 'sessions' });
  });

  it('seats whom it finds, keeps to the capacity, and lists the rest', () => {
    const preview = desk.preview(BOOKINGS, { kind: 'bookings' });
    expect(preview.doubtful.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 CARD_AS_OTHER',
      '4 SESSION_FULL',
      '6 CLIENT_NOT_FOUND',
      '7 SESSION_NOT_FOUND',
    ]);
    expect(desk.apply(BOOKINGS, { kind: 'bookings' })).toBe('3 bookings, 1 payments');
    expect(desk.count("SELECT COUNT(*) AS n FROM payments WHERE method = 'other' AND note = 'card'")).toBe(1);
    expect(desk.count('SELECT used AS n FROM credit_lots')).toBe(1);
    expect(balanceOfClient(desk.ctx.db.read, 1 as ClientId)).toBe(3500);
  });

  it('never takes more credits than a lot holds', () => {
    const rows = ['A', 'B', 'C'].map((participant) => `C-2,Pottery,2026-03-03,10:00,${participant},package`);
    const text = csv('Client ID,Service,Date,Start,Participant,Paid by', ...rows);
    expect(desk.preview(text, { kind: 'bookings' }).doubtful.map(({ code }) => code)).toEqual(['NO_CREDIT']);
    expect(desk.apply(text, { kind: 'bookings' })).toBe('2 bookings');
  });

  it('makes nothing twice', () => {
    desk.apply(BOOKINGS, { kind: 'bookings' });
    const again = desk.preview(BOOKINGS, { kind: 'bookings' });
    expect(again).toMatchObject({ make: [], alreadyThere: 3 });
    expect(desk.apply(BOOKINGS, { kind: 'bookings' })).toBe('FILE_NOT_READABLE NOTHING_NEW');
  });
});

describe('undoing an import', () => {
  it('takes bookings, sessions and clients back in turn, until only the ledger remembers', () => {
    const empty = desk.rows();
    desk.apply(CLIENTS, { kind: 'clients' });
    const withClients = desk.rows();
    desk.apply(SESSIONS, { kind: 'sessions' });
    const withSessions = desk.rows();
    desk.apply(BOOKINGS, { kind: 'bookings' });
    expect(desk.undo(1)).toBe('IMPORT_TOUCHED');
    expect(desk.undo(2)).toBe('IMPORT_TOUCHED');
    expect(desk.undo(3)).toBe('ok');
    expect(desk.rows()).toEqual(withSessions);
    expect(desk.undo(2)).toBe('ok');
    expect(desk.rows()).toEqual(withClients);
    expect(desk.undo(1)).toBe('ok');
    expect(desk.rows()).toEqual(empty);
    expect(desk.count('SELECT COALESCE(SUM(amount_minor), 0) AS n FROM ledger_postings')).toBe(0);
    expect(desk.count("SELECT COUNT(*) AS n FROM clients WHERE email <> '' OR first_name <> ''")).toBe(0);
    expect(desk.apply(CLIENTS, { kind: 'clients' })).toBe('3 clients, 1 lots');
  });

  it('is refused for a client who pays for somebody, or whose balance was put right', () => {
    desk.apply(csv('First name,Last name,Email', 'Robin,Example,robin@mail.example'), { kind: 'clients' });
    const { db } = desk.ctx;
    db.write((tx) => {
      tx.run(`INSERT INTO clients (first_name, payer_id, created_at) SELECT 'Kid', MAX(id), 0 FROM clients`);
    });
    expect(desk.undoLast()).toBe('IMPORT_TOUCHED');
    db.write((tx) => {
      tx.run('UPDATE clients SET payer_id = NULL');
      tx.run(
        `INSERT INTO balance_corrections (client_id, amount_minor, reason, created_at)
         SELECT MIN(id), 100, 'Goodwill', 0 FROM clients WHERE email = 'robin@mail.example'`,
      );
    });
    expect(desk.undoLast()).toBe('IMPORT_TOUCHED');
    db.write((tx) => tx.run('DELETE FROM balance_corrections'));
    expect(desk.undoLast()).toBe('ok');
  });

  it('is refused for what stands on an invoice, and for money that was struck out or pays elsewhere', () => {
    desk.apply(CLIENTS, { kind: 'clients' });
    const { db } = desk.ctx;
    const undoNow = () => [desk.undo(1), desk.undo(3)];
    const draft = `INSERT INTO invoices (id, kind, state, client_id, created_at) SELECT 1, 'invoice', 'draft', MAX(id), 0 FROM clients`;
    db.write((tx) => tx.run(draft));
    expect(desk.undo(1)).toBe('IMPORT_TOUCHED');
    desk.apply(SESSIONS, { kind: 'sessions' });
    desk.apply(BOOKINGS, { kind: 'bookings' });
    db.write((tx) =>
      tx.run(
        `INSERT INTO invoice_lines (invoice_id, position, kind, booking_id, description, quantity_milli, unit_minor, net_minor, tax_minor, gross_minor)
         VALUES (1, 1, 'session', (SELECT MIN(id) FROM bookings), '', 1000, 0, 0, 0, 0)`,
      ),
    );
    expect(undoNow()).toEqual(['IMPORT_TOUCHED', 'IMPORT_TOUCHED']);
    db.write((tx) => {
      tx.run('DELETE FROM invoice_lines');
      tx.run('UPDATE payments SET voided_at = 1');
    });
    expect(undoNow()).toEqual(['IMPORT_TOUCHED', 'IMPORT_TOUCHED']);
    db.write((tx) => tx.run('UPDATE payments SET voided_at = NULL'));
    expect(desk.undo(3)).toBe('ok');
  });

  it('is refused once money of it has moved', () => {
    desk.apply(CLIENTS, { kind: 'clients' });
    desk.apply(SESSIONS, { kind: 'sessions' });
    desk.apply(BOOKINGS, { kind: 'bookings' });
    desk.ctx.db.write((tx) => void tx.run('UPDATE bookings SET version = 2 WHERE id = 1'));
    expect(desk.undoLast()).toBe('IMPORT_TOUCHED');
    expect(desk.count("SELECT COUNT(*) AS n FROM bookings WHERE state = 'booked'")).toBe(3);
  });
});

describe('a hostile table', () => {
  it.each([
    ['a cell without an end', 'First name,Email\r\n"Robin,robin@mail.example\r\n', 'BAD_QUOTES'],
    ['only a header', 'First name,Email\r\n', 'NO_ROWS'],
    ['a thousand columns', `${'a,'.repeat(1000)}\r\n1\r\n`, 'TOO_MANY_COLUMNS'],
    ['a picture', '\u0089PNG\0\0', 'NOT_A_TEXT_FILE'],
  ])('with %s leaves nothing', (_, text, reason) => {
    const rows = desk.rows();
    expect(desk.apply(text, { kind: 'clients' })).toBe(`FILE_NOT_READABLE ${reason}`);
    expect(desk.rows()).toEqual(rows);
  });

  it('keeps formulas as the text that they are', () => {
    desk.apply(csv('First name,Last name', '"=HYPERLINK(""x"")",Example'), { kind: 'clients' });
    expect(desk.count(`SELECT COUNT(*) AS n FROM clients WHERE first_name = '=HYPERLINK("x")'`)).toBe(1);
  });
});

function csv(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
