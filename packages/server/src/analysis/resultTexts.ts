import { type FindingRecord, type FindingSeverity, type Language, localize } from '@eventeye/core';

/** A finding with its text. */
export interface FindingText {
  code: string;
  text: string;
  severity: FindingSeverity;
}

/** A BI-RADS range with its reason in words. */
export interface BiRadsText {
  categories: string[];
  rationale: string;
}

/** Texts of stored findings; `findings` is the column as stored. */
export function findingTexts(findings: unknown, language: Language): FindingText[] {
  return (findings as FindingRecord[]).map(({ code, severity, params }) => ({
    code,
    severity,
    text: localize(code, language, params),
  }));
}

/** Texts of stored recommendation codes. */
export function recommendationTexts(codes: unknown, language: Language): string[] {
  return (codes as string[]).map((code) => localize(code, language));
}

/** The stored range with the text of its reason. */
export function biRadsText(categories: string[], rationaleCode: string, language: Language): BiRadsText {
  return { categories, rationale: localize(rationaleCode, language) };
}
