import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';
import { parseStartOptions, START_HELP } from './start/start-options.mjs';

const args = process.argv.slice(2);
const options = parseStartOptions(args);
if ('problem' in options) {
  console.error(options.problem);
  process.exit(2);
}
if (options.help) {
  console.log(START_HELP);
  process.exit(0);
}
runOnProjectNode('scripts/start.ts', args);
