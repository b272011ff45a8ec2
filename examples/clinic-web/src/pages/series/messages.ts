import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    withheld: 'Silent mode: the result is computed and shown to nobody until an administrator opens it.',
    patients: 'Patients',
    untitled: 'Series',
    analyse: 'Analyse the series',
    analyseAgain: 'Analyse again',
    slices: (count: number) => `${count} images`,
    spacing: (mm: string) => `${mm} between slices`,
    run: 'Analysis of the series',
    notYet: 'Not analysed yet. All slices are analysed as one job; what is finished stays when you stop it.',
    keyImage: 'Most suspicious slice',
    openKeyImage: 'Open its image',
    candidates: 'Where attention gathers over slices',
    candidate: (first: number, last: number, key: number) =>
      first === last ? `Slice ${key}` : `Slices ${first} to ${last}, strongest at ${key}`,
    noCandidates: 'Attention does not gather anywhere over slices.',
    attention: 'Attention shows what the scores rest on; it is not localisation.',
    geometry: 'About the slices',
  },
  ko: {
    withheld: '사일런트 모드: 결과는 계산되었으며 관리자가 공개할 때까지 보이지 않습니다.',
    patients: '환자',
    untitled: '시리즈',
    analyse: '시리즈 분석',
    analyseAgain: '다시 분석',
    slices: (count: number) => `영상 ${count}개`,
    spacing: (mm: string) => `단면 간격 ${mm}`,
    run: '시리즈 분석',
    notYet:
      '아직 분석하지 않았습니다. 모든 단면을 하나의 작업으로 분석하며, 중단해도 완료된 결과는 남습니다.',
    keyImage: '가장 의심되는 단면',
    openKeyImage: '해당 영상 열기',
    candidates: '여러 단면에 걸친 주의 영역',
    candidate: (first: number, last: number, key: number) =>
      first === last ? `단면 ${key}` : `단면 ${first}–${last}, ${key}에서 가장 강함`,
    noCandidates: '여러 단면에 걸쳐 모인 주의 영역이 없습니다.',
    attention: '주의 영역은 점수의 근거를 보여 줄 뿐 병변의 위치를 뜻하지 않습니다.',
    geometry: '단면 정보',
  },
});
