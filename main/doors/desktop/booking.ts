import { cancelBooking } from '../../services/booking-cancellation/cancel-booking.ts';
import { previewBookingCancellation } from '../../services/booking-cancellation/preview-booking-cancellation.ts';
import { createBooking } from '../../services/booking/create-booking.ts';
import { getBookingOptions } from '../../services/booking/get-booking-options.ts';
import { updateBooking } from '../../services/booking/update-booking.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const bookingHandlers = {
  options: os.booking.options.handler(({ context, input }) =>
    answer(getBookingOptions(context.services, input)),
  ),
  create: os.booking.create.handler(async ({ context, input }) =>
    answer(await createBooking(context.services, context.actor(), input)),
  ),
  update: os.booking.update.handler(({ context, input }) =>
    answer(updateBooking(context.services, context.actor(), input)),
  ),
  previewCancel: os.booking.previewCancel.handler(({ context, input }) =>
    answer(previewBookingCancellation(context.services, context.actor(), input)),
  ),
  cancel: os.booking.cancel.handler(async ({ context, input }) =>
    answer(await cancelBooking(context.services, context.actor(), input)),
  ),
};
