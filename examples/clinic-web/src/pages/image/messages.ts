import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    patients: 'Patients',
    series: 'Series',
    newest: 'Newest result',
    readings: 'Readings',
    details: 'About the image',
    size: 'Size',
    pixels: (width: number, height: number, frames: number) =>
      frames > 1 ? `${width} × ${height} pixels, ${frames} frames` : `${width} × ${height} pixels`,
    stored: 'Stored',
    sopInstanceUid: 'SOP Instance UID',
    sha256: 'SHA-256',
    storagePath: 'Storage path',
    report: 'Report',
    original: 'Original file',
    structuredReport: 'DICOM SR',
    secondaryCapture: 'DICOM picture with attention',
    unknown: '—',
    noResult: 'Readings are recorded of a result. Analyse the image first.',
  },
  ko: {
    patients: '환자',
    series: '시리즈',
    newest: '최신 결과',
    readings: '판독 의견',
    details: '영상 정보',
    size: '크기',
    pixels: (width: number, height: number, frames: number) =>
      frames > 1 ? `${width} × ${height} 픽셀, ${frames}프레임` : `${width} × ${height} 픽셀`,
    stored: '저장 시각',
    sopInstanceUid: 'SOP Instance UID',
    sha256: 'SHA-256',
    storagePath: '저장 경로',
    report: '보고서',
    original: '원본 파일',
    structuredReport: 'DICOM SR',
    secondaryCapture: '주의 영역 DICOM 영상',
    unknown: '—',
    noResult: '판독 의견은 결과에 대해 기록합니다. 먼저 영상을 분석하십시오.',
  },
});
