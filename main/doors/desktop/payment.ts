import { allocateMoney, releaseMoney } from '../../services/payment/change-allocation.ts';
import { accountCreditReceipt } from '../../services/payment/account-credit-receipt.ts';
import { getPayment } from '../../services/payment/get-payment.ts';
import { getPaymentOptions } from '../../services/payment/get-payment-options.ts';
import { listPayments, savePaymentsCsv } from '../../services/payment/list-payments.ts';
import { emailReceipt, refundReceipt } from '../../services/payment/receipts.ts';
import { refundPayment } from '../../services/payment/refund-payment.ts';
import { listRefundable, previewPaymentRefund } from '../../services/payment/plan-payment-refund.ts';
import { getDefaultMethod, setDefaultMethod } from '../../services/payment/default-method.ts';
import { takeMoney } from '../../services/payment/take-money.ts';
import { voidPayment } from '../../services/payment/void-payment.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const paymentHandlers = {
  options: os.payment.options.handler(({ context, input }) =>
    answer(getPaymentOptions(context.services, input)),
  ),
  take: os.payment.take.handler(async ({ context, input }) =>
    answer(await takeMoney(context.services, context.actor(), input)),
  ),
  list: os.payment.list.handler(({ context, input }) => listPayments(context.services, input)),
  saveCsv: os.payment.saveCsv.handler(({ context, input }) =>
    answer(savePaymentsCsv(context.services, input)),
  ),
  get: os.payment.get.handler(({ context, input }) =>
    answer(getPayment(context.services, context.actor(), input.id)),
  ),
  allocate: os.payment.allocate.handler(({ context, input }) =>
    answer(allocateMoney(context.services, context.actor(), input)),
  ),
  release: os.payment.release.handler(({ context, input }) =>
    answer(releaseMoney(context.services, context.actor(), input)),
  ),
  void: os.payment.void.handler(({ context, input }) => {
    answer(voidPayment(context.services, context.actor(), input));
  }),
  refundable: os.payment.refundable.handler(({ context, input }) =>
    listRefundable(context.services, input.clientId),
  ),
  previewRefund: os.payment.previewRefund.handler(({ context, input }) =>
    answer(previewPaymentRefund(context.services, context.actor(), input)),
  ),
  refund: os.payment.refund.handler(async ({ context, input }) =>
    answer(await refundPayment(context.services, context.actor(), input)),
  ),
  refundReceipt: os.payment.refundReceipt.handler(({ context, input }) =>
    answer(refundReceipt(context.services, context.actor(), input.refundId)),
  ),
  accountCreditReceipt: os.payment.accountCreditReceipt.handler(({ context, input }) =>
    answer(accountCreditReceipt(context.services, context.actor(), input.itemId)),
  ),
  defaultMethod: os.payment.defaultMethod.handler(({ context }) => getDefaultMethod(context.services)),
  setDefaultMethod: os.payment.setDefaultMethod.handler(({ context, input }) => {
    answer(setDefaultMethod(context.services, context.actor(), input.method));
  }),
  emailReceipt: os.payment.emailReceipt.handler(({ context, input }) => {
    answer(emailReceipt(context.services, context.actor(), input.receiptId));
  }),
};
