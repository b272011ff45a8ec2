import type { AnalysisOutcome } from '@eventeye/core';

/** A rectangle in pixels of the image, origin at the outer corner of the first pixel, top left. */
export interface ReportedRegion {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Mean attention in it, 0 to 1. */
  score: number;
  /** 0-based. */
  frame: number;
}

/** What is written of one finished analysis. */
export interface ReportedAnalysis {
  /** Never changes: UIDs are made from it. */
  id: string;
  finishedAt: Date;
  outcome: AnalysisOutcome;
  /** Calibrated, 0 to 1. Not written for OUT_OF_SCOPE: the image was not assessed. */
  malignancyProbability: number;
  /** Frame that was analysed, from 0. */
  frame: number;
  /** Where attention gathers, strongest first. */
  regions: readonly ReportedRegion[];
  /** The range of core's `suggestBiRads`, with its reason in words. */
  biRads: { categories: readonly string[]; rationale: string };
  /** What the reader should know, in English sentences. */
  findings: readonly string[];
  model: ReportedModel;
  receipt: { inputTensorSha256: string; preprocessing: string; runtime: string };
}

/** The algorithm, so that it can be told apart from every other. Hashes are hexadecimal SHA-256. */
export interface ReportedModel {
  name: string;
  version: string;
  /** Of the ONNX file. */
  sha256: string;
  manifestSha256: string;
  precision: string;
  isDemonstration: boolean;
}
