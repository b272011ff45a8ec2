// One raw session in a process of its own: told `run`, answers its images a second. See `rawPair.ts`.
import { openSession } from '../pipeline/session.js';
import { rateOf } from './measure.js';

const [model, precision, seconds] = process.argv.slice(2) as [string, 'fp16' | 'int8', string];
const session = await openSession(model, { precision });
const tensor = new Float32Array(3 * 224 * 224).fill(0.5);
await session.run(tensor.slice());
process.on('message', async () => {
  process.send!(await rateOf(() => session.run(tensor.slice()), Number(seconds)));
});
process.on('disconnect', () => process.exit());
process.send!(0);
