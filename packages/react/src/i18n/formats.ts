import { useMemo } from 'react';
import { useLocale } from './LocaleContext.js';
import type { Locale } from './locale.js';
import { personName } from './personName.js';

/** How dates and numbers are written in a language. */
export interface Formats {
  /** A calendar day; takes an ISO 8601 date (`1961-04-02`) without shifting it by a time zone. */
  date(value: string): string;
  /** Day and time of an ISO 8601 instant, in the reader's time zone. */
  dateTime(value: string): string;
  /** A probability or share from 0 to 1 as a percentage with one digit after the point. */
  percent(value: number): string;
  /** A number with at most `digits` digits after the point, 1 unless told. */
  number(value: number, digits?: number): string;
  /** A length in millimetres, with its unit. */
  millimetres(value: number): string;
  /** A name that may be one of DICOM (`Family^Given`), as one writes it. */
  personName(value: string): string;
  /** A size in bytes, in kB, MB or GB (powers of 1000). */
  bytes(value: number): string;
}

/** The formats of the language chosen here. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => formatsOf(locale), [locale]);
}

/** The formats of a language: Intl's, with the regions in which they are read (United Kingdom, Korea). */
export function formatsOf(locale: Locale): Formats {
  const tag = locale === 'ko' ? 'ko-KR' : 'en-GB';
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const percent = new Intl.NumberFormat(tag, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const number = (value: number, digits = 1) =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value);
  return {
    date: (value) => day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)),
    dateTime: (value) => instant.format(new Date(value)),
    percent: (value) => percent.format(value),
    number,
    personName: (value) => personName(value, locale),
    millimetres: (value) => `${number(value)} mm`,
    bytes: (value) =>
      value >= 1e9
        ? `${number(value / 1e9)} GB`
        : value >= 1e6
          ? `${number(value / 1e6)} MB`
          : `${number(value / 1e3, 0)} kB`,
  };
}
