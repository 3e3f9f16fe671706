// Runs on the system's Node (20 or later) before anything is installed: only Node's own modules here.
import { parseArgs } from 'node:util';

const DEMO_SIZES = ['small', 'year', 'decade'];

export const START_HELP = `Starts Callboard.

  npm start                        open the window; without a display, serve it to the browser
  npm start -- --browser           serve it to the browser on this machine only

  --data DIR                       keep the studio's data in DIR
  --demo[=small|year|decade]       fill an empty studio with invented data (small: one month)
  --port N                         port for the browser (1 to 65535; otherwise a free one)
  --help                           show this text`;

/**
 * Reads the options of `npm start`.
 * @param {readonly string[]} args
 * @returns {{ help: boolean, browser: boolean, data: string | null, demo: string | null, port: number | null } | { problem: string }}
 * `problem` is a sentence for the terminal.
 */
export function parseStartOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      // parseArgs has no option with an optional value, so the bare form is written out first.
      args: args.map((arg) => (arg === '--demo' ? '--demo=small' : arg)),
      options: {
        data: { type: 'string' },
        demo: { type: 'string' },
        port: { type: 'string' },
        browser: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    return { problem: `${firstSentence(error.message)} See npm start -- --help.` };
  }
  const { data = null, demo = null, port = null, browser, help } = values;
  if (data === '') return { problem: '--data needs the name of a folder.' };
  if (demo !== null && !DEMO_SIZES.includes(demo)) {
    return { problem: `--demo takes small, year or decade, not "${demo}".` };
  }
  if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    return { problem: `--port takes a number from 1 to 65535, not "${port}".` };
  }
  return { help, browser, data, demo, port: port === null ? null : Number(port) };
}

/** Node's own message goes on with advice about quoting that helps nobody here. */
function firstSentence(message) {
  const sentence = message.split(/[.\n]/)[0];
  return `${sentence}.`;
}
