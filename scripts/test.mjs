import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';

runOnProjectNode('scripts/test.ts', process.argv.slice(2));
