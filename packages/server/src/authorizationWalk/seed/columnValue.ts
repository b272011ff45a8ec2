import type { Scope } from '../scopes.js';
import type { Column } from './readTables.js';

/** Makes values that occur nowhere else, and remembers to what each belongs. */
export class Markers {
  #next = 0;
  /** Numbers and moments, as they are printed, to their scopes. */
  readonly figures = new Map<string, Scope>();

  /**
   * A value for a column, as PostgreSQL reads it from text; null where the type is not known.
   *
   * @param of the row, for people: `User.ADMIN`.
   */
  make({ name, type, labels }: Column, scope: Scope, of: string): string | null {
    const count = this.#next++;
    const text = `zq${scope}zq-${of}.${name}`;
    const note = (figure: string) => {
      this.figures.set(figure, scope);
      return figure;
    };
    if (labels.length > 0) return type.startsWith('_') ? `{${labels[0]}}` : labels[0]!;
    switch (type) {
      case 'text':
      case 'varchar':
        return text;
      case '_text':
        return `{"${text}"}`;
      case 'json':
      case 'jsonb':
        return JSON.stringify({ marker: text });
      case 'bytea':
        return '\\x0102030405060708';
      case 'bool':
        return 'false';
      case 'int2':
        return '1';
      case 'int4':
      case 'int8':
        return note(String(7_310_000 + count));
      case 'float4':
      case 'float8':
      case 'numeric':
        return note(String(0.731 + count / 1e7));
      case '_float8':
        return `{${note(String(0.731 + count / 1e7))}}`;
      case '_int4':
        return `{${note(String(7_310_000 + count))}}`;
      case 'date':
        return note(new Date(Date.UTC(1903, 0, 1 + count)).toISOString().slice(0, 10));
      case 'timestamptz':
      case 'timestamp':
        // To come: what has a last moment is good until then.
        return note(new Date(Date.UTC(2093, 0, 1, 0, count)).toISOString());
      default:
        return null;
    }
  }
}
