import { useFormats } from '../i18n/formats.js';
import { useLocale, useMessages } from '../i18n/LocaleContext.js';
import { type AgreementMeasure, type AgreementRow, agreementScale, positionOn } from './agreementRows.js';
import { IntervalMark } from './IntervalMark.js';
import { messages } from './messages.js';

/** Properties of {@link AgreementTable}. */
export interface AgreementTableProps {
  rows: readonly AgreementRow[];
  measure: AgreementMeasure;
}

/** The figures, line by line, with a plot as one of the columns. */
export function AgreementTable({ rows, measure }: AgreementTableProps) {
  const text = useMessages(messages);
  const { percent } = useFormats();
  const locale = useLocale();
  const scale = agreementScale(rows, measure);
  // Two digits throughout, so that columns align and 0.6 is not taken for less exact than 0.58.
  const kappa = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const write = (value: number) => (measure === 'kappa' ? kappa.format(value) : percent(value));
  const short = (value: number) =>
    measure === 'kappa' ? kappa.format(value) : `${Math.round(value * 100)}%`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className="ee-agreement-scroll" tabIndex={0} aria-label={text.caption}>
      <table>
        <caption>{text.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.where}</th>
            <th scope="col">{text.compared}</th>
            <th scope="col" className="ee-agreement-axis">
              <span className="ee-hidden">{text[measure]}</span>
              <span aria-hidden="true">
                {scale.ticks.map((tick) => (
                  <i key={tick} style={{ left: `${positionOn(scale, tick)}%` }}>
                    {short(tick)}
                  </i>
                ))}
              </span>
            </th>
            <th scope="col">
              {text[measure]}, {text.estimate}
            </th>
            <th scope="col">{text.abstentions}</th>
            <th scope="col">{text.unsure}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, model, site, figures }) => {
            const estimate = figures[measure];
            const isTotal = site === undefined;
            return (
              <tr key={key} data-total={isTotal || undefined}>
                <th scope="row">
                  {isTotal ? `${model.name} ${model.version}` : (site ?? text.noSite)}
                  {isTotal && (
                    <small>
                      {text.allSites}
                      {model.isDemonstration && ` · ${text.demonstration}`}
                    </small>
                  )}
                </th>
                <td className="ee-agreement-figure">
                  {figures.compared} <small>{text.patients(figures.comparedPatients)}</small>
                </td>
                <td className="ee-agreement-axis">
                  <IntervalMark scale={scale} estimate={estimate} isTotal={isTotal} />
                </td>
                <td className="ee-agreement-figure">
                  {estimate ? (
                    <>
                      <strong>{write(estimate.value)}</strong> ({write(estimate.low)} – {write(estimate.high)}
                      )
                    </>
                  ) : (
                    text.tooFew
                  )}
                </td>
                <td>{figures.abstentions}</td>
                <td>{figures.unsure}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
