/** A connection that takes SQL as it is, below Prisma: for the queue, notifications and migrations. */
export interface Sql {
  /** One statement with parameters. */
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Several statements without parameters; the rows of all of them. */
  execute(text: string): Promise<{ rows: Record<string, unknown>[] }>;
  /** Statements that succeed or fail together, on one connection. */
  transaction<T>(work: (sql: Pick<Sql, 'query' | 'execute'>) => Promise<T>): Promise<T>;
  /** Calls `heard` for every NOTIFY on the channel; resolves when listening. Survives a lost connection. */
  listen(channel: string, heard: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
}
