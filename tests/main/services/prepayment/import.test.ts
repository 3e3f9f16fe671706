import { describe, expect, it } from 'vitest';
import { openImportDesk } from '../import/import-desk.ts';

describe('an import', () => {
  const desk = () => {
    const d = openImportDesk();
    d.apply(
      'First name,Last name,E-mail,Credits,Package\nAda,Lane,ada@example.org,1,Old card\nBen,Ray,ben@example.org,,',
      {
        kind: 'clients',
      },
    );
    d.apply('Date,Start,Minutes,Service\n2026-03-02,09:00,60,Yoga\n2026-02-16,09:00,60,Yoga', {
      kind: 'sessions',
    });
    return d;
  };
  const rule = (d: ReturnType<typeof openImportDesk>, mode: string) =>
    d.ctx.db.write((tx) =>
      tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('prepayment', ?, 0)`, [
        JSON.stringify({ mode, thresholdMinor: 0 }),
      ]),
    );
  const FILE = [
    'Client e-mail,Service,Date,Start,Funding,Amount',
    'ada@example.org,Yoga,2026-03-02,09:00,package,',
    'ben@example.org,Yoga,2026-03-02,09:00,cash,25',
    'ben@example.org,Yoga,2026-02-16,09:00,account,',
  ].join('\n');

  it('refuses rows of sessions to come that no credit pays for, and takes what has been', () => {
    const d = desk();
    rule(d, 'package');
    const preview = d.preview(FILE, { kind: 'bookings' });
    expect(preview.doubtful).toMatchObject([
      { row: 3, severity: 'skipped', code: 'NOT_PREPAID', data: { client: 'Ben Ray', missingCredits: 1 } },
    ]);
    expect(d.apply(FILE, { kind: 'bookings' })).toBe('2 bookings');
    expect(d.violations()).toEqual([]);
    d.cleanup();
  });

  it('warns of rows that the available credit does not cover, and keeps who imported them', () => {
    const d = desk();
    rule(d, 'available_credit');
    const file = FILE.replace('cash,25', 'account,');
    expect(d.preview(file, { kind: 'bookings' }).doubtful).toMatchObject([
      { row: 3, severity: 'imported_with_note', code: 'CREDIT_SHORT', data: { missingMinor: 25_00 } },
    ]);
    expect(d.apply(file, { kind: 'bookings' })).toBe('3 bookings');
    expect(d.count('SELECT COUNT(*) AS n FROM bookings WHERE prepayment_waived_by IS NOT NULL')).toBe(1);
    expect(d.undoLast()).toBe('ok');
    d.cleanup();
  });
});
