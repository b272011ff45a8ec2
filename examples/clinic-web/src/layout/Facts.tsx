/** Properties of {@link Facts}. */
export interface FactsProps {
  title: string;
  lead?: string;
  facts: readonly (readonly [name: string, value: string])[];
  /** Whether the values are hashes and the like. */
  isCode?: boolean;
}

/** Names and values under a title. */
export function Facts({ title, lead, facts, isCode }: FactsProps) {
  return (
    <section>
      <h3>{title}</h3>
      {lead && <p className="cw-lead">{lead}</p>}
      <dl className="cw-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={isCode ? 'cw-code' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
