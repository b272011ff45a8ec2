import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    BENIGN: 'Benign',
    MALIGNANT: 'Malignant',
    INCONCLUSIVE: 'Inconclusive',
    OUT_OF_SCOPE: 'Out of scope',
  },
  ko: {
    BENIGN: '양성',
    MALIGNANT: '악성',
    INCONCLUSIVE: '판정 보류',
    OUT_OF_SCOPE: '분석 범위 밖',
  },
});
