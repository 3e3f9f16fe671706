import { dropEnrolment } from '../../services/enrolment/drop.ts';
import { enrol } from '../../services/enrolment/enrol.ts';
import { getClass } from '../../services/enrolment/get-class.ts';
import { getEnrolmentOptions } from '../../services/enrolment/get-options.ts';
import { listClasses } from '../../services/enrolment/list-classes.ts';
import { previewDrop } from '../../services/enrolment/preview-drop.ts';
import { setDisplayed } from '../../services/enrolment/set-displayed.ts';
import { setTerms } from '../../services/enrolment/set-terms.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const enrolmentHandlers = {
  setTerms: os.enrolment.setTerms.handler(({ context, input }) =>
    answer(setTerms(context.services, context.actor(), input)),
  ),
  classes: os.enrolment.classes.handler(({ context, input }) =>
    listClasses(context.services, context.actor(), input),
  ),
  class: os.enrolment.class.handler(({ context, input }) =>
    answer(getClass(context.services, context.actor(), input.seriesId)),
  ),
  options: os.enrolment.options.handler(({ context, input }) =>
    answer(getEnrolmentOptions(context.services, input)),
  ),
  enrol: os.enrolment.enrol.handler(async ({ context, input }) =>
    answer(await enrol(context.services, context.actor(), input)),
  ),
  setDisplayed: os.enrolment.setDisplayed.handler(({ context, input }) =>
    answer(setDisplayed(context.services, context.actor(), input)),
  ),
  previewDrop: os.enrolment.previewDrop.handler(({ context, input }) =>
    answer(previewDrop(context.services, context.actor(), input)),
  ),
  drop: os.enrolment.drop.handler(async ({ context, input }) =>
    answer(await dropEnrolment(context.services, context.actor(), input)),
  ),
};
