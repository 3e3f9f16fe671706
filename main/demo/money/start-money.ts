import type { PolicyId } from '#domain/values/ids.ts';
import type { DemoRefused } from '../desk.ts';
import { createBackOffice } from './back-office.ts';
import { cancelSome } from './cancellations.ts';
import { leaveCards, sendPages } from './cards-on-file.ts';
import { correctBalances } from './corrections.ts';
import { serveClients } from './counter.ts';
import { createDiary, type Diary } from './diary.ts';
import { foundFamilies, shareMoney } from './families.ts';
import { writeInvoices } from './invoices-by-hand.ts';
import type { MoneyParts } from './money-parts.ts';
import { wakeDaily } from './mornings.ts';
import { tendPackages } from './package-deeds.ts';
import { createPayers } from './pay-invoices.ts';
import { invoiceAutomatically, setTerms } from './studio-terms.ts';
import { keepTills } from './tills.ts';
import { payTeachers } from './wages.ts';

export interface DemoMoney {
  /** Under which everything is booked. */
  readonly policyId: PolicyId;
  /** Does what the desk and the engine did on a day, whose evening is saved afterwards. */
  readonly live: Diary['live'];
}

/** Sets the terms, at `openedAt`, and puts everything that has to do with money into the diary. */
export function startMoney(
  given: Omit<MoneyParts, 'office' | 'diary' | 'newUid' | 'lastRun' | 'yesterday' | 'isOpenOn'>,
  openedAt: number,
  onRefused: (refused: DemoRefused) => void,
): DemoMoney {
  const { desk, calendar, sessionsOn } = given;
  const { db, newUid } = desk;
  const policyId = setTerms(desk, openedAt);
  const diary = createDiary(desk, calendar, onRefused);
  const yesterday = calendar.today - 1;
  const lastRun = calendar.today - calendar.weekdayOf(yesterday);
  const isOpenOn = (day: number): boolean => sessionsOn(day) > 0;
  const parts = {
    ...given,
    isOpenOn,
    newUid,
    diary,
    yesterday,
    lastRun,
    office: createBackOffice(db, newUid),
  };
  const payers = createPayers(parts);
  invoiceAutomatically(parts);
  wakeDaily(parts, payers);
  leaveCards(parts);
  writeInvoices(parts, payers);
  keepTills(parts);
  serveClients(parts);
  correctBalances(parts);
  shareMoney(parts, foundFamilies(parts, openedAt));
  payTeachers(parts);
  tendPackages(parts);
  cancelSome(parts);
  sendPages(parts);
  return { policyId, live: diary.live };
}
