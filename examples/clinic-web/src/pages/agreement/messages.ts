import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    title: 'Agreement',
    figures: 'Figures',
    lead: 'Readings of your organization beside the results, over the time you choose.',
    from: 'Recorded from',
    until: 'Recorded before',
  },
  ko: {
    title: '일치도',
    figures: '수치',
    lead: '선택한 기간 동안 기관의 판독 의견과 결과를 비교합니다.',
    from: '기록 시작일',
    until: '기록 종료일(미포함)',
  },
});
