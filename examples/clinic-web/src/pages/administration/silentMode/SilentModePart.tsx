import type { SilentMode } from '@eventeye/client';
import { useSilentModes } from '@eventeye/client/react';
import { useFormats, useMessages } from '@eventeye/react';
import { QueryView } from '../../../layout/QueryView.js';
import { ShowMore } from '../../../layout/ShowMore.js';
import { EndSilentMode } from './EndSilentMode.js';
import { messages } from './messages.js';
import { SilentFigures } from './SilentFigures.js';
import { StartSilentMode } from './StartSilentMode.js';

/** Silent mode: the one that runs, or the way to start one; and those before with their figures. */
export function SilentModePart() {
  const text = useMessages(messages);
  const modes = useSilentModes();
  return (
    <QueryView query={modes}>
      {(found) => {
        const running = found.find(({ endedAt }) => endedAt === null);
        const past = found.filter(({ endedAt }) => endedAt !== null);
        return (
          <>
            {running ? (
              <Running mode={running} onEnded={modes.retry} />
            ) : (
              <StartSilentMode onStarted={modes.retry} />
            )}
            <section>
              <h2>{text.past}</h2>
              {past.length === 0 ? <p className="cw-nothing cw-panel">{text.none}</p> : null}
              {past.map((mode) => (
                <Past key={mode.id} mode={mode} />
              ))}
              <ShowMore list={modes} />
            </section>
          </>
        );
      }}
    </QueryView>
  );
}

function Running({ mode, onEnded }: { mode: SilentMode; onEnded(): void }) {
  const text = useMessages(messages);
  const { date } = useFormats();
  const { targetPatients } = mode;
  const seen = Math.max(0, ...mode.figures.map(({ patients }) => patients.withReference));
  return (
    <section className="cw-panel cw-form">
      <h2>{text.running}</h2>
      <p className="cw-lead">{text.runningSince(date(mode.startedAt))}</p>
      <label className="cw-field">
        <span className="cw-legend">{`${text.withReference}: ${text.progress(seen, targetPatients)}`}</span>
        <progress className="cw-progress" max={targetPatients} value={Math.min(seen, targetPatients)} />
      </label>
      <SilentFigures mode={mode} />
      <div className="cw-actions">
        <EndSilentMode onEnded={onEnded} />
      </div>
    </section>
  );
}

function Past({ mode }: { mode: SilentMode }) {
  const text = useMessages(messages);
  const { date } = useFormats();
  const days = `${date(mode.startedAt)} – ${date(mode.endedAt ?? mode.startedAt)}`;
  return (
    <section className="cw-panel cw-form">
      <h3>{days}</h3>
      <p className="cw-lead">{`${text.results}: ${mode.isReleased ? text.released : text.kept}`}</p>
      <SilentFigures mode={mode} />
    </section>
  );
}
