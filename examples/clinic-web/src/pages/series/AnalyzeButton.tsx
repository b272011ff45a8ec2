import type { SeriesAnalysis } from '@eventeye/client';
import type { AnalyzeState } from '@eventeye/client/react';
import { Button, useMessages } from '@eventeye/react';
import { Scan } from 'lucide-react';
import { useMayChange } from '../../session/UserContext.js';
import { messages } from './messages.js';

/** Asks for a run over all slices, where that is allowed and none is under way. */
export function AnalyzeButton({ run }: { run: AnalyzeState<SeriesAnalysis> }) {
  const text = useMessages(messages);
  const mayChange = useMayChange();
  if (!mayChange) return null;
  return (
    <Button kind="primary" icon={<Scan />} disabled={!run.canAnalyze} onClick={run.analyze}>
      {run.analysis ? text.analyseAgain : text.analyse}
    </Button>
  );
}
