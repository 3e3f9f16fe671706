import type { Migration } from '../migration.ts';
import { foundation } from './0010-foundation.ts';
import { schedulingStep } from './0030-scheduling.ts';
import { jobIndexes } from './0031-job-indexes.ts';
import { seriesRulesStep } from './0040-series-rules.ts';
import { closuresStep } from './0060-closures.ts';
import { bookingCancellation } from './0070-booking-cancellation.ts';
import { offersStep } from './0080-offers.ts';
import { listsStep } from './0100-lists.ts';
import { enrolmentReasonsStep } from './0110-enrolment-reasons.ts';
import { keptMoneyStep } from './0120-kept-money.ts';
import { practitionerDaysStep } from './0130-practitioner-days.ts';
import { moneyStep } from './0140-money.ts';
import { sessionControlStep } from './0150-session-control.ts';
import { packagesStep } from './0160-packages.ts';
import { paymentsStep } from './0170-payments.ts';
import { cardsStep } from './0180-cards.ts';
import { invoicesStep } from './0190-invoices.ts';
import { autoInvoicesStep } from './0200-auto-invoices.ts';
import { wagesAndBalancesStep } from './0210-wages-and-balances.ts';
import { chargePartsStep } from './0230-charge-parts.ts';
import { creditReceiptsStep } from './0231-credit-receipts.ts';
import { messageDocumentsStep } from './0240-message-documents.ts';
import { moneyListsStep } from './0250-money-lists.ts';
import { deskMoneyStep } from './0270-desk-money.ts';
import { secondPersonAtTheDeskStep } from './0271-second-person-at-the-desk.ts';
import { packageHoldsStep } from './0280-package-holds.ts';
import { wagesByDayStep } from './0281-wages-by-day.ts';

/** Every step of the schema, oldest first. A step is added at the end and never changed after its release. */
export const migrations: readonly Migration[] = [
  foundation,
  schedulingStep,
  jobIndexes,
  seriesRulesStep,
  closuresStep,
  bookingCancellation,
  offersStep,
  listsStep,
  enrolmentReasonsStep,
  keptMoneyStep,
  practitionerDaysStep,
  moneyStep,
  sessionControlStep,
  packagesStep,
  paymentsStep,
  cardsStep,
  invoicesStep,
  autoInvoicesStep,
  wagesAndBalancesStep,
  chargePartsStep,
  creditReceiptsStep,
  messageDocumentsStep,
  moneyListsStep,
  deskMoneyStep,
  secondPersonAtTheDeskStep,
  packageHoldsStep,
  wagesByDayStep,
];
