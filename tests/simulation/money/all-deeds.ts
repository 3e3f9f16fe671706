import type { Chance } from '../chance.ts';
import { complete } from './complete-deed.ts';
import { addSession, bookPlace, cancelPlace, changeRule, type Deed, pay, solve, wait } from './deeds.ts';
import { changeDraft, draftInvoice } from './draft-deeds.ts';
import { correctInvoice, issueInvoice, payFromFree } from './invoice-deeds.ts';
import { correctBalance, moveBalance } from './balance-deeds.ts';
import { changePackage, expirePackages, sellPackage } from './package-deeds.ts';
import { chargeFor, take } from './payment-deeds.ts';
import { refund, strike } from './refund-deeds.ts';
import { changeRate } from './rates.ts';
import { useTill } from './till-deed.ts';
import { moveSession } from './move-deed.ts';
import { closePage, hearNews, payOnPage, sendPage } from './page-deeds.ts';
import { handleWages } from './wage-deeds.ts';
import { work } from './work-deed.ts';
import { letDaysPass, setAutoInvoicing, tryAgain } from './auto-invoice-deeds.ts';
import { bulkCancel, stopCancellation } from './bulk-cancel-deed.ts';
import { addClass, dropClass, enrol } from './class-deeds.ts';
import { chargeCard, leaveCard } from './card-deeds.ts';

/** What a desk does all day. */
const USUAL: readonly Deed[] = [
  sendPage,
  payOnPage,
  addSession,
  pay,
  sellPackage,
  ...thrice(bookPlace),
  ...thrice(complete),
  cancelPlace,
  bulkCancel,
  stopCancellation,
  moveSession,
  take,
  refund,
  strike,
  useTill,
  draftInvoice,
  issueInvoice,
  changeRate,
  changeRule,
  handleWages,
  correctBalance,
  work,
  solve,
  wait,
];

/** A desk that is busy with some of it, so that these deeds meet each other often. */
const DESKS: readonly (readonly Deed[])[] = [
  [
    addSession,
    ...thrice(bookPlace),
    complete,
    bulkCancel,
    sellPackage,
    ...thrice(sendPage),
    ...thrice(payOnPage),
    ...thrice(payOnPage),
    closePage,
    ...thrice(hearNews),
    take,
    refund,
    draftInvoice,
    issueInvoice,
    payFromFree,
    solve,
  ],
  [
    addSession,
    addSession,
    ...thrice(bookPlace),
    ...thrice(complete),
    bulkCancel,
    ...thrice(leaveCard),
    chargeCard,
    ...thrice(chargeFor),
    ...thrice(setAutoInvoicing),
    ...thrice(letDaysPass),
    letDaysPass,
    tryAgain,
    payOnPage,
    hearNews,
    take,
    refund,
    correctInvoice,
  ],
  [
    ...thrice(addSession),
    pay,
    ...thrice(bookPlace),
    ...thrice(complete),
    cancelPlace,
    bulkCancel,
    stopCancellation,
    take,
    refund,
    correctInvoice,
    changeRate,
    changeRule,
    leaveCard,
    leaveCard,
    chargeCard,
    ...thrice(setAutoInvoicing),
    ...thrice(letDaysPass),
    letDaysPass,
    tryAgain,
    payOnPage,
    hearNews,
    bulkCancel,
    work,
  ],
  [
    addSession,
    pay,
    sellPackage,
    ...thrice(bookPlace),
    ...thrice(complete),
    cancelPlace,
    bulkCancel,
    stopCancellation,
    take,
    useTill,
    changeRule,
    changeRule,
    ...thrice(handleWages),
    work,
  ],
  [
    addSession,
    pay,
    ...thrice(sellPackage),
    ...thrice(bookPlace),
    ...thrice(changePackage),
    ...thrice(moveSession),
    complete,
    complete,
    cancelPlace,
    bulkCancel,
    stopCancellation,
    take,
    refund,
    strike,
    work,
    expirePackages,
    expirePackages,
    correctBalance,
    ...thrice(moveBalance),
  ],
  [
    addSession,
    addClass,
    addClass,
    ...thrice(enrol),
    ...thrice(enrol),
    ...thrice(dropClass),
    bookPlace,
    pay,
    sellPackage,
    sellPackage,
    complete,
    complete,
    cancelPlace,
    bulkCancel,
    changeRule,
    draftInvoice,
    issueInvoice,
    payFromFree,
    take,
    refund,
    work,
    wait,
  ],
  [...USUAL, bookPlace, cancelPlace, take, take, refund, strike, sellPackage],
  [
    addSession,
    pay,
    ...thrice(bookPlace),
    complete,
    complete,
    cancelPlace,
    bulkCancel,
    stopCancellation,
    take,
    refund,
    strike,
    changeRate,
    work,
    ...thrice(draftInvoice),
    ...thrice(issueInvoice),
    changeDraft,
    ...thrice(payFromFree),
    ...thrice(correctInvoice),
  ],
];

function thrice(deed: Deed): readonly Deed[] {
  return [deed, deed, deed];
}

/** The deeds of one desk; the same one twice is twice as likely. */
export const deedsOf = (chance: Chance): readonly Deed[] => chance.pick(DESKS);
