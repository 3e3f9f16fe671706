/** Everybody's PIN in a demo studio; the sign-in screen shows it. */
export const DEMO_PIN = '246810';

/** `DEMO_PIN` as the sign-in keeps it. A constant, so that the same seed gives the same rows. */
export const DEMO_PIN_HASH =
  'scrypt$15$8$1$5zPMTxJWeYHbrRCaxYdF6w$BG7GC_0e6eWceeFEuWEd1fh4vXR3QXGFiRtIYnwaksQ';

/** The setting under which the sign-in screen finds the PIN. */
export const DEMO_PIN_SETTING = 'demo.pin';
