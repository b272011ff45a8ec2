/**
 * Brings a DT, or a DA with its TM (PS3.5 6.2), into a form that sorts by time: `YYYY-MM-DDThh:mm:ss.ffffff`, with the
 * offset from UTC where the DT has one.
 *
 * @returns `undefined` for values that are absent, no date, or a date without a time.
 */
export function dicomDateTime(date: string | undefined, time?: string): string | undefined {
  const parts = time === undefined ? date : `${date?.replaceAll('.', '')}${time.replaceAll(':', '')}`;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:\.(\d{1,6}))?([+-]\d{4})?$/.exec(parts ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute = '00', second = '00', fraction = '', offset = ''] = match;
  // 60 is a leap second; Date knows none.
  const shown = `${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}`;
  const instant = Date.parse(`${shown}Z`);
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 19) !== shown) return undefined;
  return `${shown}.${fraction.padEnd(6, '0')}${offset.replace(/(\d\d)$/, ':$1')}`;
}
