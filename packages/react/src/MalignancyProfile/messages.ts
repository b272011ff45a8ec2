import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    title: 'Profile of the model’s score',
    explanation:
      'The malignancy probability that the model gives each slice by itself, nothing smoothed. A profile of the score, not of disease.',
    demonstration: 'Demonstration model – not for diagnosis',
    plot: 'Slice on the profile',
    noScore: 'no score',
    pending: 'not analysed yet',
    value: (index: number, count: number, score: string) => `Slice ${index} of ${count}: ${score}`,
    highest: (score: string, index: number) => `Highest score ${score}, slice ${index}.`,
    coverage: (scored: number, count: number) => `${scored} of ${count} slices have a score.`,
    gaps: (outOfScope: number, failed: number, pending: number) =>
      [
        outOfScope > 0 && `${outOfScope} out of scope`,
        failed > 0 && `${failed} failed`,
        pending > 0 && `${pending} not analysed yet`,
      ]
        .filter(Boolean)
        .join(', '),
    above: (count: number, threshold: string) =>
      `${count} at or above the threshold of ${threshold} for malignant.`,
    candidates: (list: string) => `Candidates (attention, no localisation): ${list}.`,
    candidate: (number: number, first: number, last: number) =>
      first === last ? `${number}: slice ${first}` : `${number}: slices ${first} to ${last}`,
    moreCandidates: (count: number) => `${count} more in the table`,
    candidateTable: 'Candidates, the most suspicious first',
    number: 'Candidate',
    slices: 'Slices',
    highestScore: 'Highest score',
    none: 'No slice has a score.',
    withheld:
      'Your organization is testing this model in silent mode. The profile is shown once the test has ended.',
    benignBelow: (percent: string) => `benign below ${percent}`,
    malignantFrom: (percent: string) => `malignant from ${percent}`,
    table: 'All scores as a table',
    slice: 'Slice',
    score: 'Score',
    outcome: 'Outcome',
    BENIGN: 'Benign',
    MALIGNANT: 'Malignant',
    INCONCLUSIVE: 'Inconclusive',
    OUT_OF_SCOPE: 'Out of scope',
    FAILED: 'Failed',
  },
  ko: {
    title: '모델 점수 프로파일',
    explanation:
      '모델이 각 단면에 개별적으로 부여한 악성 확률이며 평활화하지 않았습니다. 질환이 아닌 점수의 프로파일입니다.',
    demonstration: '시연용 모델 – 진단에 사용 금지',
    plot: '프로파일의 단면',
    noScore: '점수 없음',
    pending: '아직 분석하지 않음',
    value: (index: number, count: number, score: string) => `단면 ${index} / ${count}: ${score}`,
    highest: (score: string, index: number) => `최고 점수 ${score}, 단면 ${index}.`,
    coverage: (scored: number, count: number) => `${count}개 단면 중 ${scored}개에 점수가 있습니다.`,
    gaps: (outOfScope: number, failed: number, pending: number) =>
      [
        outOfScope > 0 && `분석 범위 밖 ${outOfScope}개`,
        failed > 0 && `실패 ${failed}개`,
        pending > 0 && `분석 전 ${pending}개`,
      ]
        .filter(Boolean)
        .join(', '),
    above: (count: number, threshold: string) => `악성 기준 ${threshold} 이상인 단면 ${count}개.`,
    candidates: (list: string) => `후보 영역(주의 영역이며 위치 특정이 아님): ${list}.`,
    candidate: (number: number, first: number, last: number) =>
      first === last ? `${number}: 단면 ${first}` : `${number}: 단면 ${first}–${last}`,
    moreCandidates: (count: number) => `그 외 ${count}개는 표 참조`,
    candidateTable: '후보 영역, 의심도 순',
    number: '후보',
    slices: '단면',
    highestScore: '최고 점수',
    none: '점수가 있는 단면이 없습니다.',
    withheld: '기관에서 이 모델을 사일런트 모드로 시험 중입니다. 시험이 끝나면 프로파일을 표시합니다.',
    benignBelow: (percent: string) => `${percent} 미만 양성`,
    malignantFrom: (percent: string) => `${percent} 이상 악성`,
    table: '모든 점수를 표로 보기',
    slice: '단면',
    score: '점수',
    outcome: '결과',
    BENIGN: '양성',
    MALIGNANT: '악성',
    INCONCLUSIVE: '판정 보류',
    OUT_OF_SCOPE: '분석 범위 밖',
    FAILED: '실패',
  },
});
