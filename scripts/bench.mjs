import { runOnProjectNode } from './bootstrap/run-on-project-node.mjs';

runOnProjectNode('tests/bench/run.ts', process.argv.slice(2));
