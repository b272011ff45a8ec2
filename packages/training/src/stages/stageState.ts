import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/writeWhole.js';

/** The stages in their order. */
export const stageNames = [
  'import',
  'prepare',
  'ledger',
  'train',
  'control',
  'export',
  'evaluate',
  'gate',
  'pack',
] as const;

/** One of the stages. */
export type StageName = (typeof stageNames)[number];

/**
 * Remembers which stage came to its end with which input, so that a run goes on where it stopped and a changed setting makes
 * its stage and those after it run again.
 */
export function openStageState(work: string) {
  mkdirSync(work, { recursive: true });
  const file = join(work, 'stages.json');
  const done: Partial<Record<StageName, string>> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  return {
    isDone: (stage: StageName, key: string) => done[stage] === key,
    finish(stage: StageName, key: string) {
      done[stage] = key;
      writeWhole(file, `${JSON.stringify(done, null, 2)}\n`);
    },
  };
}

/** Key of a stage: what it depends on, in one hash. */
export function stageKey(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
