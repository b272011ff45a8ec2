import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    title: 'Models',
    lead: 'What analyses images here, with its figures on data that it was not trained on. Intervals are 95 %.',
    active: 'Analyses now',
    demonstration: 'Demonstration',
    inactive: 'Not active',
    activate: 'Let this model analyse',
    activateTitle: 'Change the model',
    activateText: (name: string) =>
      `From now on ${name} analyses new requests. Results that are there stay as they are, each with its own model.`,
    confirm: 'Change the model',
    cancel: 'Cancel',
    sha256: 'SHA-256',
    precision: 'Precision',
    labels: 'Labels',
    figure: 'Figure',
    value: 'Value',
    interval: '95 % interval',
    split: 'Measured on',
    none: 'This model names no figures.',
    demonstrationText:
      'The figures are of held-out synthetic phantoms. They say nothing of how well it tells benign from malignant in patients.',
  },
  ko: {
    title: '모델',
    lead: '영상을 분석하는 모델과, 학습에 쓰지 않은 자료에서 얻은 성능입니다. 구간은 95 % 신뢰구간입니다.',
    active: '현재 사용 중',
    demonstration: '시연용',
    inactive: '사용 안 함',
    activate: '이 모델로 분석하기',
    activateTitle: '모델 변경',
    activateText: (name: string) =>
      `이제부터 새로운 요청은 ${name} 모델이 분석합니다. 기존 결과는 각자의 모델과 함께 그대로 남습니다.`,
    confirm: '모델 변경',
    cancel: '취소',
    sha256: 'SHA-256',
    precision: '정밀도',
    labels: '분류',
    figure: '지표',
    value: '값',
    interval: '95 % 신뢰구간',
    split: '측정 자료',
    none: '이 모델에는 성능 지표가 없습니다.',
    demonstrationText:
      '이 수치는 학습에 쓰지 않은 합성 팬텀에서 얻은 것으로, 실제 환자에서의 양성·악성 구분 성능을 뜻하지 않습니다.',
  },
});
