import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Two raw sessions at the same time: what two processors can do without an engine around them. Each has a process, since
 * a run blocks its thread.
 */
export async function rawPair(model: string, precision: 'fp16' | 'int8', seconds: number) {
  const script = fileURLToPath(new URL('./rawProcess.ts', import.meta.url));
  const pair = [0, 1].map(() => fork(script, [model, precision, String(seconds)]));
  await Promise.all(pair.map((child) => once(child, 'message')));
  return {
    async rate(): Promise<number> {
      const answers = pair.map(async (child) => {
        const answer = once(child, 'message');
        child.send('run');
        return (await answer)[0] as number;
      });
      return (await Promise.all(answers)).reduce((sum, rate) => sum + rate, 0);
    },
    async close() {
      for (const child of pair) child.disconnect();
    },
  };
}
