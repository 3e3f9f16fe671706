import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';

runOnProjectNode('main/cli/callboard.ts', process.argv.slice(2));
