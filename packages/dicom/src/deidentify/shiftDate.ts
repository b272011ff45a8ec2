/**
 * Moves a DA or the date of a DT by whole days, so that times of day and intervals stay as they are.
 *
 * @param text `YYYYMMDD`, the older `YYYY.MM.DD`, or a DT of at least a day's precision.
 * @returns undefined for what is no such date: a year alone can not be moved by days.
 */
export function shiftDate(text: string, days: number): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})(\d{0,6}(?:\.\d{1,6})?(?:[+-]\d{4})?)$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, rest] = match;
  const time = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(8, 10) !== day) return undefined;
  const shifted = new Date(time + days * 86_400_000).toISOString();
  if (!/^\d{4}-/.test(shifted)) return undefined;
  return shifted.slice(0, 10).replaceAll('-', '') + rest;
}
