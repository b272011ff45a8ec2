import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    confidence: (label: string, share: string) => `Most probable label: ${label}, confidence ${share}`,
    BENIGN: 'The calibrated probability lies below the lower threshold of the model.',
    MALIGNANT: 'The calibrated probability reaches the upper threshold of the model.',
    INCONCLUSIVE:
      'The probability lies between the thresholds, where the model is not reliable. It abstains: read the examination without it.',
    OUT_OF_SCOPE:
      'This is not the kind of image the model was made for. It abstains; its scores mean nothing here.',
    probabilities: 'Probabilities',
    findings: 'Findings',
    recommendations: 'Recommendations and prevention',
    biRads: 'BI-RADS range',
    biRadsReader: 'The reader assigns the category.',
    model: 'Model',
    analysed: 'Analysed',
    INFO: 'For the record',
    NOTICE: 'Worth a look',
    WARNING: 'Important',
    withheld: 'Result withheld',
    withheldText:
      'Your organization is testing this model in silent mode. The analysis is done; its result is shown when an administrator opens it.',
  },
  ko: {
    confidence: (label: string, share: string) => `가장 가능성 높은 분류: ${label}, 신뢰도 ${share}`,
    BENIGN: '보정된 확률이 모델의 하한 기준보다 낮습니다.',
    MALIGNANT: '보정된 확률이 모델의 상한 기준에 도달했습니다.',
    INCONCLUSIVE:
      '확률이 두 기준 사이에 있어 모델의 판단을 신뢰하기 어렵습니다. 판정을 보류하므로 이 결과 없이 판독하십시오.',
    OUT_OF_SCOPE: '이 모델이 대상으로 하는 영상이 아닙니다. 판정을 보류하며 점수는 의미가 없습니다.',
    probabilities: '확률',
    findings: '소견',
    recommendations: '권고 및 예방',
    biRads: 'BI-RADS 범위',
    biRadsReader: '최종 범주는 판독의가 정합니다.',
    model: '모델',
    analysed: '분석 시각',
    INFO: '참고',
    NOTICE: '확인 필요',
    WARNING: '중요',
    withheld: '결과 비공개',
    withheldText:
      '소속 기관이 이 모델을 사일런트 모드로 시험하고 있습니다. 분석은 완료되었으며 관리자가 공개하면 결과가 표시됩니다.',
  },
});
