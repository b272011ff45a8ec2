import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: { loading: 'Loading the analysis', empty: 'No analysis is chosen.' },
  ko: { loading: '분석을 불러오는 중', empty: '선택된 분석이 없습니다.' },
});
