// A process that starts an engine, tells its id and waits to be killed: `engineParent.ts <model folder>`.
import { startEngine } from '../engine/startEngine.js';

const engine = await startEngine({ modelDirectory: process.argv[2]!, threads: 1 });
await engine.ready();
process.send!(engine.pid);
