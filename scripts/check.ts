import { staticStages, vitestStage } from './stages/command-stages.ts';
import { runStages } from './stages/stage.ts';

const holds = await runStages([...staticStages(), vitestStage('unit', { limitMinutes: 10 })]);
process.exit(holds ? 0 : 1);
