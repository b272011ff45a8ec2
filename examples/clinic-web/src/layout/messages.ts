import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    loading: 'Loading …',
    again: 'Try again',
    more: 'Show more',
    shown: (shown: number, total: number) => `${shown} of ${total}`,
    cancel: 'Cancel',
    close: 'Close',
  },
  ko: {
    loading: '불러오는 중 …',
    again: '다시 시도',
    more: '더 보기',
    shown: (shown: number, total: number) => `총 ${total}건 중 ${shown}건`,
    cancel: '취소',
    close: '닫기',
  },
});
