import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';

runOnProjectNode('scripts/check.ts', process.argv.slice(2));
