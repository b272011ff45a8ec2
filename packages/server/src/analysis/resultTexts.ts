import { type FindingRecord, type FindingSeverity, type Language, localize } from '@eventeye/core';

/** A finding with its text. */
export interface FindingText {
  code: string;
  text: string;
  severity: FindingSeverity;
}

/** A BI-RADS range with its reason as text. */
export interface BiRadsText {
  categories: string[];
  rationale: string;
}

/** The findings of a stored result in the reader's language; stored are codes and parameters. */
export function findingTexts(findings: unknown, language: Language): FindingText[] {
  return (findings as FindingRecord[]).map(({ code, severity, params }) => ({
    code,
    severity,
    text: localize(code, language, params),
  }));
}

/** The recommendations of a stored result in the reader's language. */
export function recommendationTexts(codes: unknown, language: Language): string[] {
  return (codes as string[]).map((code) => localize(code, language));
}

/** The BI-RADS suggestion of a stored result in the reader's language. */
export function biRadsText(categories: string[], rationaleCode: string, language: Language): BiRadsText {
  return { categories, rationale: localize(rationaleCode, language) };
}
