import { defineMessages } from '../i18n/defineMessages.js';

export const messages = defineMessages({
  en: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    signIn: 'Sign in',
    signingIn: 'Signing in …',
    with: (provider: string) => `Sign in with ${provider}`,
    or: 'or',
    wait: (seconds: number) => `Too many tries. Wait ${seconds} s, then try again.`,
  },
  ko: {
    title: '로그인',
    email: '이메일',
    password: '비밀번호',
    signIn: '로그인',
    signingIn: '로그인하는 중 …',
    with: (provider: string) => `${provider} 계정으로 로그인`,
    or: '또는',
    wait: (seconds: number) => `시도 횟수가 너무 많습니다. ${seconds}초 후에 다시 시도하십시오.`,
  },
});
