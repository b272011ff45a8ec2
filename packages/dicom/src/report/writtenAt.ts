import type { Dataset } from '../dataset/dataset.js';

/**
 * A moment as DA and TM in the time zone that the source image names (0008,0201), else in UTC.
 *
 * @returns `dateTime` a DT that names its offset, so that it is exact in either case.
 */
export function writtenAt(moment: Date, source: Dataset): { date: string; time: string; dateTime: string } {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(source.string('x00080201') ?? '') ?? [];
  const offsetMinutes = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  const local = new Date(moment.getTime() + offsetMinutes * 60_000).toISOString();
  const date = local.slice(0, 10).replaceAll('-', '');
  const time = local.slice(11, 19).replaceAll(':', '');
  return { date, time, dateTime: `${date}${time}${sign ? `${sign}${hours}${minutes}` : '+0000'}` };
}
