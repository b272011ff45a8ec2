// npm run bench:dicom: decoding beside pydicom with gdcm, file by file in turns; writes its table of docs/performance.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Dataset, readDataset, readFrame } from '../index.js';
import { makeFiles } from './makeFiles.js';

const rounds = 7;
const seconds = 0.3;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-bench-'));
  const script = fileURLToPath(new URL('./peer.py', import.meta.url));
  const python = spawn(process.env.EVENTEYE_PYTHON ?? '/usr/bin/python3', [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  try {
    const files = await makeFiles(folder);
    const rows: string[][] = [];
    for (const { name, path, peer } of files) {
      const dataset = readDataset(new Uint8Array(readFileSync(path)));
      await cpuMs(dataset);
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < rounds; round++) {
        ours.push(await cpuMs(dataset));
        if (!peer) continue;
        python.stdin.write(`${peer} ${seconds} ${path}\n`);
        const { value, done } = await answers.next();
        if (done) throw new Error(`pydicom failed on ${name}: is python3-gdcm installed?`);
        theirs.push(Number(value));
      }
      const mine = median(ours);
      const other = peer ? median(theirs) : undefined;
      rows.push([
        name,
        mine.toFixed(2),
        other?.toFixed(2) ?? 'can not read it',
        other ? `${(other / mine).toFixed(2)} x` : '',
      ]);
      process.stderr.write(`${rows.at(-1)!.join(' | ')}\n`);
    }
    writeTable(rows);
  } finally {
    python.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Processor time of one decoding: other programs on the machine do not count. */
async function cpuMs(dataset: Dataset): Promise<number> {
  const begin = process.cpuUsage();
  const end = performance.now() + 1000 * seconds;
  let count = 0;
  do {
    await readFrame(dataset);
    count++;
  } while (performance.now() < end || count < 3);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000 / count;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function writeTable(rows: string[][]): void {
  const head = ['transfer syntax', 'EventEye ms', 'pydicom with gdcm ms', 'how many times as fast'];
  const text = `Measured ${new Date().toISOString().slice(0, 10)}, load average ${loadavg()[0]!.toFixed(2)}: processor time of decoding one
512 x 512 picture (12 bits grey, 8 bits grey or colour), medians of ${rounds} rounds in turns.

${[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
  const file = fileURLToPath(new URL('../../../../docs/performance.md', import.meta.url));
  const before = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    before.replace(
      /(<!-- dicom -->\n)[\s\S]*(<!-- end dicom -->)/,
      (_, start, end) => `${start}\n${text}\n${end}`,
    ),
  );
  process.stdout.write(text);
}

await main();
