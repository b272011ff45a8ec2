import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    label: 'Malignancy probability, calibrated',
    benign: 'benign',
    abstains: 'abstains',
    malignant: 'malignant',
    thresholds: (low: string, high: string) =>
      `Below ${low} benign, from ${high} malignant; between them the model abstains.`,
  },
  ko: {
    label: '악성 확률(보정됨)',
    benign: '양성',
    abstains: '판정 보류',
    malignant: '악성',
    thresholds: (low: string, high: string) =>
      `${low} 미만은 양성, ${high} 이상은 악성이며 그 사이에서는 판정을 보류합니다.`,
  },
});
