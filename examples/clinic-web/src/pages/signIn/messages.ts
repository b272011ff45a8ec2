import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    title: 'Sign in',
    ended: 'Your session has ended. Sign in again; you will be back where you were.',
  },
  ko: {
    title: '로그인',
    ended: '세션이 종료되었습니다. 다시 로그인하면 보던 화면으로 돌아갑니다.',
  },
});
